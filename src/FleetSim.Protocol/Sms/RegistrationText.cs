using System.Text;
using System.Text.Unicode;
using FleetSim.Protocol.Identity;

namespace FleetSim.Protocol.Sms;

/// <summary>What a handset says of itself when it registers, in the order of the text. Spec: QB-E-008, REG-04 and appendix A2.</summary>
public sealed record RegistrationUplink(Imei Imei, string Manufacturer, string Model, string SoftwareVersion);

/// <summary>The platform's answer. Spec: QB-E-008, appendix A3.</summary>
public sealed record RegistrationConfirmation(Imei Imei, bool Registered);

/// <summary>
/// The texts of self-registration: UTF-8 octets as 8-bit data behind a port header.
/// <code>
/// up    IMEI:860206000003972/Hisense/TS7032/TI7.2.01.22.00
/// down  IMEI:860206000003972/1       registered; /0 refused
/// </code>
/// Nothing is escaped: a "/" in manufacturer or model shifts the fields behind it, as real handsets' texts do.
/// </summary>
public static class RegistrationText
{
    public const string ServiceNumber = "10654040";

    public const ushort Port = 16998;

    /// <summary>140 octets of one message less 7 of the port header. A longer text is not sent at all.</summary>
    public const int MaxOctets = 133;

    // "IMEI:" and 15 digits.
    private const int IdentityOctets = 20;

    /// <summary>The octets behind the header; null when they exceed <see cref="MaxOctets"/>.</summary>
    public static byte[]? EncodeUplink(RegistrationUplink u)
    {
        ArgumentNullException.ThrowIfNull(u);
        string text = $"{u.Imei.ToLocUri()}/{u.Manufacturer}/{u.Model}/{u.SoftwareVersion}";
        return Encoding.UTF8.GetByteCount(text) > MaxOctets ? null : Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The version is all that follows the third "/", further ones included.</summary>
    public static Decoded<RegistrationUplink> DecodeUplink(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxOctets) return Decoded.Invalid<RegistrationUplink>(MaxOctets, "the text is longer than one message");
        if (Identity(payload) is not { } imei) return Decoded.Invalid<RegistrationUplink>(0, "the text does not begin with IMEI: and 15 digits");
        ReadOnlySpan<byte> fields = payload[IdentityOctets..];
        if (!Utf8.IsValid(fields)) return Decoded.Invalid<RegistrationUplink>(IdentityOctets, "the text is not UTF-8");
        string[] field = Encoding.UTF8.GetString(fields).Split('/', 4);
        if (field.Length != 4 || field[0].Length > 0) return Decoded.Invalid<RegistrationUplink>(IdentityOctets, "not three fields behind the IMEI");
        return Decoded.Done(new RegistrationUplink(imei, field[1], field[2], field[3]), payload.Length);
    }

    public static byte[] EncodeConfirmation(Imei imei, bool registered) => Encoding.ASCII.GetBytes(imei.ToLocUri() + (registered ? "/1" : "/0"));

    /// <summary>The whole text, exactly; anything else is no confirmation.</summary>
    public static Decoded<RegistrationConfirmation> DecodeConfirmation(ReadOnlySpan<byte> payload)
    {
        if (Identity(payload) is not { } imei) return Decoded.Invalid<RegistrationConfirmation>(0, "the text does not begin with IMEI: and 15 digits");
        return payload[IdentityOctets..] switch
        {
            [(byte)'/', (byte)'1'] => Decoded.Done(new RegistrationConfirmation(imei, true), payload.Length),
            [(byte)'/', (byte)'0'] => Decoded.Done(new RegistrationConfirmation(imei, false), payload.Length),
            _ => Decoded.Invalid<RegistrationConfirmation>(IdentityOctets, "neither /1 nor /0 behind the IMEI"),
        };
    }

    private static Imei? Identity(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < IdentityOctets || !payload.StartsWith("IMEI:"u8)) return null;
        Span<char> digits = stackalloc char[IdentityOctets];
        Encoding.Latin1.GetChars(payload[..IdentityOctets], digits);
        return Imei.Parse(digits);
    }
}

using FleetSim.Platform.Settings;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;

namespace FleetSim.Platform.Engine;

/// <summary>What a registration message says.</summary>
/// <param name="Imsi">Null where the form has none.</param>
internal sealed record Registration(RegistrationUplink Handset, Imsi? Imsi);

/// <summary>One service number with its port and its form of the text.</summary>
internal sealed record RegistrationService(string Number, ushort Port, RegistrationForm Form)
{
    public PortAddress Ports => new(Port, Port);

    /// <summary>The first service, then the further ones.</summary>
    public static IReadOnlyList<RegistrationService> All(RegistrationOptions options) =>
    [
        new(options.Number, (ushort)options.Port, RegistrationForm.Cmcc),
        .. options.Services.Select(s => new RegistrationService(s.Number, (ushort)s.Port, s.Form)),
    ];

    /// <summary>
    /// Reads the text of this service.
    /// <code>
    /// Cmcc     IMEI:imei/manufacturer/model/version
    /// Unicom   IMEI:imei/imsi/manufacturer/model/version
    /// </code>
    /// </summary>
    public Registration? Read(ReadOnlySpan<byte> payload)
    {
        if (RegistrationText.DecodeUplink(payload) is not { IsDone: true } decoded) return null;
        return Form == RegistrationForm.Cmcc ? new Registration(decoded.Value, null) : Unicom(decoded.Value);
    }

    /// <summary>Read as China Mobile's, everything of the Unicom text stands one field late.</summary>
    private static Registration? Unicom(RegistrationUplink shifted)
    {
        string[] rest = shifted.SoftwareVersion.Split('/', 2);
        if (Imsi.Parse(shifted.Manufacturer) is not { } imsi || rest.Length != 2) return null;
        return new Registration(new RegistrationUplink(shifted.Imei, shifted.Model, rest[0], rest[1]), imsi);
    }
}

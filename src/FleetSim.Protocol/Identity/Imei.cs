using System.Globalization;

namespace FleetSim.Protocol.Identity;

/// <summary>
/// Identity of a handset: 15 decimal digits, TAC 8, serial 6, check digit.
/// A wrong check digit is accepted from a peer: real clients send such numbers.
/// </summary>
public readonly record struct Imei(ulong Value)
{
    private const ulong Limit = 1_000_000_000_000_000;

    /// <summary>Appends the Luhn digit to the first 14 digits.</summary>
    public static Imei FromFourteenDigits(ulong fourteen) => new((fourteen * 10) + CheckDigit(fourteen));

    /// <summary>15 digits, with or without the "IMEI:" prefix of a LocURI; null for anything else.</summary>
    public static Imei? Parse(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("IMEI:", StringComparison.OrdinalIgnoreCase)) text = text[5..];
        return Digits.Parse(text, 15) is { } value ? new Imei(value) : null;
    }

    public bool HasValidCheckDigit => Value < Limit && CheckDigit(Value / 10) == Value % 10;

    /// <summary>"IMEI:" and the 15 digits: DevInfo/DevId and the Source of every message.</summary>
    public string ToLocUri() => "IMEI:" + ToString();

    public override string ToString() => Value.ToString("D15", CultureInfo.InvariantCulture);

    private static ulong CheckDigit(ulong fourteen)
    {
        ulong sum = 0;
        for (bool doubled = true; fourteen > 0; fourteen /= 10, doubled = !doubled)
        {
            ulong digit = fourteen % 10;
            if (doubled) digit = digit < 5 ? digit * 2 : (digit * 2) - 9;
            sum += digit;
        }

        return (10 - (sum % 10)) % 10;
    }
}

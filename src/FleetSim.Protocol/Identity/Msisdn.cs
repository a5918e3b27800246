using System.Globalization;

namespace FleetSim.Protocol.Identity;

/// <summary>
/// A Chinese mobile number: 11 digits behind +86. Peers write it with and without 86 and "+"; all forms are equal here.
/// </summary>
public readonly record struct Msisdn(ulong Value)
{
    private const ulong Limit = 100_000_000_000;
    private const ulong CountryCode = 86;

    /// <summary>11 digits, optionally behind 86, +86 or 0086; null for anything else.</summary>
    public static Msisdn? Parse(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("+", StringComparison.Ordinal)) text = text[1..];
        else if (text.StartsWith("0086", StringComparison.Ordinal)) text = text[2..];
        if (text.Length == 13 && text.StartsWith("86", StringComparison.Ordinal)) text = text[2..];
        return Digits.Parse(text, 11) is { } value ? new Msisdn(value) : null;
    }

    /// <summary>"+8613812345678".</summary>
    public string ToInternational() => "+" + ((CountryCode * Limit) + Value).ToString(CultureInfo.InvariantCulture);

    /// <summary>"13812345678".</summary>
    public override string ToString() => Value.ToString("D11", CultureInfo.InvariantCulture);
}

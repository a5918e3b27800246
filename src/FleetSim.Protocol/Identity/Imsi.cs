using System.Globalization;

namespace FleetSim.Protocol.Identity;

/// <summary>Identity of a SIM: 15 decimal digits, MCC 3, MNC 2, MSIN 10.</summary>
public readonly record struct Imsi(ulong Value)
{
    private const ulong MsinSpan = 10_000_000_000;

    public static Imsi? Parse(ReadOnlySpan<char> text) => Digits.Parse(text, 15) is { } value ? new Imsi(value) : null;

    /// <summary>MCC and MNC as one number: 46000 for China Mobile's first network.</summary>
    public int Plmn => (int)(Value / MsinSpan);

    /// <summary>The ten digits behind the PLMN.</summary>
    public ulong Msin => Value % MsinSpan;

    public override string ToString() => Value.ToString("D15", CultureInfo.InvariantCulture);
}

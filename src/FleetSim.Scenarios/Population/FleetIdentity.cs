using System.Globalization;
using FleetSim.Device;
using FleetSim.Protocol.Identity;

namespace FleetSim.Scenarios.Population;

/// <summary>
/// Identity is arithmetic: terminal index to IMEI, SIM index to IMSI and MSISDN, and back. Nothing is stored and nothing
/// grows with the fleet. SIM n of terminal i has the index n * terminals + i, so its owner is found by a remainder.
/// <code>
/// IMEI   86 | model 2 | index / 10^6, 4 digits | index % 10^6 | check digit
/// IMSI   PLMN 5 | 1 000 000 000 + SIM index
/// MSISDN prefix (SIM index % prefixes) 3 | 10 000 000 + SIM index / prefixes
/// </code>
/// </summary>
public sealed class FleetIdentity(Scenario scenario)
{
    private const ulong ImeiStart = 86, SerialSpan = 1_000_000, BlockSpan = 10_000;
    private const ulong MsinStart = 1_000_000_000, PlmnSpan = 10_000_000_000;
    private const ulong SubscriberStart = 10_000_000, SubscriberSpan = 100_000_000;

    private static readonly Operator[] Operators =
    [
        new([46000, 46002, 46007], [135, 136, 137, 138, 139, 147, 150, 151, 152, 157, 158, 159, 182, 183, 187, 188]),
        new([46001, 46006, 46009], [130, 131, 132, 155, 156, 185, 186]),
        new([46003, 46005, 46011], [133, 153, 180, 189]),
    ];

    private readonly HandsetModel[] _models = [.. scenario.Fleet.Models.Select(m => m.Model)];
    private readonly double[] _weights = [.. scenario.Fleet.Models.Select(m => m.Share / scenario.Fleet.Models.Sum(s => s.Share))];

    private readonly int[][] _homeNetworks = [.. scenario.Fleet.Models.Select(m => HomeNetworks(m.Model))];
    private readonly int[][] _foreignNetworks = [.. scenario.Fleet.Models.Select(m => ForeignNetworks(m.Model))];

    /// <summary>Models of one fleet: the IMEI has two digits for them.</summary>
    public const int ModelLimit = 100;

    /// <summary>First digits that the IMEIs of one model share, and no other model's; within them, IMEIs ascend with the index.</summary>
    public const int ImeiBlockDigits = 4;

    public int Terminals => scenario.Fleet.Terminals;

    public Chance ChanceOf(long terminal) => new(scenario.Seed, terminal);

    public HandsetModel ModelOf(long terminal) => _models[ModelNumber(terminal)];

    public Imei ImeiOf(long terminal) =>
        Imei.FromFourteenDigits((((((ImeiStart * 100) + (ulong)ModelNumber(terminal)) * BlockSpan) + ((ulong)terminal / SerialSpan)) * SerialSpan) + ((ulong)terminal % SerialSpan));

    /// <summary>The terminal with this IMEI, or null when it is none of this fleet.</summary>
    public long? TerminalOf(Imei imei)
    {
        ulong fourteen = imei.Value / 10;
        long index = (long)(((fourteen / SerialSpan % BlockSpan) * SerialSpan) + (fourteen % SerialSpan));
        return index < Terminals && ImeiOf(index) == imei ? index : null;
    }

    /// <summary>An operator: networks (MCC and MNC), prefixes of its numbers.</summary>
    private sealed record Operator(int[] Networks, ulong[] Prefixes);

    /// <summary>True when the user's SIMs are of the operator whose handset it is.</summary>
    public bool IsHome(long terminal) => ChanceOf(terminal).Happens(ChancePurpose.HomeOperator, 0, scenario.Fleet.ChinaMobileShare);

    /// <summary>SIM <paramref name="number"/> of the terminal's user, from 0.</summary>
    public Sim SimOf(long terminal, int number)
    {
        long index = SimIndexOf(terminal, number);
        return new Sim(index, new Imsi(((ulong)PlmnOf(terminal, number) * PlmnSpan) + MsinStart + (ulong)index));
    }

    /// <summary>The index of SIM <paramref name="number"/> of the terminal's user.</summary>
    public long SimIndexOf(long terminal, int number) => ((long)number * Terminals) + terminal;

    public long OwnerOf(long sim) => sim % Terminals;

    public Msisdn MsisdnOf(long sim)
    {
        ulong[] prefixes = PrefixesOf(PlmnOf(OwnerOf(sim), (int)(sim / Terminals)));
        ulong count = (ulong)prefixes.Length;
        return new Msisdn((prefixes[(ulong)sim % count] * SubscriberSpan) + SubscriberStart + ((ulong)sim / count));
    }

    /// <summary>The SIM with this number, or null when it is none of this fleet.</summary>
    public long? SimOf(Msisdn msisdn)
    {
        ulong prefix = msisdn.Value / SubscriberSpan;
        if (msisdn.Value % SubscriberSpan < SubscriberStart) return null;
        foreach (Operator network in Operators)
        {
            ulong[] prefixes = network.Prefixes;
            int at = Array.IndexOf(prefixes, prefix);
            if (at < 0) continue;
            long sim = (long)(((msisdn.Value % SubscriberSpan) - SubscriberStart) * (ulong)prefixes.Length) + at;
            return MsisdnOf(sim) == msisdn ? sim : null;
        }

        return null;
    }

    /// <summary>Why no fleet can be made of the model, or null.</summary>
    internal static string? HomeFault(HandsetModel model) =>
        HomeNetworks(model).Length == 0 ? $"registers in no network that SIMs are made of; there are: {string.Join(", ", Operators.SelectMany(o => o.Networks))}"
        : ForeignNetworks(model).Length == 0 ? "registers in the networks of every operator, so that there are no others"
        : null;

    /// <summary>The networks of the model's operator that are known here: a model may name prefixes of test networks besides.</summary>
    private static int[] HomeNetworks(HandsetModel model) =>
        [.. Operators.SelectMany(o => o.Networks).Where(n => model.Registration.HomeNetworks.Contains(n.ToString(CultureInfo.InvariantCulture)))];

    /// <summary>The first network of each other operator.</summary>
    private static int[] ForeignNetworks(HandsetModel model) => [.. Operators.Where(o => !o.Networks.Intersect(HomeNetworks(model)).Any()).Select(o => o.Networks[0])];

    private int PlmnOf(long terminal, int number)
    {
        int[] networks = (IsHome(terminal) ? _homeNetworks : _foreignNetworks)[ModelNumber(terminal)];
        return networks[ChanceOf(terminal).Below(ChancePurpose.HomeNetwork, number, networks.Length)];
    }

    private static ulong[] PrefixesOf(int plmn)
    {
        foreach (Operator network in Operators)
        {
            if (Array.IndexOf(network.Networks, plmn) >= 0) return network.Prefixes;
        }

        throw new System.Diagnostics.UnreachableException();
    }

    private int ModelNumber(long terminal)
    {
        double at = ChanceOf(terminal).Unit(ChancePurpose.Model, 0);
        for (int i = 0; i < _weights.Length; i++)
        {
            if ((at -= _weights[i]) < 0) return i;
        }

        return _weights.Length - 1;
    }
}

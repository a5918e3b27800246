using FleetSim.Protocol.Identity;

namespace FleetSim.Device;

/// <summary>A SIM card as the handset sees it. The handset does not know its MSISDN; whose SIM it is it tells by the IMSI (REG-15).</summary>
/// <param name="Index">Number of the SIM in the fleet.</param>
/// <param name="Imsi">What registration compares with its mark.</param>
public sealed record Sim(long Index, Imsi Imsi)
{
    /// <summary>True when the IMSI begins with one of the prefixes: the SIM of the operator whose handset this is.</summary>
    public bool IsOf(IReadOnlyList<string> networks)
    {
        string digits = Imsi.ToString();
        foreach (string prefix in networks)
        {
            if (digits.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}

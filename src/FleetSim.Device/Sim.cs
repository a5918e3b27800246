using FleetSim.Protocol.Identity;

namespace FleetSim.Device;

/// <summary>A SIM card as the handset sees it. The handset does not know its MSISDN.</summary>
/// <param name="Index">Number of the SIM in the fleet.</param>
/// <param name="Imsi">What registration compares with its mark.</param>
/// <param name="IsHomeOperator">True for China Mobile: only then anything is sent (REG-15).</param>
public sealed record Sim(long Index, Imsi Imsi, bool IsHomeOperator);

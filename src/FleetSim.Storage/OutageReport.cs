namespace FleetSim.Storage;

/// <summary>How often and how long the database was away while somebody wanted it.</summary>
/// <param name="Outages">Times that a working database stopped to answer.</param>
/// <param name="Duration">From the first failure to the first success after it, summed; one that lasts is counted up to now.</param>
public readonly record struct OutageReport(int Outages, TimeSpan Duration);

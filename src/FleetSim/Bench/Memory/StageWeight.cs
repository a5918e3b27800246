namespace FleetSim.Bench.Memory;

/// <summary>What a fleet weighs in one state, and what it took to bring it there from the state before.</summary>
/// <param name="Stage">bareActivation, idle, registered, hibernated or inSession.</param>
/// <param name="HeapBytes">Bytes on the managed heap for each handset; everything that came with the fleet is included.</param>
/// <param name="RssBytes">Bytes of resident set for each handset.</param>
/// <param name="ProcessRssBytes">Resident set of the whole process, with runtime, silo and store.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">CPU time of the process.</param>
/// <param name="GcPauseSeconds">Time in which the garbage collector held all threads.</param>
internal sealed record StageWeight(string Stage, long HeapBytes, long RssBytes, long ProcessRssBytes, double Seconds, double CpuSeconds, double GcPauseSeconds);

using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FleetSim.Reports.Model;

/// <summary>Where the figures come from.</summary>
public sealed record MachineReport
{
    public required string Os { get; init; }

    public required string Runtime { get; init; }

    public required int Cores { get; init; }

    [Description("Memory that the process may use, in octets.")]
    public required long MemoryBytes { get; init; }

    public required bool ServerGc { get; init; }

    /// <summary>The machine this process runs on.</summary>
    public static MachineReport Current() => new()
    {
        Os = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        Cores = Environment.ProcessorCount,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        ServerGc = System.Runtime.GCSettings.IsServerGC,
    };
}

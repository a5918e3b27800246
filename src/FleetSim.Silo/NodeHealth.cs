using System.Diagnostics;
using FleetSim.Contracts;

namespace FleetSim.Silo;

/// <summary>How this process fares: CPU, GC pauses, memory.</summary>
public sealed class NodeHealth : IDisposable
{
    private readonly Process _self = Process.GetCurrentProcess();
    private readonly Lock _reading = new();

    /// <summary>The figures with this node's health in them.</summary>
    public NodeFigures Add(NodeFigures figures)
    {
        lock (_reading)
        {
            _self.Refresh();
            return figures with
            {
                CpuSeconds = _self.TotalProcessorTime.TotalSeconds, GcPauseSeconds = GC.GetTotalPauseDuration().TotalSeconds, PeakMemoryBytes = _self.PeakWorkingSet64,
                Now = figures.Now with { MemoryBytes = _self.WorkingSet64, Machine = Environment.MachineName, Cores = Environment.ProcessorCount },
            };
        }
    }

    public void Dispose() => _self.Dispose();
}

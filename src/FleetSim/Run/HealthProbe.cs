using System.Diagnostics;

namespace FleetSim.Run;

/// <summary>How the generator itself fares: CPU, GC pauses, memory.</summary>
public sealed class HealthProbe
{
    private readonly Process _self = Process.GetCurrentProcess();
    private readonly Stopwatch _wall = Stopwatch.StartNew();
    private readonly TimeSpan _cpuAtStart;
    private readonly TimeSpan _pauseAtStart = GC.GetTotalPauseDuration();
    private TimeSpan _lastCpu;
    private TimeSpan _lastWall;

    public HealthProbe() => _cpuAtStart = _lastCpu = _self.TotalProcessorTime;

    /// <summary>Largest resident set seen.</summary>
    public long PeakMemoryBytes { get; private set; }

    public long MemoryBytes { get; private set; }

    /// <summary>CPU time of the process since the probe was made, as of the last <see cref="Sample"/>.</summary>
    public double CpuSeconds => (_lastCpu - _cpuAtStart).TotalSeconds;

    /// <summary>Of all cores, from the start.</summary>
    public double MeanCpuPercent => Percent(_self.TotalProcessorTime - _cpuAtStart, _wall.Elapsed);

    public double GcPausePercent => 100 * (GC.GetTotalPauseDuration() - _pauseAtStart) / _wall.Elapsed;

    /// <summary>CPU of all cores since the last call.</summary>
    public double Sample()
    {
        _self.Refresh();
        MemoryBytes = _self.WorkingSet64;
        PeakMemoryBytes = Math.Max(PeakMemoryBytes, _self.PeakWorkingSet64);
        (TimeSpan cpu, TimeSpan wall) = (_self.TotalProcessorTime, _wall.Elapsed);
        double percent = Percent(cpu - _lastCpu, wall - _lastWall);
        (_lastCpu, _lastWall) = (cpu, wall);
        return percent;
    }

    private static double Percent(TimeSpan cpu, TimeSpan wall) => wall > TimeSpan.Zero ? 100 * (cpu / wall) / Environment.ProcessorCount : 0;
}

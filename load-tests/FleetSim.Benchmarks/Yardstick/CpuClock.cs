using System.Diagnostics;

namespace FleetSim.Benchmarks.Yardstick;

/// <summary>CPU time of this process, garbage collection and compilation threads included.</summary>
internal static class CpuClock
{
    private const int Warmup = 60_000;
    private const int Operations = 100_000;

    /// <summary>Microseconds of CPU per operation.</summary>
    public static double Microseconds(Action once)
    {
        for (int i = 0; i < Operations / 10; i++) once();
        TimeSpan before = Now;
        for (int i = 0; i < Operations; i++) once();
        return (Now - before).TotalMicroseconds / Operations;
    }

    /// <summary>Lets the runtime compile the operation for speed.</summary>
    public static void Warm(Action once)
    {
        for (int i = 0; i < Warmup; i++) once();
        Thread.Sleep(300);
        for (int i = 0; i < Warmup; i++) once();
    }

    private static TimeSpan Now
    {
        get
        {
            using Process process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }
}

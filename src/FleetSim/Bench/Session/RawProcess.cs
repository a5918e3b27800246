using System.Globalization;
using FleetSim.Transport.Http;

namespace FleetSim.Bench.Session;

/// <summary>The yardstick's process: for each line that it is told it runs all sessions once and answers with the CPU time of one, in microseconds.</summary>
internal static class RawProcess
{
    public static async Task RunAsync(string recording, ConnectionPolicy policy, TextReader input, TextWriter output, CancellationToken stop)
    {
        RecordedPost[][] sessions = await Recording.ReadAsync(recording, stop);
        using RawSessions raw = new(sessions, policy);
        while (await input.ReadLineAsync(stop) is not null)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            await raw.RunAsync(SessionBench.AtOnce, stop);
            double each = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / sessions.Length;
            await output.WriteLineAsync(each.ToString("F3", CultureInfo.InvariantCulture));
            await output.FlushAsync(stop);
        }
    }
}

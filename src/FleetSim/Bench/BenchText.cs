using System.Globalization;
using FleetSim.Bench.Memory;
using FleetSim.Bench.Session;
using FleetSim.Bench.Sms;

namespace FleetSim.Bench;

/// <summary>What the benches found, for people.</summary>
internal static class BenchText
{
    public static string Of(IReadOnlyCollection<HandsetWeight> weights)
    {
        List<string> lines =
        [
            "octets of a snapshot / bytes on the heap",
            $"{"model",-16}" + string.Concat(weights.Select(w => w.State).Distinct().Select(state => $"{state,16}")),
            .. weights.GroupBy(w => w.Model).Select(model => $"{model.Key,-16}" + string.Concat(model.Select(w => Text($"{w.SnapshotOctets,8} / {w.HeapBytes,5}")))),
        ];
        return string.Join('\n', lines);
    }

    public static string Of(MemoryReport report)
    {
        List<string> lines =
        [
            Text($"{report.Terminals:N0} handsets, garbage collector: {report.Gc}"),
            $"{"",-16}{"heap B/handset",16}{"RSS B/handset",16}{"process RSS MiB",18}{"s",8}{"CPU s",8}{"GC s",8}",
            .. report.Stages.Select(s => Text($"{s.Stage,-16}{s.HeapBytes,16:N0}{s.RssBytes,16:N0}{s.ProcessRssBytes >> 20,18:N0}{s.Seconds,8:F1}{s.CpuSeconds,8:F1}{s.GcPauseSeconds,8:F1}")),
        ];
        return string.Join('\n', lines);
    }

    public static string Of(SessionReport report)
    {
        List<string> lines =
        [
            Text($"{report.Sessions:N0} sessions of three POSTs in each round, medians of {SessionBench.Pairs} pairs; garbage collector: {report.Gc}"),
            $"{"",-26}{"CPU us",10}{"raw CPU us",12}{"ratio",8}{"garbage B",12}{"GC pauses us",14}",
            Text($"{"a connection per session",-26}{report.CpuPerSessionUs,10:F0}{report.RawCpuPerSessionUs,12:F0}{report.RatioNewConnection,8:F2}{report.AllocatedBytesPerSession,12:N0}{report.GcPauseUsPerSession,14:F0}"),
            Text($"{"pooled connections",-26}{report.PooledCpuPerSessionUs,10:F0}{report.PooledRawCpuPerSessionUs,12:F0}{report.RatioPooled,8:F2}{report.PooledAllocatedBytesPerSession,12:N0}{report.PooledGcPauseUsPerSession,14:F0}"),
        ];
        return string.Join('\n', lines);
    }

    public static string Of(SmsReport report)
    {
        List<string> lines =
        [
            Text($"{report.Messages:N0} messages in each round; garbage collector: {report.Gc}"),
            $"{"",-10}{"CPU us",10}{"raw CPU us",12}{"ratio",8}",
            Text($"{"uplink",-10}{report.UplinkCpuUs,10:F1}{report.RawUplinkCpuUs,12:F1}{report.RatioUplink,8:F2}"),
            Text($"{"downlink",-10}{report.DownlinkCpuUs,10:F1}{report.RawDownlinkCpuUs,12:F1}{report.RatioDownlink,8:F2}"),
            Text($"{report.Registrations:N0} registrations on one bind: {report.RegistrationsPerSecond:N0} a second, {report.RegistrationCpuUs:F0} us of CPU each"),
        ];
        return string.Join('\n', lines);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

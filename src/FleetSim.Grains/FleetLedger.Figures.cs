using FleetSim.Contracts;
using FleetSim.Scenarios.Load;
using FleetSim.Telemetry;

namespace FleetSim.Grains;

/// <summary>What the ledger tells those who drive the run.</summary>
public sealed partial class FleetLedger
{
    /// <summary>Everything counted so far; the node adds what it knows of itself.</summary>
    public NodeFigures Figures() => new()
    {
        Registrations = Read(_registrations), Sessions = Read(_outcomes), Faults = Read(_faults), Answers = Read(_answers), Errors = Read(_errors),
        Resumes = Resumes, SessionsStarted = SessionsStarted, DownloadsStarted = DownloadsStarted, FirmwareSucceeded = FirmwareSucceeded, FirmwareFailed = FirmwareFailed,
        Octets = Octets, SessionLatency = Flat(SessionLatency), ScheduleLag = Flat(ScheduleLag),
        Now = new NodeMoment { Devices = [.. Enum.GetValues<DeviceTag>().Select(metrics.DevicesIn)], DownloadsRunning = DownloadsRunning, Timers = TimersWaiting, BeingWoken = BeingWoken },
    };

    private static long[] Read(long[] counts)
    {
        long[] copy = new long[counts.Length];
        for (int i = 0; i < copy.Length; i++) copy[i] = Interlocked.Read(ref counts[i]);
        return copy;
    }

    private static long[] Flat(LatencyRecorder recorder) => [.. recorder.Export().SelectMany(bucket => new[] { bucket.Key, bucket.Value })];
}

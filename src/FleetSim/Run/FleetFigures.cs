using FleetSim.Contracts;
using FleetSim.Device;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Load;
using FleetSim.Telemetry;

namespace FleetSim.Run;

/// <summary>What all nodes together have counted, the lost ones included, and what is true of the living ones at this moment.</summary>
public sealed class FleetFigures
{
    private readonly IReadOnlyList<NodeFigures> _all;

    // Histograms are large; most of what is asked four times a second needs none.
    private readonly Lazy<LatencyRecorder> _sessionLatency, _scheduleLag;

    /// <param name="living">The nodes of the cluster.</param>
    /// <param name="lost">The last that was heard of nodes that are gone.</param>
    public FleetFigures(IReadOnlyCollection<NodeFigures> living, IEnumerable<NodeFigures> lost)
    {
        (Living, _all) = (living, [.. living, .. lost]);
        _sessionLatency = new Lazy<LatencyRecorder>(() => Merged(n => n.SessionLatency));
        _scheduleLag = new Lazy<LatencyRecorder>(() => Merged(n => n.ScheduleLag));
    }

    public static FleetFigures None { get; } = new([], []);

    public IReadOnlyCollection<NodeFigures> Living { get; }

    /// <summary>Durations of completed sessions.</summary>
    public LatencyRecorder SessionLatency => _sessionLatency.Value;

    /// <summary>Intended start of an arrival to its actual start.</summary>
    public LatencyRecorder ScheduleLag => _scheduleLag.Value;

    public long Released => _all.Sum(n => n.Released);

    public bool ArrivalsDone => Living.Count > 0 && Living.All(n => n.Now.ArrivalsDone);

    public long SessionsStarted => _all.Sum(n => n.SessionsStarted);

    public long SessionsFailed => Enum.GetValues<SessionOutcome>().Where(o => o != SessionOutcome.Completed).Sum(Sessions);

    public long DownloadsStarted => _all.Sum(n => n.DownloadsStarted);

    public long DownloadsRunning => Living.Sum(n => n.Now.DownloadsRunning);

    public long FirmwareSucceeded => _all.Sum(n => n.FirmwareSucceeded);

    public long FirmwareFailed => _all.Sum(n => n.FirmwareFailed);

    public long Octets => _all.Sum(n => n.Octets);

    public long Resumes => _all.Sum(n => n.Resumes);

    public long Refusals => _all.Sum(n => At(n.Answers, (int)UserAnswer.No));

    public long Timers => Living.Sum(n => n.Now.Timers);

    public long BeingWoken => Living.Sum(n => n.Now.BeingWoken);

    public long Cohorts => Living.Sum(n => n.Now.Cohorts);

    /// <summary>Nodes came or went, and it is still open what that cost.</summary>
    public bool Settles => Living.Any(n => n.Now.Settles);

    public long Binds => Living.Sum(n => n.Now.Binds);

    /// <summary>Handsets that are switched on, those that hibernate included.</summary>
    public long SwitchedOn => Enum.GetValues<DeviceTag>().Where(t => t != DeviceTag.Off).Sum(DevicesIn);

    public long Registrations(RegistrationFact kind) => _all.Sum(n => At(n.Registrations, (int)kind));

    public long Sessions(SessionOutcome outcome) => _all.Sum(n => At(n.Sessions, (int)outcome));

    public long Faults(FaultKind kind) => _all.Sum(n => At(n.Faults, (int)kind));

    public long Errors(ErrorTag kind) => _all.Sum(n => At(n.Errors, (int)kind));

    public long DevicesIn(DeviceTag state) => Living.Sum(n => At(n.Now.Devices, (int)state));

    /// <summary>What of the fleet still moves, or may, in words; null: nothing.</summary>
    /// <param name="cohorts">Cohorts that the fleet has.</param>
    public string? Unrest(long cohorts)
    {
        List<string> moving = [];
        if (!ArrivalsDone) moving.Add("arrivals to come");
        if (Settles) moving.Add("cohorts that look again after nodes came or went");
        if (Cohorts != cohorts) moving.Add($"{Cohorts} of {cohorts} cohorts placed");
        Count(DevicesIn(DeviceTag.InSession), "in session");
        Count(DevicesIn(DeviceTag.Downloading), "downloading");
        Count(DevicesIn(DeviceTag.Updating), "updating");
        Count(DownloadsRunning, "transfers");
        Count(BeingWoken, "being woken");
        Count(Timers, "timers that wait");
        return moving.Count == 0 ? null : string.Join(", ", moving);

        void Count(long count, string what)
        {
            if (count != 0) moving.Add($"{count} {what}");
        }
    }

    private LatencyRecorder Merged(Func<NodeFigures, long[]> histogram)
    {
        LatencyRecorder all = new();
        foreach (NodeFigures node in _all) all.Merge(Buckets(histogram(node)));
        return all;
    }

    /// <summary>A node of another version may know fewer kinds.</summary>
    private static long At(long[] counts, int kind) => kind < counts.Length ? counts[kind] : 0;

    private static IEnumerable<KeyValuePair<long, long>> Buckets(long[] flat)
    {
        for (int i = 0; i + 1 < flat.Length; i += 2) yield return KeyValuePair.Create(flat[i], flat[i + 1]);
    }
}

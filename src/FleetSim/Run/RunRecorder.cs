using FleetSim.Device;
using FleetSim.Live;
using FleetSim.Reports.Model;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Load;
using FleetSim.Telemetry;

namespace FleetSim.Run;

/// <summary>Follows a run: one point a second for the charts, a snapshot for the live view, phases with their times.</summary>
public sealed class RunRecorder(Scenario scenario, NodeRoll roll, FleetHealth health, TimeProvider clock)
{
    private readonly LatencyRecorder _latencyBefore = new(), _lagBefore = new();
    private readonly Lock _lock = new();
    private readonly List<SeriesPoint> _series = [];
    private readonly List<CampaignPoint> _campaign = [];
    private readonly List<PhaseReport> _phases = [];
    private readonly LatencyRecorder _seenLatency = new();
    private readonly List<double> _cpu = [];
    private readonly List<GapReport> _gaps = [];
    private IReadOnlyDictionary<string, long> _errorsBefore = new Dictionary<string, long>();
    private SeriesPoint _before = new() { AtSeconds = 0 };
    private CampaignPoint _campaignBefore = new() { AtSeconds = 0 };
    private DateTimeOffset _startedAt;

    public IReadOnlyList<SeriesPoint> Series => _series;

    public IReadOnlyList<CampaignPoint> Campaign => _campaign;

    public IReadOnlyList<PhaseReport> Phases => _phases;

    /// <summary>Stretches in which FleetSim was dead.</summary>
    public IReadOnlyList<GapReport> Gaps => [.. _gaps, .. roll.Gaps];

    /// <summary>Durations of completed sessions, from the run's begin.</summary>
    public LatencyRecorder SessionLatency => Merged(_latencyBefore, Figures.SessionLatency);

    /// <summary>Lag of arrivals, from the run's begin.</summary>
    public LatencyRecorder ScheduleLag => Merged(_lagBefore, Figures.ScheduleLag);

    private FleetFigures Figures => roll.Figures;

    /// <summary>Seconds in which the generator used more than the share of all cores.</summary>
    public int SecondsAbove(double percent) => _cpu.Count(p => p > percent);

    /// <summary>CPU time of the reference platform; null: there is none. Set by the run.</summary>
    public Func<double?> PlatformCpuSeconds { get; set; } = () => null;

    /// <param name="at">When the schedule's clock started; moved forward by the time in which FleetSim was dead.</param>
    /// <param name="earlier">What an earlier process of the same run left; null: there was none.</param>
    public void Start(DateTimeOffset at, RunCheckpoint? earlier)
    {
        _startedAt = at;
        if (earlier is null) return;
        _latencyBefore.Merge(earlier.SessionLatency);
        _seenLatency.Merge(earlier.SessionLatency);
        _lagBefore.Merge(earlier.ScheduleLag);
        _errorsBefore = earlier.Errors;
        _series.AddRange(earlier.Last.Select(point => point.Series));
        _campaign.AddRange(earlier.Last.Select(point => point.Campaign));
        _phases.AddRange(earlier.Phases.Select(p => p.EndedAt is null ? p with { EndedAt = earlier.At } : p));
        _gaps.AddRange(earlier.Gaps);
        _gaps.Add(new GapReport(earlier.At, clock.GetUtcNow(), "FleetSim's process was gone"));
        if (earlier.Last is [.., var last]) (_before, _campaignBefore) = last;
    }

    /// <summary>Everything that a process which takes the run up again must know.</summary>
    /// <param name="kept">Points from the first on that are stored already.</param>
    public RunCheckpoint Checkpoint(int kept)
    {
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            return new RunCheckpoint
            {
                At = now, ElapsedSeconds = (now - _startedAt).TotalSeconds, SessionLatency = SessionLatency.Export(), ScheduleLag = ScheduleLag.Export(),
                Errors = Errors(), Phases = [.. _phases], Gaps = [.. Gaps],
                Points = _series.Count, Last = [.. Enumerable.Range(kept, _series.Count - kept).Select(i => new ChartPoint(_series[i], _campaign[i]))],
            };
        }
    }

    public void Enter(string phase)
    {
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (_phases.Count > 0 && _phases[^1].EndedAt is null) _phases[^1] = _phases[^1] with { EndedAt = now };
            _phases.Add(new PhaseReport(phase, now, null));
        }
    }

    public void End()
    {
        lock (_lock)
        {
            if (_phases.Count > 0 && _phases[^1].EndedAt is null) _phases[^1] = _phases[^1] with { EndedAt = clock.GetUtcNow() };
        }
    }

    /// <summary>Takes a point every second until it is stopped; <paramref name="taken"/> is told the number of each.</summary>
    public async Task RunAsync(Func<int, ValueTask> taken, CancellationToken stop)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1), clock);
        try
        {
            do
            {
                Sample();
                await taken(_series.Count);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            Sample();
        }
    }

    public LiveSnapshot Snapshot()
    {
        lock (_lock)
        {
            FleetFigures ledger = Figures;
            DateTimeOffset now = clock.GetUtcNow();
            return new LiveSnapshot
            {
                Scenario = scenario.Name, Elapsed = now - _startedAt, Terminals = scenario.Fleet.Terminals,
                Phases = [.. RunPhases.All.Select(name => PhaseOf(name, now))],
                PoweredOn = ledger.SwitchedOn, Registered = Registered(ledger), Unconfirmed = ledger.DevicesIn(DeviceTag.Unconfirmed),
                RegistrationsSent = ledger.Registrations(RegistrationFact.Sent), SessionsOpen = ledger.DevicesIn(DeviceTag.InSession),
                SessionsCompleted = ledger.Sessions(SessionOutcome.Completed), SessionsFailed = ledger.SessionsFailed,
                Downloading = ledger.DownloadsRunning, Updated = ledger.FirmwareSucceeded, Refused = ledger.Refusals, FirmwareFailed = ledger.FirmwareFailed,
                Resumes = ledger.Resumes, FirmwareOctets = ledger.Octets, Faults = Faults(), Errors = Errors(),
                CpuPercent = _cpu.Count > 0 ? _cpu[^1] : 0, MemoryBytes = health.MemoryBytes,
            };
        }
    }

    public IReadOnlyDictionary<string, long> Faults() => Enum.GetValues<FaultKind>().ToDictionary(k => CamelCase(k.ToString()), Figures.Faults);

    /// <summary>Errors that happened, by kind.</summary>
    public IReadOnlyDictionary<string, long> Errors()
    {
        Dictionary<string, long> errors = new(_errorsBefore);
        foreach (ErrorTag kind in Enum.GetValues<ErrorTag>().Where(k => Figures.Errors(k) > 0))
            errors[CamelCase(kind.ToString())] = errors.GetValueOrDefault(CamelCase(kind.ToString())) + Figures.Errors(kind);
        return errors;
    }

    private static long Registered(FleetFigures figures) => figures.SwitchedOn - figures.DevicesIn(DeviceTag.Unconfirmed) - figures.DevicesIn(DeviceTag.Idle);

    private void Sample()
    {
        lock (_lock)
        {
            FleetFigures ledger = Figures;
            double cpu = health.Sample(roll.ByNode);
            _cpu.Add(cpu);
            double at = Math.Round((clock.GetUtcNow() - _startedAt).TotalSeconds, 1);
            LatencyRecorder latest = Since();
            _series.Add(new SeriesPoint
            {
                AtSeconds = at, PoweredOn = ledger.SwitchedOn, Registered = Registered(ledger), Unconfirmed = ledger.DevicesIn(DeviceTag.Unconfirmed),
                RegistrationsSent = _before.RegistrationsSent + ledger.Registrations(RegistrationFact.Sent), SessionsOpen = ledger.DevicesIn(DeviceTag.InSession),
                SessionsCompleted = _before.SessionsCompleted + ledger.Sessions(SessionOutcome.Completed), SessionsFailed = _before.SessionsFailed + ledger.SessionsFailed,
                Downloading = ledger.DownloadsRunning, Updated = _before.Updated + ledger.FirmwareSucceeded, Bytes = _before.Bytes + ledger.Octets,
                Resumes = _before.Resumes + ledger.Resumes, Errors = Errors().Values.Sum(),
                CpuPercent = Math.Round(cpu, 1), CpuSeconds = Math.Round(health.CpuSeconds, 3), PlatformCpuSeconds = PlatformCpuSeconds(), MemoryBytes = health.MemoryBytes,
                P50Ms = latest.Count > 0 ? latest.PercentileMs(50) : null, P95Ms = latest.Count > 0 ? latest.PercentileMs(95) : null, P99Ms = latest.Count > 0 ? latest.PercentileMs(99) : null,
            });
            _campaign.Add(new CampaignPoint
            {
                AtSeconds = at, Started = _campaignBefore.Started + ledger.DownloadsStarted,
                Downloaded = _campaignBefore.Succeeded + ledger.FirmwareSucceeded + ledger.DevicesIn(DeviceTag.Updating),
                Succeeded = _campaignBefore.Succeeded + ledger.FirmwareSucceeded, Failed = _campaignBefore.Failed + ledger.FirmwareFailed,
            });
        }
    }

    /// <summary>Latencies recorded since the last point: the whole histogram less what was seen.</summary>
    private LatencyRecorder Since()
    {
        Dictionary<long, long> seen = _seenLatency.Export().ToDictionary();
        List<KeyValuePair<long, long>> fresh =
            [.. SessionLatency.Export().Select(v => KeyValuePair.Create(v.Key, v.Value - seen.GetValueOrDefault(v.Key))).Where(v => v.Value > 0)];
        LatencyRecorder latest = new();
        latest.Merge(fresh);
        _seenLatency.Merge(fresh);
        return latest;
    }

    private LivePhase PhaseOf(string name, DateTimeOffset now)
    {
        PhaseReport? phase = _phases.LastOrDefault(p => p.Name == name);
        if (phase is null) return new LivePhase(name, PhaseState.Waiting, null, TimeSpan.Zero);
        double? done = name == RunPhases.PowerOn ? (double)Figures.Released / scenario.Fleet.Terminals : null;
        return phase.EndedAt is { } end ? new LivePhase(name, PhaseState.Done, 1, end - phase.StartedAt) : new LivePhase(name, PhaseState.Running, done, now - phase.StartedAt);
    }

    private static LatencyRecorder Merged(LatencyRecorder before, LatencyRecorder now)
    {
        LatencyRecorder all = new();
        all.Merge(before.Export());
        all.Merge(now.Export());
        return all;
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>The phases of a run in their order.</summary>
public static class RunPhases
{
    public const string PowerOn = "power on";
    public const string Drain = "drain";
    public const string Truth = "truth check";

    public static IReadOnlyList<string> All { get; } = [PowerOn, Drain, Truth];
}

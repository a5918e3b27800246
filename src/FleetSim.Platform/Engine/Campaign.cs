using System.Globalization;
using FleetSim.Platform.Books;
using FleetSim.Platform.Settings;

namespace FleetSim.Platform.Engine;

/// <summary>
/// Which job each handset has, where it stands (<see cref="JobState"/>) and when it is next due. Sends nothing itself.
/// Every method that takes a device is called with the lock on it held.
/// </summary>
internal sealed class Campaign(PlatformOptions options, HandsetCatalogue handsets, Ledger ledger, Tally tally)
{
    /// <summary>Sessions that may break before a job is given up.</summary>
    private const int MaxSessions = 12;

    /// <summary>Looks at a handset that reports nothing before its job is given up: an hour at the default pace.</summary>
    private const int MaxLooks = 120;

    /// <summary>A handset passes over notifications in a session: the last answer of the collection must be there before the next one.</summary>
    private static readonly TimeSpan SessionTail = TimeSpan.FromSeconds(1);

    /// <summary>The package that a model has in the end.</summary>
    private readonly Dictionary<string, PackageOptions> _packageOf =
        options.Firmware.Packages.GroupBy(p => p.Model).ToDictionary(g => g.Key, g => PackageChain.Target([.. g])!);

    public Wave Collect { get; } = new(JobKind.Collect, options.Collect.RatePerSecond, !options.Waves.StartOnCommand);

    public Wave Firmware { get; } = new(JobKind.Firmware, options.Firmware.RatePerSecond, !options.Waves.StartOnCommand);

    public Wave WaveOf(JobKind kind) => kind == JobKind.Collect ? Collect : Firmware;

    /// <summary>A handset registered: the first time it gets its job; one given up as unreachable gets another chance.</summary>
    public void Registered(ManagedDevice device, DateTimeOffset now)
    {
        bool collects = IsCollected(device);
        if (!collects) ConsiderFirmware(device, now);
        else if (device.Collect is null) device.Collect = Begin(device, JobKind.Collect, now + options.Collect.Delay, now);

        Revive(device, device.Collect, now);
        Revive(device, device.Firmware, now);
    }

    /// <summary>The job moves to a state; an open one is due again after the retry time.</summary>
    public void Move(ManagedDevice device, Job job, JobState state, DateTimeOffset now)
    {
        if (job.State != state)
        {
            tally.CountJob(job.Kind, job.State, -1);
            tally.CountJob(job.Kind, state, 1);
            job.State = state;
        }

        ledger.Job(device, job, now);
        if (job.Kind == JobKind.Firmware) BookFirmwareState(device, state);
        if (!job.IsOpen) job.Stamp++;
        if (job is { Kind: JobKind.Collect, State: JobState.Done }) ConsiderFirmware(device, now);
    }

    /// <summary>A notification was just made: the job waits for the session.</summary>
    public void Notified(ManagedDevice device, Job job, DateTimeOffset now)
    {
        Move(device, job, job.State is JobState.Reported or JobState.Accepted ? job.State : JobState.Notified, now);
        WaveOf(job.Kind).Schedule(device, job, now + options.Notify.RetryAfter);
    }

    /// <summary>The handset is in a session just now, and would pass over a notification.</summary>
    public void Postpone(ManagedDevice device, Job job, DateTimeOffset now) => WaveOf(job.Kind).Schedule(device, job, now + options.Notify.RetryAfter);

    /// <summary>No session came, however often the handset was notified.</summary>
    public void GiveUp(ManagedDevice device, Job job, bool userWasAsked, DateTimeOffset now) =>
        Move(device, job, userWasAsked ? JobState.Refused : JobState.Unreachable, now);

    /// <summary>A session works on the job: no notification meanwhile.</summary>
    public void SessionOpened(ManagedDevice device, Job job, DateTimeOffset now)
    {
        job.Stamp++;
        job.Attempts = 0;
        job.Sessions++;
        job.ReportsNothing = handsets.SpeaksDm11(device);
        if (job.State == JobState.Unreachable) Move(device, job, JobState.Notified, now);
    }

    /// <summary>A session ended and the job is not done: notify again, or give it up.</summary>
    public void SessionLost(ManagedDevice device, Job job, DateTimeOffset now)
    {
        if (!job.IsOpen) return;
        if (job.Sessions >= (job.IsPolled ? MaxLooks : MaxSessions)) Move(device, job, JobState.Failed, now);
        else WaveOf(job.Kind).Schedule(device, job, now + (job.IsPolled ? options.Firmware.PollAfter : options.Notify.RetryAfter));
    }

    /// <summary>A job from the books: what was open becomes due at once, so that pending notifications are sent again.</summary>
    public void Restore(ManagedDevice device, Job job, DateTimeOffset now)
    {
        tally.CountJob(job.Kind, job.State, 1);
        if (job.Kind == JobKind.Collect) device.Collect = job;
        else device.Firmware = job;
        job.Attempts = Math.Min(job.Attempts, options.Notify.MaxAttempts - 1);
        job.ReportsNothing = handsets.SpeaksDm11(device);
        if (job.IsOpen) WaveOf(job.Kind).Schedule(device, job, now);
    }

    /// <summary>A collection that ended just before the crash has no firmware job yet.</summary>
    public void RestoreLost(ManagedDevice device, DateTimeOffset now)
    {
        if (device.Collect is { State: JobState.Done } || !IsCollected(device)) ConsiderFirmware(device, now);
        else if (device is { Collect: null, Msisdn: not null }) Registered(device, now);
    }

    public PackageOptions? PackageFor(ManagedDevice device) =>
        device.FirmwareRow?.Package is { } name ? options.Firmware.Packages.FirstOrDefault(p => p.Name == name) : null;

    /// <summary>What is ordered of the handset, in order; the last is the package whose version it has in the end. Empty without a package.</summary>
    public IReadOnlyList<FirmwareOrder> OrdersFor(ManagedDevice device)
    {
        if (PackageFor(device) is not { } target || device.FirmwareRow?.Correlator is not { } correlator) return [];
        IReadOnlyList<PackageOptions> chain = PackageChain.Of(target, options.Firmware.Packages);
        IReadOnlyList<string> roots = handsets.FumoRoots(device);
        return [.. chain.Select((p, i) => new FirmwareOrder(p, roots[Math.Min(i, roots.Count - 1)], p == target ? correlator : $"{correlator}-{i + 1}"))];
    }

    private bool IsCollected(ManagedDevice device) =>
        options.Collect.Enabled && (options.Collect.Share >= 1 || Draw.Unit(options.Seed, device.Imei, DrawPurpose.CollectShare) < options.Collect.Share);

    /// <summary>Gives the handset a firmware job when it is its turn: drawn, a package for its model, not yet at the version.</summary>
    private void ConsiderFirmware(ManagedDevice device, DateTimeOffset now)
    {
        if (!options.Firmware.Enabled || device.Firmware is not null || device.Msisdn is null) return;
        if (!_packageOf.TryGetValue(device.Model, out PackageOptions? package) || package.ToVersion == device.Version) return;
        if (Draw.Unit(options.Seed, device.Imei, DrawPurpose.FirmwareShare) >= options.Firmware.Share) return;

        ulong correlator = Draw.Bits(options.Seed, device.Imei, DrawPurpose.Correlator);
        ledger.Firmware(device, (device.FirmwareRow ?? Ledger.EmptyFirmware(device)) with
        {
            Package = package.Name,
            TargetVersion = package.ToVersion,
            Correlator = correlator.ToString("x16", CultureInfo.InvariantCulture),
        });
        device.Firmware = Begin(device, JobKind.Firmware, now + options.Firmware.StartAfter + SessionTail, now);
    }

    private Job Begin(ManagedDevice device, JobKind kind, DateTimeOffset due, DateTimeOffset now)
    {
        Job job = new(kind);
        tally.CountJob(kind, job.State, 1);
        Move(device, job, JobState.Waiting, now);
        WaveOf(kind).Schedule(device, job, due);
        return job;
    }

    private void Revive(ManagedDevice device, Job? job, DateTimeOffset now)
    {
        if (job is not { State: JobState.Unreachable }) return;
        job.Attempts = 0;
        bool reported = device.FirmwareRow is { Result: >= 200 and < 300 } && job.Kind == JobKind.Firmware;
        Move(device, job, reported ? JobState.Reported : JobState.Waiting, now);
        WaveOf(job.Kind).Schedule(device, job, now + options.Notify.RetryAfter);
    }

    private void BookFirmwareState(ManagedDevice device, JobState state)
    {
        BookEntry.Firmware row = device.FirmwareRow ?? Ledger.EmptyFirmware(device);
        string word = Ledger.Word(state);
        if (row.State != word) ledger.Firmware(device, row with { State = word });
    }
}

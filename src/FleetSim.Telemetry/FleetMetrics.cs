using System.Diagnostics.Metrics;
using System.Reflection;

namespace FleetSim.Telemetry;

/// <summary>
/// What a node counts and measures of its handsets, one thin method per fact. Durations in seconds, sizes in octets (By).
/// Recording takes no lock and allocates nothing. One instance per silo.
/// </summary>
public sealed class FleetMetrics
{
    // Bounds in seconds: a session on loopback ends in milliseconds, one that asks the user in minutes.
    private static readonly double[] SessionBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
    private static readonly double[] LagBounds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

    private readonly long[] _devices = new long[TagWords.All<DeviceTag>().Count];
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _registrations;
    private readonly Counter<long> _sms;
    private readonly Counter<long> _sessions;
    private readonly Histogram<double> _sessionDuration;
    private readonly Counter<long> _dmMessages;
    private readonly UpDownCounter<long> _inflight;
    private readonly Histogram<double> _lag;
    private readonly Gauge<double> _offered;
    private readonly Gauge<double> _achieved;
    private readonly Counter<long> _downloads;
    private readonly UpDownCounter<long> _downloading;
    private readonly Counter<long> _results;
    private readonly Counter<long> _octets;
    private readonly Counter<long> _duplicateOctets;
    private readonly Counter<long> _resumes;
    private readonly Counter<long> _faults;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _errors;
    private readonly Gauge<double> _health;

    public FleetMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(InstrumentNames.Meter);
        string version = typeof(FleetMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        meter.CreateObservableGauge(InstrumentNames.BuildInfo, () => new Measurement<int>(1, Tag("version", version)), null, "Always 1; the version is the tag.");
        meter.CreateObservableUpDownCounter(InstrumentNames.Devices, Devices, "{device}", "Handsets by the state they are in.");
        _transitions = meter.CreateCounter<long>(InstrumentNames.DeviceTransitions, "{transition}", "Handsets that went from one state to another.");
        _registrations = meter.CreateCounter<long>(InstrumentNames.Registrations, "{registration}", "Self-registrations by what became of them.");
        _sms = meter.CreateCounter<long>(InstrumentNames.SmsMessages, "{message}", "Short messages by direction and result.");
        _sessions = meter.CreateCounter<long>(InstrumentNames.DmSessions, "{session}", "DM sessions that ended, by trigger and result.");
        _sessionDuration = meter.CreateHistogram(InstrumentNames.DmSessionDuration, "s", "DM session from its intended start to its end.", advice: Bounds(SessionBounds));
        _dmMessages = meter.CreateCounter<long>(InstrumentNames.DmMessages, "{message}", "DM messages posted.");
        _inflight = meter.CreateUpDownCounter<long>(InstrumentNames.DmInflight, "{session}", "DM sessions open now.");
        _lag = meter.CreateHistogram(InstrumentNames.ScheduleLag, "s", "Actual start minus intended start of an arrival.", advice: Bounds(LagBounds));
        _offered = meter.CreateGauge<double>(InstrumentNames.OfferedRate, "{arrival}/s", "Arrivals that the scenario wants per second.");
        _achieved = meter.CreateGauge<double>(InstrumentNames.AchievedRate, "{arrival}/s", "Arrivals that were started per second.");
        _downloads = meter.CreateCounter<long>(InstrumentNames.FumoDownloads, "{download}", "Firmware downloads begun; a resume is not a new one.");
        _downloading = meter.CreateUpDownCounter<long>(InstrumentNames.FumoDownloading, "{download}", "Firmware downloads running now.");
        _results = meter.CreateCounter<long>(InstrumentNames.FumoResults, "{update}", "Firmware operations that ended, by result.");
        _octets = meter.CreateCounter<long>(InstrumentNames.FumoOctets, "By", "Firmware octets received.");
        _duplicateOctets = meter.CreateCounter<long>(InstrumentNames.FumoDuplicateOctets, "By", "Firmware octets received a second time.");
        _resumes = meter.CreateCounter<long>(InstrumentNames.FumoResumes, "{resume}", "Downloads taken up where they were cut, by what cut them.");
        _faults = meter.CreateCounter<long>(InstrumentNames.FaultsInjected, "{fault}", "Faults of the scenario's plan that happened.");
        _answers = meter.CreateCounter<long>(InstrumentNames.UserAnswers, "{answer}", "What users answered to prompts.");
        _errors = meter.CreateCounter<long>(InstrumentNames.Errors, "{error}", "What went wrong, by kind; planned faults are not in here.");
        _health = meter.CreateGauge<double>(InstrumentNames.GeneratorHealth, "1", "The generator's own load by signal; 1 is the limit.");
    }

    /// <summary>A handset that was in no state so far: switched on for the first time, or taken over from a lost node.</summary>
    public void DeviceAppeared(DeviceTag state) => Interlocked.Increment(ref _devices[(int)state]);

    /// <summary>A handset that this node no longer holds.</summary>
    public void DeviceGone(DeviceTag state) => Interlocked.Decrement(ref _devices[(int)state]);

    public void DeviceMoved(DeviceTag from, DeviceTag to)
    {
        if (from == to) return;
        DeviceGone(from);
        DeviceAppeared(to);
        _transitions.Add(1, Tag("from", from.Word()), Tag("to", to.Word()));
    }

    /// <summary>How many handsets are in a state now.</summary>
    public long DevicesIn(DeviceTag state) => Interlocked.Read(ref _devices[(int)state]);

    public void Registered(RegistrationTag result) => _registrations.Add(1, Tag("result", result.Word()));

    public void Sms(DirectionTag direction, SmsTag result) => _sms.Add(1, Tag("direction", direction.Word()), Tag("result", result.Word()));

    public void SessionStarted() => _inflight.Add(1);

    /// <param name="duration">From the intended start.</param>
    public void SessionEnded(TriggerTag trigger, SessionTag result, TimeSpan duration)
    {
        _inflight.Add(-1);
        var (triggerTag, resultTag) = (Tag("trigger", trigger.Word()), Tag("result", result.Word()));
        _sessions.Add(1, triggerTag, resultTag);
        _sessionDuration.Record(duration.TotalSeconds, triggerTag, resultTag);
    }

    public void DmMessage() => _dmMessages.Add(1);

    public void Lag(TimeSpan lag) => _lag.Record(lag.TotalSeconds);

    /// <summary>Arrivals per second, over the last interval.</summary>
    public void Rates(double offered, double achieved)
    {
        _offered.Record(offered);
        _achieved.Record(achieved);
    }

    public void DownloadStarted() => _downloads.Add(1);

    /// <param name="change">+1: a transfer runs; -1: it was cut or ended.</param>
    public void Downloading(int change) => _downloading.Add(change);

    public void FirmwareFinished(FirmwareTag result) => _results.Add(1, Tag("result", result.Word()));

    public void OctetsReceived(long octets, long duplicates)
    {
        _octets.Add(octets);
        if (duplicates != 0) _duplicateOctets.Add(duplicates);
    }

    public void Resumed(ResumeTag cause) => _resumes.Add(1, Tag("cause", cause.Word()));

    public void Fault(FaultTag kind) => _faults.Add(1, Tag("kind", kind.Word()));

    public void Answered(AnswerTag answer) => _answers.Add(1, Tag("answer", answer.Word()));

    public void Error(ErrorTag kind) => _errors.Add(1, Tag("kind", kind.Word()));

    public void Health(HealthTag signal, double ratio) => _health.Record(ratio, Tag("signal", signal.Word()));

    internal static InstrumentAdvice<double> Bounds(double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private IEnumerable<Measurement<long>> Devices()
    {
        for (int state = 0; state < _devices.Length; state++)
            yield return new Measurement<long>(Interlocked.Read(ref _devices[state]), Tag("state", ((DeviceTag)state).Word()));
    }
}

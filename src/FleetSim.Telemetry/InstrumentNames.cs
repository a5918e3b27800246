namespace FleetSim.Telemetry;

/// <summary>Names as OpenTelemetry writes them; docs/metrics.md and the dashboards use their Prometheus form.</summary>
public static class InstrumentNames
{
    public const string Meter = "FleetSim";

    public const string BuildInfo = "fleetsim.build.info";
    public const string Devices = "fleetsim.devices";
    public const string DeviceTransitions = "fleetsim.device.transitions";
    public const string Registrations = "fleetsim.registrations";
    public const string SmsMessages = "fleetsim.sms.messages";
    public const string DmSessions = "fleetsim.dm.sessions";
    public const string DmSessionDuration = "fleetsim.dm.session.duration";
    public const string DmMessages = "fleetsim.dm.messages";
    public const string DmInflight = "fleetsim.dm.inflight";
    public const string ScheduleLag = "fleetsim.schedule.lag";
    public const string OfferedRate = "fleetsim.offered.rate";
    public const string AchievedRate = "fleetsim.achieved.rate";
    public const string FumoDownloads = "fleetsim.fumo.downloads";
    public const string FumoDownloading = "fleetsim.fumo.downloading";
    public const string FumoResults = "fleetsim.fumo.results";
    public const string FumoOctets = "fleetsim.fumo.octets";
    public const string FumoDuplicateOctets = "fleetsim.fumo.duplicate_octets";
    public const string FumoResumes = "fleetsim.fumo.resumes";
    public const string FaultsInjected = "fleetsim.faults.injected";
    public const string UserAnswers = "fleetsim.user.answers";
    public const string Errors = "fleetsim.errors";
    public const string GeneratorHealth = "fleetsim.generator.health";
    public const string StorageBatchSize = "fleetsim.storage.batch.size";
    public const string StorageCommitDuration = "fleetsim.storage.commit.duration";
    public const string StorageQueue = "fleetsim.storage.queue";
    public const string StorageConflicts = "fleetsim.storage.conflicts";
}

namespace FleetSim.Telemetry;

// The closed lists of tag values. Never an IMSI, a session number or a URI: one series per handset would follow.
// The word on the wire is the member's name in snake case (TagWords).

/// <summary>Where a handset is; each switched-on handset is in exactly one of them.</summary>
public enum DeviceTag
{
    Off,

    /// <summary>On, with a SIM that registers nowhere or with none.</summary>
    Idle,

    /// <summary>On, its SMS sent or lost, no confirmation yet.</summary>
    Unconfirmed,
    Registered,
    InSession,
    Downloading,
    Updating,

    /// <summary>On and registered or idle, but only a row of the store until somebody wants something of it.</summary>
    Hibernated,
}

public enum RegistrationTag
{
    Sent,
    Confirmed,
    Unconfirmed,
    Refused,
    Rejected,
    Redelivered,
}

/// <summary>Uplink: from the handset to the platform.</summary>
public enum DirectionTag
{
    Uplink,
    Downlink,
}

public enum SmsTag
{
    Accepted,
    Delivered,
    Rejected,
    Expired,
    Throttled,
    Lost,
}

public enum TriggerTag
{
    Notification,
    Report,
    Bootstrap,
}

public enum SessionTag
{
    Completed,
    Aborted,
    NetworkFailed,
    TimedOut,
    AuthenticationFailed,
    ServerMistake,
    PowerLost,
}

/// <summary>FUMO results by kind; the number itself stands in the report. Spec: OMA-TS-DM-FUMO, result codes.</summary>
public enum FirmwareTag
{
    Succeeded,
    UserRefused,
    Corrupted,
    Mismatch,
    DownloadFailed,
    UpdateFailed,
    OtherFailure,
}

public enum ResumeTag
{
    Signal,
    Memory,
    Power,
    Network,
    Emulator,
}

public enum FaultTag
{
    LostConfirmation,
    LostReportAnswer,
    SignalLossInDownload,
    PowerCutInDownload,
    PowerCutInUpdate,
    MemoryLow,
    SmsLost,
    SmsDuplicated,
    SmsDelayed,
    EmulatorKilled,
}

public enum AnswerTag
{
    Yes,
    No,
    None,
}

public enum ErrorTag
{
    ConnectRefused,
    TimedOut,
    ConnectionLost,
    TargetNotAllowed,
    TooLarge,
    HttpStatus4xx,
    HttpStatus5xx,
    BadMessage,
    BadDescriptor,
    Authentication,
    NotificationForeignSender,
    NotificationMalformed,
    NotificationUnknownServer,
    NotificationWrongDigest,
    NotificationBusy,
    NotificationRepeated,
    NotificationUnguarded,
    SmsRefused,
    SmsProtocol,
    StorageConflict,
    StorageFailed,
    StaleCompletion,
    Internal,
    Other,
}

/// <summary>What the generator says of its own health; each a ratio, 0 is idle, 1 is the limit.</summary>
public enum HealthTag
{
    /// <summary>CPU used, of all cores.</summary>
    Cpu,

    /// <summary>Time in GC pauses, of wall time.</summary>
    GcPause,

    /// <summary>Schedule lag p99, of the latency limit.</summary>
    Lag,

    /// <summary>Work started late or not at all, of the work offered.</summary>
    Shortfall,

    /// <summary>Requests waiting in the state writer's queue, of its row limit.</summary>
    StorageQueue,
}

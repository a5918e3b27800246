using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Behaviour;

/// <summary>How a model downloads, updates and reports.</summary>
public sealed record FirmwareBehaviour
{
    /// <summary>D2: what follows a plain Download.</summary>
    public AutoUpdate AutoUpdate { get; init; } = AutoUpdate.Cmcc;

    public ResumeHabit Resume { get; init; } = ResumeHabit.RangeAndIfRange;

    public InstallNotifyTime InstallNotify { get; init; } = InstallNotifyTime.AfterUpdate;

    /// <summary>True: DDVersion, type and size of a descriptor are checked (951, 953, 905).</summary>
    public bool ChecksDescriptor { get; init; } = true;

    /// <summary>Octets of one package that the model can store; a larger one ends with 501 and 901.</summary>
    public long PackageOctets { get; init; } = 64L << 20;

    /// <summary>Media types of a package that the model can install.</summary>
    public IReadOnlyList<string> Types { get; init; } = ["application/octet-stream"];

    public AlertTypeForm ReportType { get; init; } = AlertTypeForm.Bare;

    /// <summary>Meta/Format of the report: chr or int.</summary>
    public string ReportFormat { get; init; } = "chr";

    /// <summary>True: the report has a Mark.</summary>
    public bool ReportMark { get; init; } = true;

    /// <summary>Reports without an answer after which a report is given up for good; 0: never (QB-E-008 has no limit).</summary>
    public int ReportsBeforeGivingUp { get; init; }

    /// <summary>What the handset does with the package afterwards: State 80 and 100, or 70 and 90.</summary>
    public bool KeepsPackage { get; init; }
}

/// <summary>What follows a plain Download (D2).</summary>
public enum AutoUpdate
{
    /// <summary>The update starts by itself (FUM-17).</summary>
    Cmcc,

    /// <summary>State stays at 40 or 50 until Exec on Update; one report per Exec (N4).</summary>
    Oma,
}

/// <summary>How a cut download goes on.</summary>
public enum ResumeHabit
{
    RangeAndIfRange,
    RangeOnly,

    /// <summary>From the first octet.</summary>
    None,
}

/// <summary>When the install notification of OMA DL is sent.</summary>
public enum InstallNotifyTime
{
    AfterUpdate,
    AfterDownload,
    Never,
}

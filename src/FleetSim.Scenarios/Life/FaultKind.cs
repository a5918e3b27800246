namespace FleetSim.Scenarios.Life;

/// <summary>Troubles that the plan puts into a handset's life.</summary>
public enum FaultKind
{
    ConfirmationLost,
    SignalLostInDownload,
    PowerLostInDownload,
    MemoryLowInDownload,
    PowerLostInUpdate,
    ReportAnswerLost,
}

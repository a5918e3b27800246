namespace FleetSim.Telemetry;

/// <summary>
/// Numbers of the log events, for <c>[LoggerMessage]</c>. One thousand per part; a number is never used twice and never again.
/// Debug speaks of one handset, Information of the scenario.
/// </summary>
public static class EventIds
{
    // 1000 Transport
    public const int ListenerStarted = 1000;
    public const int BindAccepted = 1001;
    public const int BindRefused = 1002;
    public const int BindLost = 1003;
    public const int ProtocolError = 1004;
    public const int TargetRefused = 1005;
    public const int DeliverTimedOut = 1006;
    public const int TooManyConnections = 1010;
    public const int NoBindInTime = 1011;
    public const int StrayResponse = 1012;
    public const int HandlerFailed = 1013;
    public const int LoopEnded = 1014;
    public const int BoundAtCentre = 1015;
    public const int BindFailed = 1016;
    public const int AcceptFailed = 1017;

    // 2000 Storage
    public const int StoreOpened = 2000;
    public const int CommitFailed = 2001;

    // 3000 Grains
    public const int StateConflict = 3000;
    public const int StaleCompletion = 3001;
    public const int ActionFailed = 3002;
    public const int CohortStarted = 3003;
    public const int CohortStopped = 3004;
    public const int StepNotCommitted = 3005;
    public const int HandsetNotWoken = 3006;

    // 4000 Silo
    public const int SiloStarted = 4000;
    public const int SiloStopping = 4001;
    public const int PacerLate = 4002;
    public const int RouterFailed = 4003;

    // 5000 Platform
    public const int PlatformStarted = 5000;
    public const int PlatformStopping = 5001;
    public const int CampaignStarted = 5002;
    public const int CampaignFinished = 5003;
    public const int DmMessageRefused = 5004;

    // 6000 the program
    public const int RunStarted = 6000;
    public const int RunResumed = 6001;
    public const int PhaseStarted = 6002;
    public const int RunFinished = 6003;
    public const int ReportWritten = 6004;
    public const int RunInterrupted = 6005;
}

using System.Collections.Concurrent;

namespace FleetSim.Platform.Engine;

/// <summary>What is counted since the start of the process; names are a closed list in <see cref="Fault"/>.</summary>
internal sealed class Tally
{
    private static readonly int Kinds = Enum.GetValues<JobKind>().Length;
    private static readonly int States = Enum.GetValues<JobState>().Length;
    private readonly int[] _jobs = new int[Kinds * States];
    private readonly ConcurrentDictionary<string, long> _faults = new();
    private long _registrations;
    private long _sessions;
    private long _reports;
    private int _openSessions;
    private int _confirmationsOwed;

    public long Registrations => Volatile.Read(ref _registrations);

    public long Sessions => Volatile.Read(ref _sessions);

    public long Reports => Volatile.Read(ref _reports);

    public int OpenSessions => Volatile.Read(ref _openSessions);

    public int ConfirmationsOwed => Volatile.Read(ref _confirmationsOwed);

    public IReadOnlyDictionary<string, long> Faults => new SortedDictionary<string, long>(_faults, StringComparer.Ordinal);

    public int Jobs(JobKind kind, JobState state) => Volatile.Read(ref _jobs[Slot(kind, state)]);

    public void CountJob(JobKind kind, JobState state, int change) => Interlocked.Add(ref _jobs[Slot(kind, state)], change);

    public void CountFault(string kind) => _faults.AddOrUpdate(kind, 1, static (_, count) => count + 1);

    public void CountRegistration() => Interlocked.Increment(ref _registrations);

    public void CountReport() => Interlocked.Increment(ref _reports);

    public void CountSessionOpened()
    {
        Interlocked.Increment(ref _sessions);
        Interlocked.Increment(ref _openSessions);
    }

    public void CountSessionClosed() => Interlocked.Decrement(ref _openSessions);

    public void CountConfirmationOwed(int change) => Interlocked.Add(ref _confirmationsOwed, change);

    private static int Slot(JobKind kind, JobState state) => ((int)kind * States) + (int)state;
}

/// <summary>Kinds of faults that are counted: peers' mistakes and losses, and the platform's drills.</summary>
internal static class Fault
{
    public const string MalformedMessage = "malformedMessage";
    public const string UnknownSender = "unknownSender";
    public const string WrongCredential = "wrongCredential";
    public const string MissingCredential = "missingCredential";
    public const string AuthenticationGivenUp = "authenticationGivenUp";
    public const string ServerCredentialRefused = "serverCredentialRefused";
    public const string UnsupportedProtocol = "unsupportedProtocol";
    public const string TooManyMessages = "tooManyMessages";
    public const string RepeatedMessage = "repeatedMessage";
    public const string SessionAborted = "sessionAborted";
    public const string SessionTimedOut = "sessionTimedOut";
    public const string SessionReplaced = "sessionReplaced";
    public const string MissingStatus = "missingStatus";
    public const string MalformedReport = "malformedReport";
    public const string ForeignReport = "foreignReport";
    public const string RepeatedReport = "repeatedReport";
    public const string MalformedRegistration = "malformedRegistration";
    public const string ForeignShortMessage = "foreignShortMessage";
    public const string SubmitFailed = "submitFailed";
    public const string BootstrapWithoutImsi = "bootstrapWithoutImsi";
    public const string Drill = "drill";
}

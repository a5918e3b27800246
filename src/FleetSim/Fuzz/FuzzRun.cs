using System.Diagnostics;

namespace FleetSim.Fuzz;

/// <summary>One thing that must not happen.</summary>
/// <param name="What">exception, answer, allocation or time.</param>
/// <param name="Number">Case number; with the same seed it gives the same input again.</param>
public sealed record FuzzFinding(string What, long Number, string Detail, byte[] Input);

/// <summary>
/// Feeds broken inputs to one decoder and collects what must not happen: an exception, an answer that breaks the promises of a result, more
/// memory than the input explains, more time than any input of that size may take.
/// </summary>
public sealed class FuzzRun(FuzzTarget target, long seed)
{
    /// <summary>Octets that a decoder may allocate whatever the input, and per octet of input.</summary>
    public const int AllowanceOctets = 16 * 1024;
    public const int AllowanceFactor = 64;

    /// <summary>Findings after which there is no point in going on.</summary>
    public const int EnoughFindings = 20;

    private const int ShortInput = 64;

    /// <summary>How often a slow case is tried again before it is the decoder's fault and not the machine's.</summary>
    private const int Retries = 4;

    private byte[] _current = [];
    private long _number;

    /// <summary>Time that one case may take; the quickest of some tries counts, since the machine may be busy.</summary>
    public TimeSpan CaseLimit { get; init; } = TimeSpan.FromMilliseconds(250);

    public List<FuzzFinding> Findings { get; } = [];

    public long Accepted { get; private set; }

    /// <summary>The largest allocation seen, in octets per octet of its input; an input shorter than 64 octets counts as 64.</summary>
    public double WorstFactor { get; private set; }

    /// <summary>The case at work: for a watch from another thread, which sees when it stops moving.</summary>
    public long Number => Volatile.Read(ref _number);

    /// <summary>The input at work.</summary>
    public byte[] Current => Volatile.Read(ref _current);

    public void Run(long first, long cases, CancellationToken stop = default)
    {
        for (long number = first; number < first + cases && Findings.Count < EnoughFindings && !stop.IsCancellationRequested; number++)
        {
            byte[] input = Mutation.Make(target.Seeds, seed, number);
            Volatile.Write(ref _current, input);
            Volatile.Write(ref _number, number);
            Try(number, input);
        }
    }

    /// <summary>One given input, such as one that was kept.</summary>
    public void Try(long number, byte[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        try
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            FuzzAnswer answer = target.Decode(input);
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (answer.Accepted) Accepted++;
            if (answer.Complaint is { } complaint) Findings.Add(new("answer", number, complaint, input));
            WorstFactor = Math.Max(WorstFactor, (double)allocated / Math.Max(ShortInput, input.Length));
            if (allocated > AllowanceOctets + (long)AllowanceFactor * input.Length) Findings.Add(new("allocation", number, $"{allocated} octets allocated for {input.Length}", input));
            if (took > CaseLimit && Quickest(input) is var quickest && quickest > CaseLimit) Findings.Add(new("time", number, $"{quickest.TotalMilliseconds:F0} ms", input));
        }
#pragma warning disable CA1031 // Any exception at all is what is looked for.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Findings.Add(new("exception", number, fault.ToString(), input));
        }
    }

    private TimeSpan Quickest(byte[] input)
    {
        TimeSpan quickest = TimeSpan.MaxValue;
        for (int i = 0; i < Retries && quickest > CaseLimit; i++)
        {
            long started = Stopwatch.GetTimestamp();
            target.Decode(input);
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            if (took < quickest) quickest = took;
        }

        return quickest;
    }
}

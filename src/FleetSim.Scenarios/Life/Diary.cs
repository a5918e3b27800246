using FleetSim.Device.Snapshot;

namespace FleetSim.Scenarios.Life;

/// <summary>Why a handset is about to be switched off.</summary>
public enum PendingOff
{
    No,
    Reboot,
    SimSwap,
}

/// <summary>
/// What the environment must remember of one handset: occasions, and what is due. Part of the handset's snapshot. Most of it never happens to most
/// handsets, so that the numbers behind the first two are made with the first that is not 0.
/// </summary>
public sealed class Diary
{
    private static readonly int[] None = new int[Enum.GetValues<FaultKind>().Length];

    private long[]? _numbers;
    private int[]? _faults;

    /// <summary>The numbers in the order of the snapshot; the last one is not in it.</summary>
    private enum Number
    {
        Transfers,
        Cuts,
        Updates,
        UpdateCuts,
        Reports,
        ReportAnswersLost,
        Questions,
        PowerOnDue,
        PowerOffDue,
        SwapDue,
        RebootDue,
        SignalBackDue,
        MemoryFreeDue,
        PendingOff,
        AnswerDue,
    }

    /// <summary>Times switched on.</summary>
    public int Boots { get; set; }

    /// <summary>Which of the user's SIMs is in the handset.</summary>
    public int SimNumber { get; set; }

    /// <summary>Transfers begun, cuts of the running download.</summary>
    public int Transfers
    {
        get => (int)Get(Number.Transfers);
        set => Set(Number.Transfers, value);
    }

    public int Cuts
    {
        get => (int)Get(Number.Cuts);
        set => Set(Number.Cuts, value);
    }

    public int Updates
    {
        get => (int)Get(Number.Updates);
        set => Set(Number.Updates, value);
    }

    public int UpdateCuts
    {
        get => (int)Get(Number.UpdateCuts);
        set => Set(Number.UpdateCuts, value);
    }

    /// <summary>Messages with a 1226 sent, answers lost since the last one that came.</summary>
    public int Reports
    {
        get => (int)Get(Number.Reports);
        set => Set(Number.Reports, value);
    }

    public int ReportAnswersLost
    {
        get => (int)Get(Number.ReportAnswersLost);
        set => Set(Number.ReportAnswersLost, value);
    }

    /// <summary>Questions asked so far.</summary>
    public int Questions
    {
        get => (int)Get(Number.Questions);
        set => Set(Number.Questions, value);
    }

    /// <summary>Faults injected so far, by kind.</summary>
    public IReadOnlyList<int> Faults => _faults ?? None;

    /// <summary>What is due and when (Unix ms); 0: nothing.</summary>
    public long PowerOnDue
    {
        get => Get(Number.PowerOnDue);
        set => Set(Number.PowerOnDue, value);
    }

    public long PowerOffDue
    {
        get => Get(Number.PowerOffDue);
        set => Set(Number.PowerOffDue, value);
    }

    public long SwapDue
    {
        get => Get(Number.SwapDue);
        set => Set(Number.SwapDue, value);
    }

    public long RebootDue
    {
        get => Get(Number.RebootDue);
        set => Set(Number.RebootDue, value);
    }

    public long SignalBackDue
    {
        get => Get(Number.SignalBackDue);
        set => Set(Number.SignalBackDue, value);
    }

    public long MemoryFreeDue
    {
        get => Get(Number.MemoryFreeDue);
        set => Set(Number.MemoryFreeDue, value);
    }

    /// <summary>Switching off waits for the running transfer to hand over what has arrived.</summary>
    public PendingOff PendingOff
    {
        get => (PendingOff)Get(Number.PendingOff);
        set => Set(Number.PendingOff, (long)value);
    }

    /// <summary>When the user will answer, and what. Not kept: an open question is asked again.</summary>
    public long AnswerDue
    {
        get => Get(Number.AnswerDue);
        set => Set(Number.AnswerDue, value);
    }

    public PlannedAnswer? Answer { get; set; }

    public PlannedCut? Cut { get; set; }

    /// <summary>A fault befell the handset.</summary>
    public void Count(FaultKind kind) => (_faults ??= new int[None.Length])[(int)kind]++;

    /// <summary>The next moment something is due, or null.</summary>
    public long? NextDue()
    {
        if (_numbers is null) return null;
        long next = long.MaxValue;
        foreach (long due in (ReadOnlySpan<long>)[PowerOnDue, PowerOffDue, SwapDue, RebootDue, SignalBackDue, MemoryFreeDue, AnswerDue])
        {
            if (due > 0) next = Math.Min(next, due);
        }

        return next == long.MaxValue ? null : next;
    }

    /// <summary>
    /// <code>boots | SIM number | transfers ... questions (7) | due times (6) | pending off | faults (6)</code>
    /// </summary>
    public void Write(SnapshotWriter writer)
    {
        writer.Number((long)Boots);
        writer.Number((long)SimNumber);
        for (Number number = 0; number < Number.AnswerDue; number++) writer.Number(Get(number));
        foreach (int count in _faults ?? None) writer.Number((long)count);
    }

    public void Read(ref SnapshotReader reader)
    {
        (Boots, SimNumber) = (reader.Int(), reader.Int());
        for (Number number = 0; number < Number.AnswerDue; number++)
        {
            long value = number is >= Number.PowerOnDue and <= Number.MemoryFreeDue ? reader.Long() : reader.Int();
            Set(number, value);
        }

        for (int kind = 0; kind < None.Length; kind++)
        {
            if (reader.Int() is var count and > 0) (_faults ??= new int[None.Length])[kind] = count;
        }
    }

    private long Get(Number number) => _numbers?[(int)number] ?? 0;

    private void Set(Number number, long value)
    {
        if (value == 0 && _numbers is null) return;
        (_numbers ??= new long[(int)Number.AnswerDue + 1])[(int)number] = value;
    }
}

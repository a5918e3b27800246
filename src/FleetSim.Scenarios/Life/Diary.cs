using FleetSim.Device.Snapshot;

namespace FleetSim.Scenarios.Life;

/// <summary>Why a handset is about to be switched off.</summary>
public enum PendingOff
{
    No,
    Reboot,
    SimSwap,
}

/// <summary>What the environment must remember of one handset: occasions, and what is due. Part of the handset's snapshot.</summary>
public sealed class Diary
{
    /// <summary>Times switched on.</summary>
    public int Boots { get; set; }

    /// <summary>Which of the user's SIMs is in the handset.</summary>
    public int SimNumber { get; set; }

    /// <summary>Transfers begun, cuts of the running download.</summary>
    public int Transfers { get; set; }

    public int Cuts { get; set; }

    public int Updates { get; set; }

    public int UpdateCuts { get; set; }

    /// <summary>Messages with a 1226 sent, answers lost since the last one that came.</summary>
    public int Reports { get; set; }

    public int ReportAnswersLost { get; set; }

    /// <summary>Faults injected so far, by kind.</summary>
    public int[] Faults { get; } = new int[Enum.GetValues<FaultKind>().Length];

    /// <summary>Questions asked so far.</summary>
    public int Questions { get; set; }

    /// <summary>What is due and when (Unix ms); 0: nothing.</summary>
    public long PowerOnDue { get; set; }

    public long PowerOffDue { get; set; }

    public long SwapDue { get; set; }

    public long RebootDue { get; set; }

    /// <summary>Switching off waits for the running transfer to hand over what has arrived.</summary>
    public PendingOff PendingOff { get; set; }

    public long SignalBackDue { get; set; }

    public long MemoryFreeDue { get; set; }

    /// <summary>When the user will answer, and what. Not kept: an open question is asked again.</summary>
    public long AnswerDue { get; set; }

    public PlannedAnswer? Answer { get; set; }

    public PlannedCut? Cut { get; set; }

    /// <summary>The next moment something is due, or null.</summary>
    public long? NextDue()
    {
        long next = long.MaxValue;
        foreach (long due in (ReadOnlySpan<long>)[PowerOnDue, PowerOffDue, SwapDue, RebootDue, SignalBackDue, MemoryFreeDue, AnswerDue])
        {
            if (due > 0) next = Math.Min(next, due);
        }

        return next == long.MaxValue ? null : next;
    }

    public void Write(SnapshotWriter writer)
    {
        ReadOnlySpan<long> values =
        [
            Boots, SimNumber, Transfers, Cuts, Updates, UpdateCuts, Reports, ReportAnswersLost, Questions,
            PowerOnDue, PowerOffDue, SwapDue, RebootDue, SignalBackDue, MemoryFreeDue, (long)PendingOff,
        ];
        foreach (long value in values) writer.Number(value);
        foreach (int count in Faults) writer.Number((long)count);
    }

    public void Read(ref SnapshotReader reader)
    {
        (Boots, SimNumber, Transfers, Cuts, Updates) = (reader.Int(), reader.Int(), reader.Int(), reader.Int(), reader.Int());
        (UpdateCuts, Reports, ReportAnswersLost, Questions) = (reader.Int(), reader.Int(), reader.Int(), reader.Int());
        (PowerOnDue, PowerOffDue, SwapDue, RebootDue) = (reader.Long(), reader.Long(), reader.Long(), reader.Long());
        (SignalBackDue, MemoryFreeDue, PendingOff) = (reader.Long(), reader.Long(), (PendingOff)reader.Int());
        for (int i = 0; i < Faults.Length; i++) Faults[i] = reader.Int();
    }
}

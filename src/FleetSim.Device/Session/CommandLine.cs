using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>What an entry of the line is.</summary>
internal enum LineEntryKind
{
    Command,
    Open,
    Close,
}

/// <summary>One entry of the line: a command, or an end of a group.</summary>
internal readonly record struct LineEntry(LineEntryKind Kind, Command Command);

/// <summary>
/// The commands of one server message in document order, groups taken apart into their ends, and the groups that are open.
/// A line instead of recursion, because an Alert may stop it anywhere until the user answers.
/// </summary>
internal sealed class CommandLine
{
    private readonly Queue<LineEntry> _entries = new();

    /// <summary>The groups around the next entry, outermost first.</summary>
    public List<GroupFrame> Open { get; } = [];

    /// <summary>A cancelled alert stops everything that has not run yet.</summary>
    public bool Cancelled { get; set; }

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>True where nothing is carried out any more: a refused Sequence, a failed Atomic, a cancelled alert.</summary>
    public bool IsStopped => Cancelled || Open.Exists(frame => frame.Stopped);

    /// <summary>The innermost Atomic; null outside of one.</summary>
    public GroupFrame? Atomic => Open.FindLast(frame => frame.IsAtomic);

    public void Fill(SyncMlMessage message)
    {
        _entries.Clear();
        Open.Clear();
        Cancelled = false;
        foreach (Command command in message.Commands) Add(command);
    }

    public bool TryNext(out LineEntry entry) => _entries.TryDequeue(out entry);

    private void Add(Command command)
    {
        if (command is Command.Status or Command.Results) return;
        if (command is not Command.Group group)
        {
            _entries.Enqueue(new LineEntry(LineEntryKind.Command, command));
            return;
        }

        _entries.Enqueue(new LineEntry(LineEntryKind.Open, group));
        foreach (Command child in group.Commands) Add(child);
        _entries.Enqueue(new LineEntry(LineEntryKind.Close, group));
    }
}

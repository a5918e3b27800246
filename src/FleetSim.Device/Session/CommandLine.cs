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
    private IReadOnlyList<Command> _commands = [];
    private int _next;
    private Stack<Place>? _around;

    /// <summary>Where a group stands: what comes behind it in which commands.</summary>
    private readonly record struct Place(Command.Group Group, IReadOnlyList<Command> Commands, int Next);

    /// <summary>The groups around the next entry, outermost first.</summary>
    public List<GroupFrame> Open { get => field ??= []; }

    /// <summary>A cancelled alert stops everything that has not run yet.</summary>
    public bool Cancelled { get; set; }

    public bool IsEmpty => _next == _commands.Count && _around is not { Count: > 0 };

    /// <summary>True where nothing is carried out any more: a refused Sequence, a failed Atomic, a cancelled alert.</summary>
    public bool IsStopped => Cancelled || Open.Exists(frame => frame.Stopped);

    /// <summary>The innermost Atomic; null outside of one.</summary>
    public GroupFrame? Atomic => Open.FindLast(frame => frame.IsAtomic);

    public void Fill(SyncMlMessage message)
    {
        _around?.Clear();
        Open.Clear();
        Cancelled = false;
        GoTo(message.Commands, 0);
    }

    public bool TryNext(out LineEntry entry)
    {
        if (_next < _commands.Count)
        {
            entry = Enter(_commands[_next]);
            return true;
        }

        entry = default;
        if (_around is null || !_around.TryPop(out Place place)) return false;
        entry = new LineEntry(LineEntryKind.Close, place.Group);
        GoTo(place.Commands, place.Next);
        return true;
    }

    private LineEntry Enter(Command command)
    {
        if (command is not Command.Group group)
        {
            GoTo(_commands, _next + 1);
            return new LineEntry(LineEntryKind.Command, command);
        }

        (_around ??= []).Push(new Place(group, _commands, _next + 1));
        GoTo(group.Commands, 0);
        return new LineEntry(LineEntryKind.Open, group);
    }

    /// <summary>Stands before the next command that is none of the server's answers. At the end of the line nothing of the message is held.</summary>
    private void GoTo(IReadOnlyList<Command> commands, int next)
    {
        while (next < commands.Count && commands[next] is Command.Status or Command.Results) next++;
        bool isOver = next == commands.Count && _around is not { Count: > 0 };
        (_commands, _next) = isOver ? ([], 0) : (commands, next);
    }
}

using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// The commands of the server's last package with commands, until each has its Status. The server asks nothing new while some are open.
/// </summary>
internal sealed class Questions
{
    private readonly Dictionary<string, Question> _byCmdId = [];
    private List<(Errand Errand, Command Command)> _package = [];
    private string _msgId = "";

    /// <summary>Commands without a Status.</summary>
    public int Open => _byCmdId.Values.Count(q => !q.Answered);

    /// <summary>The last package's commands, for a handset that refused the server's credential and gets them again.</summary>
    public IReadOnlyList<(Errand Errand, Command Command)> Package => _package;

    /// <summary>Forgets the last package; the next <see cref="Ask"/> begins another one.</summary>
    public void Clear()
    {
        _byCmdId.Clear();
        _package = [];
    }

    /// <summary>Numbers the commands, remembers them as asked in that message and returns them as they go out.</summary>
    public IReadOnlyList<Command> Ask(IReadOnlyList<(Errand Errand, Command Command)> package, int msgId, int firstCmdId)
    {
        Clear();
        _package = [.. package];
        _msgId = MsgId.From(msgId).Text;
        int next = firstCmdId;
        return [.. package.Select(p => Number(p.Errand, p.Command, ref next))];
    }

    /// <summary>The errand's command that a Status or Results refers to; null when it refers to none of this package.</summary>
    public Question? Find(string? msgRef, string cmdRef) =>
        msgRef is null || msgRef == _msgId ? _byCmdId.GetValueOrDefault(cmdRef) : null;

    private Command Number(Errand errand, Command command, ref int next)
    {
        CmdId id = CmdId.From(next++);
        _byCmdId[id.Text] = new Question(errand, command);
        if (command is not Command.Group group) return command with { CmdId = id };
        List<Command> children = [];
        foreach (Command child in group.Commands) children.Add(Number(errand, child, ref next));
        return group with { CmdId = id, Commands = children };
    }
}

/// <summary>One command of the server that waits for, or has, its Status.</summary>
internal sealed class Question(Errand errand, Command command)
{
    public Errand Errand { get; } = errand;

    public Command Command { get; } = command;

    public bool Answered { get; set; }
}

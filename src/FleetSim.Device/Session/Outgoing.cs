using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>
/// What the handset has to say next, in order: numbered from 1 as it stands, numbered anew when a part of it must wait for another message.
/// </summary>
internal sealed class Outgoing
{
    private readonly List<Command> _commands = [];

    public IReadOnlyList<Command> Commands => _commands;

    /// <summary>True when there is more to say than the Status of the header.</summary>
    public bool HasContent => _commands.Exists(c => c is not Command.Status { Cmd: "SyncHdr" });

    public CmdId Next => CmdId.From(_commands.Count + 1);

    /// <summary>Begins anew.</summary>
    public void Clear() => _commands.Clear();

    /// <summary>Adds a command; its place is its number less one.</summary>
    public int Add(Command command)
    {
        _commands.Add(command);
        return _commands.Count - 1;
    }

    /// <summary>Takes over what the last message had no room for.</summary>
    public void AddLeft(IEnumerable<Command> left)
    {
        foreach (Command command in left) Add(command with { CmdId = Next });
    }

    /// <summary>The Status of one command of <paramref name="message"/>; gives its place.</summary>
    public int Status(SyncMlMessage message, Command command, int code, string? targetRef = null, IReadOnlyList<Item>? items = null) =>
        Add(new Command.Status
        {
            CmdId = Next, MsgRef = message.Header.MsgId, CmdRef = command.CmdId, Cmd = command.Name, Code = code,
            TargetRefs = targetRef is null ? [] : [targetRef], Items = items ?? [],
        });

    /// <summary>The Status of the header of <paramref name="message"/>.</summary>
    public void HeaderStatus(SyncMlMessage message, int code, Chal? chal) =>
        Add(new Command.Status
        {
            CmdId = Next, MsgRef = message.Header.MsgId, CmdRef = CmdId.Header, Cmd = "SyncHdr", Code = code, Chal = chal,
            TargetRefs = [message.Header.Target.LocUri], SourceRefs = [message.Header.Source.LocUri],
        });

    /// <summary>Another code for a Status that has not gone out yet: what was done is undone.</summary>
    public void Recode(int place, int code) => _commands[place] = (Command.Status)_commands[place] with { Code = code };
}

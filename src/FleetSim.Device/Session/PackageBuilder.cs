using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>Collects the commands of one client message and numbers them from 1.</summary>
internal sealed class PackageBuilder
{
    private readonly List<Command> _commands = [];

    public IReadOnlyList<Command> Commands => _commands;

    /// <summary>True when there is more to say than the Status of the header.</summary>
    public bool HasContent => _commands.Any(c => c is not Command.Status { Cmd: "SyncHdr" });

    public CmdId Next => CmdId.From(_commands.Count + 1);

    public CmdId Add(Command command)
    {
        _commands.Add(command);
        return command.CmdId;
    }

    /// <summary>The Status of one command of <paramref name="message"/>.</summary>
    public void Status(SyncMlMessage message, Command command, int code, string? targetRef = null, IReadOnlyList<Item>? items = null) =>
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
}

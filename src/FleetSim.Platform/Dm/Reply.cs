using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>The server's message in the making: Statuses first, numbered from 1.</summary>
internal sealed class Reply(SyncMlMessage request)
{
    private readonly List<Command> _commands = [];

    /// <summary>The number the next command gets.</summary>
    public int NextCmdId => _commands.Count + 1;

    public IReadOnlyList<Command> Commands => _commands;

    public void HeaderStatus(int code, Chal? chal = null) => _commands.Add(new Command.Status
    {
        CmdId = CmdId.From(NextCmdId),
        MsgRef = request.Header.MsgId,
        CmdRef = CmdId.Header,
        Cmd = "SyncHdr",
        TargetRefs = [request.Header.Target.LocUri],
        SourceRefs = [request.Header.Source.LocUri],
        Chal = chal,
        Code = code,
    });

    public void Status(Command answered, int code) => _commands.Add(new Command.Status
    {
        CmdId = CmdId.From(NextCmdId),
        MsgRef = request.Header.MsgId,
        CmdRef = answered.CmdId,
        Cmd = answered.Name,
        Code = code,
    });

    /// <summary>One Status with that code for every command of the handset that wants one: nothing of the message was done.</summary>
    public void RefuseAll(int code)
    {
        foreach (Command command in request.Commands)
        {
            if (command is not Command.Status) Status(command, code);
        }
    }

    /// <summary>The end of an object that the handset began never came.</summary>
    public void EndOfChunkMissing(ObjectAddress lost) => _commands.Add(lost.ToAlert(CmdId.From(NextCmdId)));

    public void NextMessage() => _commands.Add(new Command.Alert { CmdId = CmdId.From(NextCmdId), Code = AlertCode.NextMessage });
}

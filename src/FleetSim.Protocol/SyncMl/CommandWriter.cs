using System.Diagnostics;

namespace FleetSim.Protocol.SyncMl;

/// <summary>Writes the commands of a SyncBody, an Atomic or a Sequence.</summary>
internal static class CommandWriter
{
    public static void WriteAll<T>(ref T sink, IReadOnlyList<Command> commands)
        where T : ITokenSink, allows ref struct
    {
        for (int i = 0; i < commands.Count; i++) Write(ref sink, commands[i]);
    }

    private static void Write<T>(ref T sink, Command command)
        where T : ITokenSink, allows ref struct
    {
        Tag tag = TagOf(command);
        sink.Start(tag);
        Leaf.Write(ref sink, Tag.CmdID, command.CmdId.Text);
        switch (command)
        {
            case Command.Status status: WriteStatus(ref sink, status); break;
            case Command.Results results: WriteResults(ref sink, results); break;
            case Command.Alert alert: WriteAlert(ref sink, alert); break;
            case Command.OverItems overItems: WriteOverItems(ref sink, overItems); break;
            case Command.Group group: WriteGroup(ref sink, group); break;
            default: throw new UnreachableException();
        }

        sink.End(tag);
    }

    private static void WriteStatus<T>(ref T sink, Command.Status status)
        where T : ITokenSink, allows ref struct
    {
        Leaf.Write(ref sink, Tag.MsgRef, status.MsgRef.Text);
        Leaf.Write(ref sink, Tag.CmdRef, status.CmdRef.Text);
        Leaf.Write(ref sink, Tag.Cmd, status.Cmd);
        for (int i = 0; i < status.TargetRefs.Count; i++) Leaf.Write(ref sink, Tag.TargetRef, status.TargetRefs[i]);
        for (int i = 0; i < status.SourceRefs.Count; i++) Leaf.Write(ref sink, Tag.SourceRef, status.SourceRefs[i]);
        ItemWriter.WriteCred(ref sink, status.Cred);
        ItemWriter.WriteChal(ref sink, status.Chal);
        Leaf.Write(ref sink, Tag.Data, status.Code);
        ItemWriter.WriteItems(ref sink, status.Items);
    }

    private static void WriteResults<T>(ref T sink, Command.Results results)
        where T : ITokenSink, allows ref struct
    {
        Leaf.Write(ref sink, Tag.MsgRef, results.MsgRef?.Text);
        Leaf.Write(ref sink, Tag.CmdRef, results.CmdRef.Text);
        ItemWriter.WriteMeta(ref sink, results.Meta);
        Leaf.Write(ref sink, Tag.TargetRef, results.TargetRef);
        Leaf.Write(ref sink, Tag.SourceRef, results.SourceRef);
        ItemWriter.WriteItems(ref sink, results.Items);
    }

    private static void WriteAlert<T>(ref T sink, Command.Alert alert)
        where T : ITokenSink, allows ref struct
    {
        Leaf.Write(ref sink, Tag.Data, alert.Code);
        Leaf.Write(ref sink, Tag.Correlator, alert.Correlator);
        ItemWriter.WriteItems(ref sink, alert.Items);
    }

    private static void WriteOverItems<T>(ref T sink, Command.OverItems command)
        where T : ITokenSink, allows ref struct
    {
        ItemWriter.WriteMeta(ref sink, command.Meta);
        if (command is Command.Exec exec) Leaf.Write(ref sink, Tag.Correlator, exec.Correlator);
        ItemWriter.WriteItems(ref sink, command.Items);
    }

    private static void WriteGroup<T>(ref T sink, Command.Group group)
        where T : ITokenSink, allows ref struct
    {
        ItemWriter.WriteMeta(ref sink, group.Meta);
        WriteAll(ref sink, group.Commands);
    }

    private static Tag TagOf(Command command) => command switch
    {
        Command.Status => Tag.Status,
        Command.Results => Tag.Results,
        Command.Alert => Tag.Alert,
        Command.Get => Tag.Get,
        Command.Add => Tag.Add,
        Command.Replace => Tag.Replace,
        Command.Delete => Tag.Delete,
        Command.Copy => Tag.Copy,
        Command.Exec => Tag.Exec,
        Command.Atomic => Tag.Atomic,
        Command.Sequence => Tag.Sequence,
        _ => throw new UnreachableException(),
    };
}

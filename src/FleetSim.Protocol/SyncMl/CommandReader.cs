namespace FleetSim.Protocol.SyncMl;

/// <summary>Reads the commands of a SyncBody, an Atomic or a Sequence. Children in any order.</summary>
internal static class CommandReader
{
    /// <summary>The command whose element was just entered; null when DM has no such command, or on a fault.</summary>
    public static Command? Read<T>(ref ElementReader<T> reader, Tag tag)
        where T : ITokenSource, allows ref struct
    {
        switch (tag)
        {
            case Tag.Status:
                reader.CountCommand();
                return StatusReader.ReadStatus(ref reader);
            case Tag.Results:
                reader.CountCommand();
                return StatusReader.ReadResults(ref reader);
            case Tag.Alert:
                reader.CountCommand();
                return ReadAlert(ref reader);
            case Tag.Add or Tag.Replace or Tag.Delete or Tag.Copy or Tag.Get or Tag.Exec:
                reader.CountCommand();
                return ReadOverItems(ref reader, tag);
            case Tag.Atomic or Tag.Sequence:
                reader.CountCommand();
                return ReadGroup(ref reader, tag);
            default:
                reader.SkipUnsupported();
                return null;
        }
    }

    private static Command.Alert? ReadAlert<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        string? cmdId = null, correlator = null;
        int? code = null;
        Gathered<Item> items = default;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.CmdID: cmdId = reader.Text(); break;
                case Tag.Data: code = reader.Code(); break;
                case Tag.Correlator: correlator = reader.Text(); break;
                case Tag.Item: items.Add(ItemReader.ReadItem(ref reader)); break;
                default: reader.Skip(); break;
            }
        }

        Item[] taken = items.Take();
        if (cmdId is null) reader.Fail("Alert without CmdID");
        else if (code is null) reader.Fail("Alert without a code");
        else return new Command.Alert { CmdId = new CmdId(cmdId), Code = code.Value, Correlator = correlator, Items = taken };
        return null;
    }

    private static Command.OverItems? ReadOverItems<T>(ref ElementReader<T> reader, Tag verb)
        where T : ITokenSource, allows ref struct
    {
        string? cmdId = null, correlator = null;
        Meta? meta = null;
        Gathered<Item> items = default;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.CmdID: cmdId = reader.Text(); break;
                case Tag.Meta: meta = ItemReader.ReadMeta(ref reader); break;
                case Tag.Correlator: correlator = reader.Text(); break;
                case Tag.Item: items.Add(ItemReader.ReadItem(ref reader)); break;
                default: reader.Skip(); break;
            }
        }

        Item[] taken = items.Take();
        if (cmdId is not null) return OverItems(verb, new CmdId(cmdId), meta, correlator, taken);
        reader.Fail("a command without CmdID");
        return null;
    }

    private static Command.OverItems OverItems(Tag verb, CmdId cmdId, Meta? meta, string? correlator, Item[] items) => verb switch
    {
        Tag.Add => new Command.Add { CmdId = cmdId, Meta = meta, Items = items },
        Tag.Replace => new Command.Replace { CmdId = cmdId, Meta = meta, Items = items },
        Tag.Delete => new Command.Delete { CmdId = cmdId, Meta = meta, Items = items },
        Tag.Copy => new Command.Copy { CmdId = cmdId, Meta = meta, Items = items },
        Tag.Get => new Command.Get { CmdId = cmdId, Meta = meta, Items = items },
        Tag.Exec => new Command.Exec { CmdId = cmdId, Meta = meta, Correlator = correlator, Items = items },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Command.Group? ReadGroup<T>(ref ElementReader<T> reader, Tag group)
        where T : ITokenSource, allows ref struct
    {
        string? cmdId = null;
        Meta? meta = null;
        Gathered<Command> commands = default;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.CmdID: cmdId = reader.Text(); break;
                case Tag.Meta: meta = ItemReader.ReadMeta(ref reader); break;
                case Tag.NoResp: reader.Skip(); break;
                default:
                    if (Read(ref reader, tag) is { } command) commands.Add(command);
                    break;
            }
        }

        Command[] taken = commands.Take();
        if (cmdId is null)
        {
            reader.Fail("a group without CmdID");
            return null;
        }

        CmdId id = new(cmdId);
        return group == Tag.Atomic
            ? new Command.Atomic { CmdId = id, Meta = meta, Commands = taken }
            : new Command.Sequence { CmdId = id, Meta = meta, Commands = taken };
    }
}

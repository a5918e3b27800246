namespace FleetSim.Protocol.SyncMl;

/// <summary>Reads the two answers, Status and Results. Children in any order.</summary>
internal static class StatusReader
{
    public static Command.Status? ReadStatus<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        string? cmdId = null, msgRef = null, cmdRef = null, cmd = null;
        int? code = null;
        Cred? cred = null;
        Chal? chal = null;
        Gathered<string> targetRefs = default;
        Gathered<string> sourceRefs = default;
        Gathered<Item> items = default;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.CmdID: cmdId = reader.Text(); break;
                case Tag.MsgRef: msgRef = reader.Text(); break;
                case Tag.CmdRef: cmdRef = reader.Text(); break;
                case Tag.Cmd: cmd = reader.Text(); break;
                case Tag.TargetRef: reader.CountItem(); targetRefs.Add(reader.Text()); break;
                case Tag.SourceRef: reader.CountItem(); sourceRefs.Add(reader.Text()); break;
                case Tag.Cred: cred = ItemReader.ReadCred(ref reader); break;
                case Tag.Chal: chal = ItemReader.ReadChal(ref reader); break;
                case Tag.Data: code = reader.Code(); break;
                case Tag.Item: items.Add(ItemReader.ReadItem(ref reader)); break;
                default: reader.Skip(); break;
            }
        }

        string[] targets = targetRefs.Take();
        string[] sources = sourceRefs.Take();
        Item[] taken = items.Take();
        if (cmdId is null) reader.Fail("Status without CmdID");
        else if (cmdRef is null) reader.Fail("Status without CmdRef");
        else if (code is null) reader.Fail("Status without a code");
        if (reader.Failed) return null;
        return new Command.Status
        {
            CmdId = new CmdId(cmdId!),
            MsgRef = new MsgId(msgRef ?? ""),
            CmdRef = new CmdId(cmdRef!),
            Cmd = cmd ?? "",
            TargetRefs = targets,
            SourceRefs = sources,
            Cred = cred,
            Chal = chal,
            Code = code!.Value,
            Items = taken,
        };
    }

    public static Command.Results? ReadResults<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        string? cmdId = null, msgRef = null, cmdRef = null, targetRef = null, sourceRef = null;
        Meta? meta = null;
        Gathered<Item> items = default;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.CmdID: cmdId = reader.Text(); break;
                case Tag.MsgRef: msgRef = reader.Text(); break;
                case Tag.CmdRef: cmdRef = reader.Text(); break;
                case Tag.Meta: meta = ItemReader.ReadMeta(ref reader); break;
                case Tag.TargetRef: targetRef = reader.Text(); break;
                case Tag.SourceRef: sourceRef = reader.Text(); break;
                case Tag.Item: items.Add(ItemReader.ReadItem(ref reader)); break;
                default: reader.Skip(); break;
            }
        }

        Item[] taken = items.Take();
        if (cmdId is null) reader.Fail("Results without CmdID");
        else if (cmdRef is null) reader.Fail("Results without CmdRef");
        if (reader.Failed) return null;
        return new Command.Results
        {
            CmdId = new CmdId(cmdId!),
            MsgRef = msgRef is null ? null : new MsgId(msgRef),
            CmdRef = new CmdId(cmdRef!),
            Meta = meta,
            TargetRef = targetRef,
            SourceRef = sourceRef,
            Items = taken,
        };
    }
}

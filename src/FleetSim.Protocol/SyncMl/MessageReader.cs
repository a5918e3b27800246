namespace FleetSim.Protocol.SyncMl;

/// <summary>The reading half of the message walk: SyncML, SyncHdr and SyncBody, over any wire form.</summary>
internal static class MessageReader
{
    /// <summary>One message; null on a fault, which the reader then holds.</summary>
    public static SyncMlMessage? Read<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        reader.EnterRoot(Tag.SyncML);
        SyncHdr? header = null;
        Command[]? commands = null;
        bool final = false;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.SyncHdr when header is null: header = ReadHeader(ref reader); break;
                case Tag.SyncBody when commands is null: commands = ReadBody(ref reader, out final); break;
                case Tag.SyncHdr or Tag.SyncBody: reader.Fail("SyncHdr or SyncBody occurs twice"); break;
                default: reader.Skip(); break;
            }
        }

        if (header is null) reader.Fail("SyncML without SyncHdr");
        else if (commands is null) reader.Fail("SyncML without SyncBody");
        return reader.Failed ? null : new SyncMlMessage(header!, commands!, final);
    }

    private static Command[] ReadBody<T>(ref ElementReader<T> reader, out bool final)
        where T : ITokenSource, allows ref struct
    {
        final = false;
        Gathered<Command> commands = default;
        while (reader.NextChild(out Tag tag))
        {
            if (tag == Tag.Final)
            {
                final = true;
                reader.Skip();
            }
            else if (CommandReader.Read(ref reader, tag) is { } command)
            {
                commands.Add(command);
            }
        }

        return commands.Take();
    }

    private static SyncHdr? ReadHeader<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        string? verDtd = null, verProto = null, sessionId = null, msgId = null, respUri = null;
        Location? target = null, source = null;
        bool noResp = false;
        Cred? cred = null;
        Meta? meta = null;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.VerDTD: verDtd = reader.Text(); break;
                case Tag.VerProto: verProto = reader.Text(); break;
                case Tag.SessionID: sessionId = reader.Text(); break;
                case Tag.MsgID: msgId = reader.Text(); break;
                case Tag.Target: target = ItemReader.ReadLocation(ref reader, repeats: false); break;
                case Tag.Source: source = ItemReader.ReadLocation(ref reader, repeats: false); break;
                case Tag.RespURI: respUri = reader.Text(); break;
                case Tag.NoResp: noResp = true; reader.Skip(); break;
                case Tag.Cred: cred = ItemReader.ReadCred(ref reader); break;
                case Tag.Meta: meta = ItemReader.ReadMeta(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        string? missing = verDtd is null && verProto is null ? "SyncHdr without VerDTD and VerProto"
            : sessionId is null ? "SyncHdr without SessionID"
            : msgId is null ? "SyncHdr without MsgID"
            : target is null ? "SyncHdr without Target"
            : source is null ? "SyncHdr without Source"
            : null;
        if (missing is not null) reader.Fail(missing);
        if (reader.Failed) return null;
        return new SyncHdr
        {
            // Each of the two versions follows from the other when a peer leaves one out.
            VerDtd = verDtd ?? verProto![(verProto!.LastIndexOf('/') + 1)..].Trim(' ', '\t', '\r', '\n', '\0'),
            VerProto = verProto ?? "DM/" + verDtd,
            SessionId = sessionId!,
            MsgId = new MsgId(msgId!),
            Target = target!,
            Source = source!,
            RespUri = respUri,
            NoResp = noResp,
            Cred = cred,
            Meta = meta,
        };
    }
}

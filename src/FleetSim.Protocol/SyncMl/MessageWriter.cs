namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// The writing half of the message walk, in the order of elements that the DTD gives, into any wire form.
/// Spec: OMA-TS-SyncML-RepPro-V1_2_2, 7 (DTD).
/// </summary>
internal static class MessageWriter
{
    public static void Write<T>(ref T sink, SyncMlMessage message)
        where T : ITokenSink, allows ref struct
    {
        sink.Start(Tag.SyncML);
        WriteHeader(ref sink, message.Header);
        sink.Start(Tag.SyncBody);
        CommandWriter.WriteAll(ref sink, message.Commands);
        if (message.Final) sink.Empty(Tag.Final);
        sink.End(Tag.SyncBody);
        sink.End(Tag.SyncML);
    }

    private static void WriteHeader<T>(ref T sink, SyncHdr header)
        where T : ITokenSink, allows ref struct
    {
        sink.Start(Tag.SyncHdr);
        Leaf.Write(ref sink, Tag.VerDTD, header.VerDtd);
        Leaf.Write(ref sink, Tag.VerProto, header.VerProto);
        Leaf.Write(ref sink, Tag.SessionID, header.SessionId);
        Leaf.Write(ref sink, Tag.MsgID, header.MsgId.Text);
        ItemWriter.WriteLocation(ref sink, Tag.Target, header.Target);
        ItemWriter.WriteLocation(ref sink, Tag.Source, header.Source);
        Leaf.Write(ref sink, Tag.RespURI, header.RespUri);
        if (header.NoResp) sink.Empty(Tag.NoResp);
        ItemWriter.WriteCred(ref sink, header.Cred);
        ItemWriter.WriteMeta(ref sink, header.Meta);
        sink.End(Tag.SyncHdr);
    }
}

namespace FleetSim.Protocol.SyncMl;

/// <summary>A SyncML message as a kind of document.</summary>
internal readonly struct MessageDocument : IDocument<SyncMlMessage>
{
    public static Vocabulary Vocabulary => Vocabulary.Message;

    public static SyncMlMessage? Read<TSource>(ref ElementReader<TSource> reader)
        where TSource : ITokenSource, allows ref struct => MessageReader.Read(ref reader);
}

namespace FleetSim.Protocol.SyncMl;

/// <summary>A kind of document: its vocabulary, and how its root element becomes a value.</summary>
internal interface IDocument<TValue>
    where TValue : class
{
    static abstract Vocabulary Vocabulary { get; }

    /// <summary>One whole document; null on a fault, which the reader then holds.</summary>
    static abstract TValue? Read<TSource>(ref ElementReader<TSource> reader)
        where TSource : ITokenSource, allows ref struct;
}

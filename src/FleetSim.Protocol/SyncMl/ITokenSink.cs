namespace FleetSim.Protocol.SyncMl;

/// <summary>Where the message walk writes its elements: a wire form. Implementations are structs behind a generic parameter.</summary>
internal interface ITokenSink
{
    /// <summary>True when a value of octets can be written as it is; false when it must become base64 text first.</summary>
    bool CarriesOctets { get; }

    /// <summary>Opens an element that has content.</summary>
    void Start(Tag tag);

    void End(Tag tag);

    /// <summary>An element without content.</summary>
    void Empty(Tag tag);

    /// <summary>The whole text of the open element; not empty.</summary>
    void Text(string text);

    void Number(long number);

    /// <summary>The whole content of an open Data element; not empty.</summary>
    void Value(in ItemData data);
}

using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.SyncMl;

/// <summary>Writes the parts that commands and header share.</summary>
internal static class ItemWriter
{
    public static void WriteItems<T>(ref T sink, IReadOnlyList<Item> items)
        where T : ITokenSink, allows ref struct
    {
        for (int i = 0; i < items.Count; i++) WriteItem(ref sink, items[i]);
    }

    public static void WriteLocation<T>(ref T sink, Tag tag, Location? location)
        where T : ITokenSink, allows ref struct
    {
        if (location is null) return;
        sink.Start(tag);
        Leaf.Write(ref sink, Tag.LocURI, location.LocUri);
        Leaf.Write(ref sink, Tag.LocName, location.LocName);
        sink.End(tag);
    }

    public static void WriteMeta<T>(ref T sink, Meta? meta)
        where T : ITokenSink, allows ref struct
    {
        if (meta is null) return;
        bool isBrief = IsBrief(meta);
        if (isBrief && meta.Format is null && meta.Type is null)
        {
            sink.Empty(Tag.Meta);
            return;
        }

        sink.Start(Tag.Meta);
        Leaf.Write(ref sink, Tag.Format, meta.Format);
        Leaf.Write(ref sink, Tag.Type, meta.Type);
        if (!isBrief) WriteRest(ref sink, meta);
        sink.End(Tag.Meta);
    }

    public static void WriteCred<T>(ref T sink, Cred? cred)
        where T : ITokenSink, allows ref struct
    {
        if (cred is null) return;
        sink.Start(Tag.Cred);
        WriteMetaAndData(ref sink, cred.Meta, cred.Data);
        sink.End(Tag.Cred);
    }

    public static void WriteChal<T>(ref T sink, Chal? chal)
        where T : ITokenSink, allows ref struct
    {
        if (chal is null) return;
        sink.Start(Tag.Chal);
        sink.Start(Tag.Meta);
        Leaf.Write(ref sink, Tag.Format, chal.Format);
        Leaf.Write(ref sink, Tag.Type, chal.Type);
        Leaf.Write(ref sink, Tag.NextNonce, chal.NextNonce);
        sink.End(Tag.Meta);
        sink.End(Tag.Chal);
    }

    private static void WriteItem<T>(ref T sink, Item item)
        where T : ITokenSink, allows ref struct
    {
        sink.Start(Tag.Item);
        WriteLocation(ref sink, Tag.Target, item.Target);
        WriteLocation(ref sink, Tag.Source, item.Source);
        WriteMetaAndData(ref sink, item.Meta, item.Data);
        if (item.MoreData) sink.Empty(Tag.MoreData);
        sink.End(Tag.Item);
    }

    /// <summary>
    /// Octets that a text form cannot hold, and all of Format bin, travel as base64 under Format b64 there; the node's own format stays
    /// what it is. Spec: OMA-TS-DM_RepPro-V1_2_1, 6.4 (Format).
    /// </summary>
    private static void WriteMetaAndData<T>(ref T sink, Meta? meta, ItemData? data)
        where T : ITokenSink, allows ref struct
    {
        if (data is { IsOctets: true } value && !sink.CarriesOctets && (meta?.Format == "bin" || !XmlText.CanHold(value.Octets)))
        {
            meta = (meta ?? new Meta()) with { Format = "b64" };
            data = new ItemData(Convert.ToBase64String(value.Octets));
        }

        WriteMeta(ref sink, meta);
        if (data is { } content) Leaf.Write(ref sink, Tag.Data, in content);
    }

    private static void WriteRest<T>(ref T sink, Meta meta)
        where T : ITokenSink, allows ref struct
    {
        Leaf.Write(ref sink, Tag.Mark, meta.Mark);
        Leaf.Write(ref sink, Tag.Size, meta.Size);
        Leaf.Write(ref sink, Tag.Version, meta.Version);
        Leaf.Write(ref sink, Tag.NextNonce, meta.NextNonce);
        Leaf.Write(ref sink, Tag.MaxMsgSize, meta.MaxMsgSize);
        Leaf.Write(ref sink, Tag.MaxObjSize, meta.MaxObjSize);
    }

    /// <summary>True for nearly all of them: format and type at most.</summary>
    private static bool IsBrief(Meta meta) => meta is { Mark: null, Size: null, Version: null, NextNonce: null, MaxMsgSize: null, MaxObjSize: null };
}

namespace FleetSim.Protocol.SyncMl;

/// <summary>Reads the parts that commands and header share: Item, Meta, Target, Source, Cred and Chal. Children in any order.</summary>
internal static class ItemReader
{
    public static Item ReadItem<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        reader.CountItem();
        Location? target = null;
        Location? source = null;
        Meta? meta = null;
        ItemData? data = null;
        bool moreData = false;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.Target: target = ReadLocation(ref reader, repeats: true); break;
                case Tag.Source: source = ReadLocation(ref reader, repeats: true); break;
                case Tag.Meta: meta = ReadMeta(ref reader); break;
                case Tag.Data: data = reader.Value(); break;
                case Tag.MoreData: moreData = true; reader.Skip(); break;
                default: reader.Skip(); break;
            }
        }

        return new Item { Target = target, Source = source, Meta = meta, Data = data, MoreData = moreData };
    }

    /// <summary>Reads a Target or Source.</summary>
    /// <param name="reader">Stands in it.</param>
    /// <param name="repeats">True where other messages are likely to have the same address: that of an Item names a node, that of a header a single handset.</param>
    public static Location ReadLocation<T>(ref ElementReader<T> reader, bool repeats)
        where T : ITokenSource, allows ref struct
    {
        Location? address = null;
        string? other = null;
        string? name = null;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.LocURI when repeats: address = reader.Address(); break;
                case Tag.LocURI: other = reader.Text(); break;
                case Tag.LocName: name = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return address is not null && name is null ? address : new Location(address?.LocUri ?? other ?? "", name);
    }

    public static Meta ReadMeta<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        string? format = null, type = null, mark = null, version = null, nextNonce = null;
        long? size = null, maxMsgSize = null, maxObjSize = null;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.Format: format = reader.Text(); break;
                case Tag.Type: type = reader.Text(); break;
                case Tag.Mark: mark = reader.Text(); break;
                case Tag.Version: version = reader.Text(); break;
                case Tag.NextNonce: nextNonce = reader.Nonce(); break;
                case Tag.Size: size = reader.Number(); break;
                case Tag.MaxMsgSize: maxMsgSize = reader.Number(); break;
                case Tag.MaxObjSize: maxObjSize = reader.Number(); break;
                // Some writers put the document element of MetInf between Meta and its children.
                case Tag.MetInf: return ReadWrapped(ref reader);
                default: reader.Skip(); break;
            }
        }

        return new Meta
        {
            Format = format,
            Type = type,
            Mark = mark,
            Version = version,
            Size = size,
            NextNonce = nextNonce,
            MaxMsgSize = maxMsgSize,
            MaxObjSize = maxObjSize,
        };
    }

    public static Cred ReadCred<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        Meta? meta = null;
        ItemData data = default;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.Meta: meta = ReadMeta(ref reader); break;
                case Tag.Data: data = reader.Value(); break;
                default: reader.Skip(); break;
            }
        }

        return new Cred(meta, data);
    }

    /// <summary>A challenge without a type is kept with an empty one: the session, not the codec, refuses it.</summary>
    public static Chal ReadChal<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        string? type = null, format = null, nextNonce = null;
        while (reader.NextChild(out Tag tag))
        {
            if (tag == Tag.Meta) ReadDemand(ref reader, ref type, ref format, ref nextNonce);
            else reader.Skip();
        }

        return new Chal(type ?? "", format, nextNonce);
    }

    /// <summary>The Meta of a challenge; of all it may hold a challenge keeps these three.</summary>
    private static void ReadDemand<T>(ref ElementReader<T> reader, ref string? type, ref string? format, ref string? nextNonce)
        where T : ITokenSource, allows ref struct
    {
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.Type: type = reader.Text(); break;
                case Tag.Format: format = reader.Text(); break;
                case Tag.NextNonce: nextNonce = reader.Nonce(); break;
                case Tag.MetInf: ReadDemand(ref reader, ref type, ref format, ref nextNonce); break;
                default: reader.Skip(); break;
            }
        }
    }

    private static Meta ReadWrapped<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        Meta meta = ReadMeta(ref reader);
        while (reader.NextChild(out _)) reader.Skip();
        return meta;
    }
}

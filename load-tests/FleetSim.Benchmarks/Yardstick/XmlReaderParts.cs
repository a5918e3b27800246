using System.Globalization;
using System.Xml;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Benchmarks.Yardstick;

/// <summary>Item, Meta, Location, Cred and Chal by XmlReader.</summary>
internal static class XmlReaderParts
{
    public static Item ReadItem(XmlReader reader)
    {
        Location? target = null, source = null;
        Meta? meta = null;
        ItemData? data = null;
        bool moreData = false;
        for (string? name = XmlReaderFeed.First(reader); name is not null; name = XmlReaderFeed.Next(reader))
        {
            switch (name)
            {
                case "Target": target = ReadLocation(reader); break;
                case "Source": source = ReadLocation(reader); break;
                case "Meta": meta = ReadMeta(reader); break;
                case "Data": data = new ItemData(reader.ReadElementContentAsString()); break;
                case "MoreData": moreData = true; reader.Skip(); break;
                default: reader.Skip(); break;
            }
        }

        return new Item { Target = target, Source = source, Meta = meta, Data = data, MoreData = moreData };
    }

    public static Location ReadLocation(XmlReader reader)
    {
        string uri = "";
        string? locName = null;
        for (string? name = XmlReaderFeed.First(reader); name is not null; name = XmlReaderFeed.Next(reader))
        {
            if (name == "LocURI") uri = reader.ReadElementContentAsString();
            else if (name == "LocName") locName = reader.ReadElementContentAsString();
            else reader.Skip();
        }

        return new Location(uri, locName);
    }

    public static Meta ReadMeta(XmlReader reader)
    {
        string? format = null, type = null, mark = null, version = null, nonce = null;
        long? size = null, maxMsg = null, maxObj = null;
        for (string? name = XmlReaderFeed.First(reader); name is not null; name = XmlReaderFeed.Next(reader))
        {
            switch (name)
            {
                case "Format": format = reader.ReadElementContentAsString(); break;
                case "Type": type = reader.ReadElementContentAsString(); break;
                case "Mark": mark = reader.ReadElementContentAsString(); break;
                case "Version": version = reader.ReadElementContentAsString(); break;
                case "NextNonce": nonce = reader.ReadElementContentAsString(); break;
                case "Size": size = Number(reader); break;
                case "MaxMsgSize": maxMsg = Number(reader); break;
                case "MaxObjSize": maxObj = Number(reader); break;
                default: reader.Skip(); break;
            }
        }

        return new Meta { Format = format, Type = type, Mark = mark, Version = version, NextNonce = nonce, Size = size, MaxMsgSize = maxMsg, MaxObjSize = maxObj };
    }

    public static Cred ReadCred(XmlReader reader)
    {
        Meta? meta = null;
        ItemData data = default;
        for (string? name = XmlReaderFeed.First(reader); name is not null; name = XmlReaderFeed.Next(reader))
        {
            if (name == "Meta") meta = ReadMeta(reader);
            else if (name == "Data") data = new ItemData(reader.ReadElementContentAsString());
            else reader.Skip();
        }

        return new Cred(meta, data);
    }

    public static Chal ReadChal(XmlReader reader)
    {
        Meta? meta = null;
        for (string? name = XmlReaderFeed.First(reader); name is not null; name = XmlReaderFeed.Next(reader))
        {
            if (name == "Meta") meta = ReadMeta(reader);
            else reader.Skip();
        }

        return new Chal(meta?.Type ?? "", meta?.Format, meta?.NextNonce);
    }

    private static long Number(XmlReader reader) => long.Parse(reader.ReadElementContentAsString(), CultureInfo.InvariantCulture);
}

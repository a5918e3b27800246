using System.Globalization;
using System.Xml;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Benchmarks.Yardstick;

/// <summary>
/// The message model filled by System.Xml.XmlReader: the straightforward program that the own XML codec is compared with.
/// It reads what DM messages of the samples have and refuses nothing.
/// </summary>
public static class XmlReaderFeed
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true, IgnoreComments = true, CloseInput = false };

    public static SyncMlMessage Read(byte[] xml)
    {
        using MemoryStream stream = new(xml, writable: false);
        using XmlReader reader = XmlReader.Create(stream, Settings);
        reader.MoveToContent();
        SyncHdr? header = null;
        List<Command> commands = [];
        bool final = false;
        for (string? part = First(reader); part is not null; part = Next(reader))
        {
            if (part == "SyncHdr") header = ReadHeader(reader);
            else if (part == "SyncBody") final = ReadCommands(reader, commands);
            else reader.Skip();
        }

        return new SyncMlMessage(header!, commands, final);
    }

    /// <summary>Steps into the current element: the name of its first child, null when it has none. Whoever takes a name consumes that child whole.</summary>
    internal static string? First(XmlReader reader)
    {
        bool empty = reader.IsEmptyElement;
        reader.Read();
        return empty ? null : Next(reader);
    }

    /// <summary>The name of the child at hand; null behind the last one, and the parent is left.</summary>
    internal static string? Next(XmlReader reader)
    {
        while (reader.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement)) reader.Read();
        if (reader.NodeType == XmlNodeType.Element) return reader.LocalName;
        reader.Read();
        return null;
    }

    private static SyncHdr ReadHeader(XmlReader reader)
    {
        string verDtd = "", verProto = "", sessionId = "", msgId = "";
        string? respUri = null;
        Location? target = null, source = null;
        Cred? cred = null;
        Meta? meta = null;
        bool noResp = false;
        for (string? name = First(reader); name is not null; name = Next(reader))
        {
            switch (name)
            {
                case "VerDTD": verDtd = reader.ReadElementContentAsString(); break;
                case "VerProto": verProto = reader.ReadElementContentAsString(); break;
                case "SessionID": sessionId = reader.ReadElementContentAsString(); break;
                case "MsgID": msgId = reader.ReadElementContentAsString(); break;
                case "RespURI": respUri = reader.ReadElementContentAsString(); break;
                case "Target": target = XmlReaderParts.ReadLocation(reader); break;
                case "Source": source = XmlReaderParts.ReadLocation(reader); break;
                case "Cred": cred = XmlReaderParts.ReadCred(reader); break;
                case "Meta": meta = XmlReaderParts.ReadMeta(reader); break;
                case "NoResp": noResp = true; reader.Skip(); break;
                default: reader.Skip(); break;
            }
        }

        return new SyncHdr { VerDtd = verDtd, VerProto = verProto, SessionId = sessionId, MsgId = new MsgId(msgId), RespUri = respUri, Target = target!, Source = source!, Cred = cred, Meta = meta, NoResp = noResp };
    }

    private static bool ReadCommands(XmlReader reader, List<Command> commands)
    {
        bool final = false;
        for (string? name = First(reader); name is not null; name = Next(reader))
        {
            if (name == "Final")
            {
                final = true;
                reader.Skip();
            }
            else if (ReadCommand(reader, name) is { } command)
            {
                commands.Add(command);
            }
            else
            {
                reader.Skip();
            }
        }

        return final;
    }

    private static Command? ReadCommand(XmlReader reader, string name)
    {
        if (name is not ("Status" or "Results" or "Alert" or "Get" or "Add" or "Replace" or "Delete" or "Copy" or "Exec" or "Atomic" or "Sequence")) return null;
        CommandParts p = default;
        for (string? child = First(reader); child is not null; child = Next(reader))
        {
            switch (child)
            {
                case "CmdID": p.CmdId = new CmdId(reader.ReadElementContentAsString()); break;
                case "MsgRef": p.MsgRef = new MsgId(reader.ReadElementContentAsString()); break;
                case "CmdRef": p.CmdRef = new CmdId(reader.ReadElementContentAsString()); break;
                case "Cmd": p.Cmd = reader.ReadElementContentAsString(); break;
                case "TargetRef": (p.TargetRefs ??= []).Add(reader.ReadElementContentAsString()); break;
                case "SourceRef": (p.SourceRefs ??= []).Add(reader.ReadElementContentAsString()); break;
                case "Data": p.Code = int.Parse(reader.ReadElementContentAsString(), CultureInfo.InvariantCulture); break;
                case "Correlator": p.Correlator = reader.ReadElementContentAsString(); break;
                case "Meta": p.Meta = XmlReaderParts.ReadMeta(reader); break;
                case "Chal": p.Chal = XmlReaderParts.ReadChal(reader); break;
                case "Cred": p.Cred = XmlReaderParts.ReadCred(reader); break;
                case "Item": (p.Items ??= []).Add(XmlReaderParts.ReadItem(reader)); break;
                default:
                    if (ReadCommand(reader, child) is { } inner) (p.Commands ??= []).Add(inner);
                    else reader.Skip();
                    break;
            }
        }

        return p.Build(name);
    }
}

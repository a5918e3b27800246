using System.Globalization;
using System.Text;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Cmpp;
using FleetSim.Protocol.DevInf;
using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Smpp;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.Cmpp;
using FleetSim.Protocol.Tests.DevInf;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.Vectors;

/// <summary>Reads a vector as what its row says it is, and puts what came out into one line.</summary>
internal static class VectorReading
{
    public static string Of(string reader, string file, byte[] octets)
    {
        SyncMlEncoding encoding = file.EndsWith(".wbxml", StringComparison.Ordinal) ? SyncMlEncoding.Wbxml : SyncMlEncoding.Xml;
        return reader switch
        {
            "message" => Message(octets, encoding),
            "tree" => Tree(octets, encoding),
            "devinf" => Line(DevInfCodec.Decode(octets, encoding), DevInfCodecTests.Text),
            "provisioning" => Line(ProvisioningCodec.Decode(octets, encoding), document => $"provisioning {document.Version}: {string.Join(' ', document.Characteristics.Select(Shape))}"),
            "package0" => Line(Package0Codec.Decode(octets), signed =>
                $"notification version {signed.Content.Version}, session {signed.Content.SessionId:X}, {signed.Content.UiMode}, {signed.Content.Initiator}, server {signed.Content.ServerId}, {signed.VendorOctets.Length} vendor octets"),
            "acl" => AccessLists(octets),
            "object" => ObjectInChunks(octets),
            "log" => string.Join(" / ", LogMessages.In(octets).Select(message => Message(message.Octets, message.Encoding))),
            "smpp" => Pdus(octets),
            "cmpp" => CmppMessages(octets),
            _ => throw new InvalidOperationException($"no reader is called {reader}"),
        };
    }

    private static string Message(byte[] octets, SyncMlEncoding encoding)
    {
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, encoding, null, out SyncMlOddities oddities);
        return Line(decoded, message => $"message {message.Header.VerDtd} {message.Header.VerProto}: {Names(message.Commands)}{(message.Final ? ", Final" : "")}{Odd(oddities)}");
    }

    private static string Tree(byte[] octets, SyncMlEncoding encoding)
    {
        Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(octets, encoding, null, out SyncMlOddities oddities);
        return Line(decoded, tree => $"tree {tree.VerDtd}: {tree.Locate(".").Count} nodes{Odd(oddities)}");
    }

    private static string Line<T>(Decoded<T> decoded, Func<T, string> told) => decoded.IsDone ? told(decoded.Value) : $"refused at {decoded.Offset}: {decoded.Reason}";

    private static string Names(IReadOnlyList<Command> commands) =>
        string.Join(' ', commands.Select(command => command switch
        {
            Command.Group group => $"{command.Name}({Names(group.Commands)})",
            Command.Status status => $"{command.Name}:{status.Code}",
            Command.Alert alert => $"{command.Name}:{alert.Code}",
            _ => command.Name,
        }));

    private static string Odd(SyncMlOddities oddities)
    {
        (int Count, string What)[] all = [(oddities.UnknownElements, "unknown"), (oddities.UnsupportedCommands, "unsupported"), (oddities.BareAmpersands, "bare ampersands"), (oddities.TrailingOctets, "octets behind")];
        string text = string.Join(", ", all.Where(one => one.Count > 0).Select(one => $"{one.Count} {one.What}"));
        return text.Length == 0 ? "" : "; " + text;
    }

    private static string Shape(Characteristic characteristic) =>
        characteristic.Type + (characteristic.Characteristics.Count == 0 ? "" : $"({string.Join(' ', characteristic.Characteristics.Select(Shape))})");

    private static string AccessLists(byte[] octets)
    {
        string[] lines = Encoding.UTF8.GetString(octets).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join("; ", lines.Select(line => line.StartsWith('[') ? line : Line(Acl.Parse(line), acl => $"access list {acl}")));
    }

    /// <summary>Any file may be the value of a node: it goes out in chunks of seven octets and must come in whole.</summary>
    private static string ObjectInChunks(byte[] octets)
    {
        const int Chunk = 7;
        ObjectReceiver receiver = new(octets.Length);
        ObjectStep step = default;
        int chunks = 0;
        for (int at = 0; at < octets.Length; at += Chunk, chunks++)
        {
            bool more = at + Chunk < octets.Length;
            Meta meta = new() { Format = "chr", Size = at == 0 ? octets.Length : null };
            step = receiver.Receive("Replace", new Item { Target = new Location("./A"), Meta = meta, Data = new ItemData(octets[at..Math.Min(octets.Length, at + Chunk)]), MoreData = more });
        }

        bool same = step.Object?.Data is { } data && data.Octets.AsSpan().SequenceEqual(octets);
        return string.Create(CultureInfo.InvariantCulture, $"{step.Outcome}, {octets.Length} octets in {chunks} chunks{(same ? "" : ", CHANGED")}");
    }

    private static string Pdus(byte[] octets)
    {
        List<string> names = [];
        foreach (string line in Encoding.ASCII.GetString(octets).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            ReadOnlySpan<byte> rest = Convert.FromHexString(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].Trim());
            for (Decoded<SmppPdu> decoded = SmppCodec.Decode(rest); !rest.IsEmpty; decoded = SmppCodec.Decode(rest))
            {
                if (!decoded.IsDone) return $"refused: {decoded.Status} {decoded.Reason}";
                names.Add(decoded.Value is SmppPdu.MessageResponse or SmppPdu.BindResponse ? $"{decoded.Value.GetType().Name} {decoded.Value.Status:X}" : decoded.Value.GetType().Name);
                rest = rest[decoded.Consumed..];
            }
        }

        return Counted("PDUs", names);
    }

    private static string CmppMessages(byte[] octets) => Counted("messages", [.. CmppLines.In(octets).Select(line => Told(CmppCodecTests.Read(line.Octets, line.Version), line.Version))]);

    private static string Told(CmppPdu pdu, CmppVersion version) => $"{pdu.GetType().Name}{(pdu is CmppPdu.ConnectResponse { Status: not 0 } refused ? $" status {refused.Status}" : "")} {(byte)version:X}";

    private static string Counted(string what, List<string> names) =>
        $"{names.Count} {what}: " + string.Join(", ", names.CountBy(name => name).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value} {count.Key}"));
}

using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>A message as text, every field of it: what tests compare, because lists compare by reference.</summary>
internal static class ModelText
{
    public static string Of(SyncMlMessage message)
    {
        StringBuilder text = new();
        SyncHdr header = message.Header;
        text.AppendLine($"SyncHdr {header.VerDtd} {header.VerProto} session={header.SessionId} msg={header.MsgId} target={Of(header.Target)} source={Of(header.Source)}"
            + $"{Field("respUri", header.RespUri)}{(header.NoResp ? " noResp" : "")}{Of(header.Cred)}{Of(header.Meta)}");
        Append(text, message.Commands, "");
        text.AppendLine(message.Final ? "Final" : "not Final");
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<Command> commands, string indent)
    {
        foreach (Command command in commands)
        {
            text.AppendLine($"{indent}{command.Name} {command.CmdId}{Fields(command)}");
            foreach (Item item in Items(command)) text.AppendLine($"{indent}  {Of(item)}");
            if (command is Command.Group group) Append(text, group.Commands, indent + "  ");
        }
    }

    private static string Fields(Command command) => command switch
    {
        Command.Status s => $" msgRef={s.MsgRef} cmdRef={s.CmdRef} cmd={s.Cmd} targets=[{string.Join('|', s.TargetRefs)}] sources=[{string.Join('|', s.SourceRefs)}]"
            + $"{Of(s.Cred)}{(s.Chal is null ? "" : $" chal({s.Chal.Type},{s.Chal.Format ?? "-"},{s.Chal.NextNonce ?? "-"})")} code={s.Code}",
        Command.Results r => $"{Field("msgRef", r.MsgRef?.Text)} cmdRef={r.CmdRef}{Of(r.Meta)}{Field("target", r.TargetRef)}{Field("source", r.SourceRef)}",
        Command.Alert a => $" code={a.Code}{Field("correlator", a.Correlator)}",
        Command.Exec e => $"{Of(e.Meta)}{Field("correlator", e.Correlator)}",
        Command.OverItems o => Of(o.Meta),
        Command.Group g => Of(g.Meta),
        _ => throw new InvalidOperationException(command.Name),
    };

    private static IReadOnlyList<Item> Items(Command command) => command switch
    {
        Command.Status s => s.Items,
        Command.Results r => r.Items,
        Command.Alert a => a.Items,
        Command.OverItems o => o.Items,
        _ => [],
    };

    private static string Of(Item item) =>
        $"Item{(item.Target is null ? "" : " target=" + Of(item.Target))}{(item.Source is null ? "" : " source=" + Of(item.Source))}{Of(item.Meta)}"
        + $"{(item.Data is { } data ? " data=" + Of(data) : "")}{(item.MoreData ? " more" : "")}";

    private static string Of(Location location) => location.LocUri + (location.LocName is null ? "" : $"({location.LocName})");

    private static string Of(Cred? cred) => cred is null ? "" : $" cred({Of(cred.Meta)} {Of(cred.Data)})";

    private static string Of(Meta? meta) => meta is null
        ? ""
        : $" meta({Field("format", meta.Format)}{Field("type", meta.Type)}{Field("mark", meta.Mark)}{Field("version", meta.Version)}{Field("size", meta.Size?.ToString())}"
            + $"{Field("nonce", meta.NextNonce)}{Field("maxMsg", meta.MaxMsgSize?.ToString())}{Field("maxObj", meta.MaxObjSize?.ToString())})";

    // Octets, not text: invalid UTF-8 must not look equal to its replacement.
    private static string Of(ItemData data) =>
        data.Octets.All(octet => octet is >= 0x20 and < 0x7F and not (byte)'\\')
            ? $"\"{data.Text}\""
            : "\"" + string.Concat(data.Octets.Select(octet => octet is >= 0x20 and < 0x7F and not (byte)'\\' ? ((char)octet).ToString() : $"\\{octet:X2}")) + "\"";

    private static string Field(string name, string? value) => value is null ? "" : $" {name}={value}";
}

using System.Text;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.Tnds;

/// <summary>A tree as text with every field, one node a line: equal texts, equal trees.</summary>
internal static class TreeText
{
    public static string Of(MgmtTree tree)
    {
        StringBuilder text = new();
        text.Append($"MgmtTree {tree.VerDtd} man={tree.Man ?? "-"} mod={tree.Mod ?? "-"}\n");
        foreach (MgmtNode node in tree.Nodes) Append(text, node, 1);
        return text.ToString();
    }

    private static void Append(StringBuilder text, MgmtNode node, int depth)
    {
        text.Append(new string(' ', depth * 2)).Append($"\"{node.Name}\"");
        Append(text, "path", node.Path);
        Append(text, "acl", node.Acl);
        Append(text, "format", node.Format);
        Append(text, "title", node.Title);
        Append(text, "tstamp", node.TStamp);
        Append(text, "type", node.Type is { } type ? Of(type) : null);
        Append(text, "verno", node.VerNo);
        // Text and octets with the same UTF-8 form are the same value.
        if (node.Value is { } value) text.Append(!System.Text.Unicode.Utf8.IsValid(value.Octets) ? $" value=x'{Convert.ToHexString(value.Octets)}'" : $" value=\"{value.Text}\"");
        if (node.Description is { } description) Append(text, description);
        text.Append('\n');
        foreach (MgmtNode child in node.Children) Append(text, child, depth + 1);
    }

    private static void Append(StringBuilder text, DfProperties df)
    {
        text.Append($" df({df.Access}");
        Append(text, "default", df.DefaultValue);
        Append(text, "description", df.Description);
        Append(text, "format", df.Format);
        Append(text, "occurs", df.Occurrence is { } occurrence ? $"{occurrence.Kind}/{occurrence.Most}" : null);
        Append(text, "permanent", df.IsPermanent?.ToString());
        Append(text, "title", df.Title);
        Append(text, "types", df.Types.Count == 0 ? null : string.Join(',', df.Types.Select(Of)));
        Append(text, "case", df.IsCaseSensitive?.ToString());
        text.Append(')');
    }

    private static void Append(StringBuilder text, string name, string? value)
    {
        if (value is not null) text.Append($" {name}=\"{value}\"");
    }

    private static string Of(NodeType type) => type.IsDdfName ? $"DDFName:{type.Name}" : $"MIME:{type.Name}";
}

using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tnds;

/// <summary>Reads a Node with its subtree; the depth limit of the source bounds the recursion.</summary>
internal static class MgmtNodeReader
{
    public static MgmtNode Read<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        reader.CountItem();
        MgmtNode node = new() { Name = "" };
        Gathered<MgmtNode> children = default;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.DdfNodeName: node = node with { Name = reader.Text() }; break;
                case Tag.DdfPath: node = node with { Path = reader.Text() }; break;
                case Tag.DdfRTProperties: node = ReadProperties(ref reader, node); break;
                case Tag.DdfDFProperties: node = node with { Description = DfPropertiesReader.Read(ref reader) }; break;
                case Tag.DdfValue: node = node with { Value = reader.Value() }; break;
                case Tag.DdfNode: children.Add(Read(ref reader)); break;
                default: reader.SkipUnsupported(); break;
            }
        }

        MgmtNode[] below = children.Take();
        return WithOwnFormat(below.Length == 0 ? node : node with { Children = below });
    }

    /// <summary>The names inside Type or DFType.</summary>
    public static NodeType[] ReadTypes<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        List<NodeType>? types = null;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.DdfMIME: (types ??= []).Add(NodeType.Mime(reader.Text())); break;
                case Tag.DdfDDFName: (types ??= []).Add(NodeType.DdfName(reader.Text())); break;
                default: reader.SkipUnsupported(); break;
            }
        }

        return types is null ? [] : [.. types];
    }

    private static MgmtNode ReadProperties<T>(ref ElementReader<T> reader, MgmtNode node)
        where T : ITokenSource, allows ref struct
    {
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.DdfACL: node = node with { Acl = reader.Text() }; break;
                case Tag.DdfFormat: node = node with { Format = FormatElement.Read(ref reader) }; break;
                case Tag.DdfTitle: node = node with { Title = reader.Text() }; break;
                case Tag.DdfTStamp: node = node with { TStamp = reader.Text() }; break;
                case Tag.DdfType: node = node with { Type = ReadTypes(ref reader) is [NodeType first, ..] ? first : null }; break;
                case Tag.DdfVerNo: node = node with { VerNo = reader.Text() }; break;
                default: reader.SkipUnsupported(); break;
            }
        }

        return node;
    }

    /// <summary>b64 is how octets travel through text; the node's own format is bin. Spec: OMA-TS-DM_RepPro-V1_2_1, 6.4 (Format).</summary>
    private static MgmtNode WithOwnFormat(MgmtNode node)
    {
        if (node is not { Format: "b64", Value: { } value }) return node;
        byte[] octets = new byte[value.Text.Length];
        return Convert.TryFromBase64String(value.Text, octets, out int length)
            ? node with { Format = "bin", Value = new ItemData(octets[..length]) }
            : node;
    }
}

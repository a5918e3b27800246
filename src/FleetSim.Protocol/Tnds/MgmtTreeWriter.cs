using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.Tnds;

/// <summary>Writes a tree in the order of elements that the DTD gives, into any wire form.</summary>
internal static class MgmtTreeWriter
{
    public static void Write<T>(ref T sink, MgmtTree tree)
        where T : ITokenSink, allows ref struct
    {
        sink.Start(Tag.DdfMgmtTree);
        Leaf.Write(ref sink, Tag.DdfVerDTD, tree.VerDtd);
        Leaf.Write(ref sink, Tag.DdfMan, tree.Man);
        Leaf.Write(ref sink, Tag.DdfMod, tree.Mod);
        foreach (MgmtNode node in tree.Nodes) WriteNode(ref sink, node);
        sink.End(Tag.DdfMgmtTree);
    }

    public static void WriteTypes<T>(ref T sink, Tag element, params ReadOnlySpan<NodeType> types)
        where T : ITokenSink, allows ref struct
    {
        if (types.IsEmpty) return;
        sink.Start(element);
        foreach (NodeType type in types) Leaf.Write(ref sink, type.IsDdfName ? Tag.DdfDDFName : Tag.DdfMIME, type.Name);
        sink.End(element);
    }

    private static void WriteNode<T>(ref T sink, MgmtNode node)
        where T : ITokenSink, allows ref struct
    {
        node = ForSink(ref sink, node);
        sink.Start(Tag.DdfNode);
        Leaf.Write(ref sink, Tag.DdfNodeName, node.Name);
        Leaf.Write(ref sink, Tag.DdfPath, node.Path);
        if (node.HasRunTimeProperties) WriteProperties(ref sink, node);
        if (node.Description is { } description) DfPropertiesWriter.Write(ref sink, description);
        foreach (MgmtNode child in node.Children) WriteNode(ref sink, child);
        if (node.Value is { } value) Leaf.Write(ref sink, Tag.DdfValue, in value);
        sink.End(Tag.DdfNode);
    }

    private static void WriteProperties<T>(ref T sink, MgmtNode node)
        where T : ITokenSink, allows ref struct
    {
        sink.Start(Tag.DdfRTProperties);
        Leaf.Write(ref sink, Tag.DdfACL, node.Acl);
        FormatElement.Write(ref sink, Tag.DdfFormat, node.Format);
        Leaf.Write(ref sink, Tag.DdfTitle, node.Title);
        Leaf.Write(ref sink, Tag.DdfTStamp, node.TStamp);
        if (node.Type is { } type) WriteTypes(ref sink, Tag.DdfType, type);
        Leaf.Write(ref sink, Tag.DdfVerNo, node.VerNo);
        sink.End(Tag.DdfRTProperties);
    }

    /// <summary>Octets that a text form cannot hold, and all octets of a bin node, travel as base64 under Format b64 there.</summary>
    private static MgmtNode ForSink<T>(ref T sink, MgmtNode node)
        where T : ITokenSink, allows ref struct
    {
        if (sink.CarriesOctets || node.Value is not { IsOctets: true } value) return node;
        return node.Format == "bin" || !XmlText.CanHold(value.Octets)
            ? node with { Format = "b64", Value = new ItemData(Convert.ToBase64String(value.Octets)) }
            : node;
    }
}

using FleetSim.Protocol;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.DevInf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Decode;

/// <summary>Management trees (TNDS and device descriptions, which share their document type), device information and client provisioning.</summary>
internal static class MoreDocuments
{
    private const byte ProvisioningPublicId = 0x0B;

    public static IReadOnlyList<DocumentKind> Kinds { get; } =
    [
        new("tree-xml", "management tree (TNDS) or device description (DDF) in XML", octets => DocumentKinds.Root(octets) == "MgmtTree", octets => Tree(octets, SyncMlEncoding.Xml)),
        new("provisioning-xml", "OMA client provisioning in XML", octets => DocumentKinds.Root(octets) == "wap-provisioningdoc", octets => Provisioning(octets, SyncMlEncoding.Xml)),
        new("tree-wbxml", "management tree (TNDS) or device description (DDF) in WBXML", LooksLikeTree, octets => Tree(octets, SyncMlEncoding.Wbxml)),
        new("provisioning-wbxml", "OMA client provisioning in WBXML", octets => octets is [1 or 2 or 3, ProvisioningPublicId, ..], octets => Provisioning(octets, SyncMlEncoding.Wbxml)),
        new("devinf-xml", "DevInf document in XML", octets => DocumentKinds.Root(octets) == "DevInf", DeviceInformation),
    ];

    /// <summary>The reader for the body of a push; null when none of these kinds has that content type.</summary>
    public static DocumentReader? ForContentType(string contentType) => contentType switch
    {
        ProvisioningCodec.WbxmlMediaType => octets => Provisioning(octets, SyncMlEncoding.Wbxml),
        ProvisioningCodec.XmlMediaType => octets => Provisioning(octets, SyncMlEncoding.Xml),
        MgmtTreeCodec.TndsWbxml or MgmtTreeCodec.DdfWbxml => octets => Tree(octets, SyncMlEncoding.Wbxml),
        MgmtTreeCodec.TndsXml or MgmtTreeCodec.DdfXml => octets => Tree(octets, SyncMlEncoding.Xml),
        _ => null,
    };

    /// <summary>A tree's public id is always text: it stands in the string table right behind the header.</summary>
    private static bool LooksLikeTree(ReadOnlySpan<byte> octets) =>
        octets is [1 or 2 or 3, 0, ..] && octets[..Math.Min(octets.Length, 64)].IndexOf("DDF"u8) > 0;

    private static Decoded<Document> Tree(ReadOnlySpan<byte> octets, SyncMlEncoding encoding)
    {
        Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(octets, encoding, null, out SyncMlOddities oddities);
        if (!decoded.IsDone) return MarkupDocuments.Passed<MgmtTree, Document>(decoded);
        MgmtTree tree = decoded.Value;
        Document document = MarkupDocuments.Whole("tree", Form(encoding), octets.Length, MgmtTreeCodec.Encode(tree, SyncMlEncoding.Xml)) with
        {
            Oddities = [.. MarkupDocuments.Describe(oddities)],
            Rewrite = (to, style) => MgmtTreeCodec.Encode(tree, to, style),
        };
        return Decoded.Done(document, octets.Length);
    }

    private static Decoded<Document> Provisioning(ReadOnlySpan<byte> octets, SyncMlEncoding encoding)
    {
        Decoded<ProvisioningDocument> decoded = ProvisioningCodec.Decode(octets, encoding);
        if (!decoded.IsDone) return MarkupDocuments.Passed<ProvisioningDocument, Document>(decoded);
        ProvisioningDocument provisioning = decoded.Value;
        Document document = MarkupDocuments.Whole("provisioning", Form(encoding), octets.Length, ProvisioningCodec.Encode(provisioning, SyncMlEncoding.Xml)) with
        {
            Rewrite = (to, _) => ProvisioningCodec.Encode(provisioning, to),
        };
        return Decoded.Done(document, octets.Length);
    }

    /// <summary>Shown as it came: nothing writes DevInf.</summary>
    private static Decoded<Document> DeviceInformation(ReadOnlySpan<byte> octets)
    {
        Decoded<DevInfElement> decoded = DevInfCodec.Decode(octets, SyncMlEncoding.Xml, null, out SyncMlOddities oddities);
        if (!decoded.IsDone) return MarkupDocuments.Passed<DevInfElement, Document>(decoded);
        return Decoded.Done(MarkupDocuments.Whole("devinf", "xml", octets.Length, octets.ToArray()) with { Oddities = [.. MarkupDocuments.Describe(oddities)] }, octets.Length);
    }

    private static string Form(SyncMlEncoding encoding) => encoding == SyncMlEncoding.Wbxml ? "wbxml" : "xml";
}

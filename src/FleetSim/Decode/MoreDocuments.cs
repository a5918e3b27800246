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
        new("devinf-xml", "DevInf document in XML", octets => DocumentKinds.Root(octets) == "DevInf", octets => DeviceInformation(octets, SyncMlEncoding.Xml)),
        new("devinf-wbxml", "DevInf document in WBXML", LooksLikeDeviceInformation, octets => DeviceInformation(octets, SyncMlEncoding.Wbxml)),
    ];

    /// <summary>The reader for the body of a push; null when none of these kinds has that content type.</summary>
    public static DocumentReader? ForContentType(string contentType) => contentType switch
    {
        ProvisioningCodec.WbxmlMediaType => octets => Provisioning(octets, SyncMlEncoding.Wbxml),
        ProvisioningCodec.XmlMediaType => octets => Provisioning(octets, SyncMlEncoding.Xml),
        MgmtTreeCodec.TndsWbxml or MgmtTreeCodec.DdfWbxml => octets => Tree(octets, SyncMlEncoding.Wbxml),
        MgmtTreeCodec.TndsXml or MgmtTreeCodec.DdfXml => octets => Tree(octets, SyncMlEncoding.Xml),
        DevInfCodec.WbxmlMediaType => octets => DeviceInformation(octets, SyncMlEncoding.Wbxml),
        DevInfCodec.XmlMediaType => octets => DeviceInformation(octets, SyncMlEncoding.Xml),
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

    /// <summary>Public id 0x0FD2, 0x0FD4 or 0x1203, or its text at the beginning of the string table.</summary>
    private static bool LooksLikeDeviceInformation(ReadOnlySpan<byte> octets) =>
        octets is [>= 1 and <= 4, 0x9F, 0x52 or 0x54, ..] or [>= 1 and <= 4, 0xA4, 0x03, ..] || (octets is [>= 1 and <= 4, 0, ..] && octets[..Math.Min(octets.Length, 64)].IndexOf("DTD DevInf"u8) > 0);

    private static Decoded<Document> DeviceInformation(ReadOnlySpan<byte> octets, SyncMlEncoding encoding)
    {
        Decoded<DevInfElement> decoded = DevInfCodec.Decode(octets, encoding, null, out SyncMlOddities oddities);
        if (!decoded.IsDone) return MarkupDocuments.Passed<DevInfElement, Document>(decoded);
        DevInfElement root = decoded.Value;
        Document document = MarkupDocuments.Whole("devinf", Form(encoding), octets.Length, DevInfCodec.Encode(root, SyncMlEncoding.Xml)) with
        {
            Oddities = [.. MarkupDocuments.Describe(oddities)],
            Rewrite = (to, style) => DevInfCodec.Encode(root, to, style),
        };
        return Decoded.Done(document, octets.Length);
    }

    private static string Form(SyncMlEncoding encoding) => encoding == SyncMlEncoding.Wbxml ? "wbxml" : "xml";
}

using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Wbxml;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.Tnds;

/// <summary>
/// Management trees (TNDS) and device descriptions (DDF) to octets and back, as documents of their own and as the Data of an Item.
/// In WBXML the public id is always text, the elements are those of code page 2. Spec: OMA-TS-DM_TNDS-V1_2; OMA-TS-DM_TND-V1_2_1, 9 and 10.
/// </summary>
public static class MgmtTreeCodec
{
    public const string TndsXml = "application/vnd.syncml.dmtnds+xml";
    public const string TndsWbxml = "application/vnd.syncml.dmtnds+wbxml";
    public const string DdfXml = "application/vnd.syncml.dmddf+xml";
    public const string DdfWbxml = "application/vnd.syncml.dmddf+wbxml";

    /// <summary>Reads one whole document. A broken or shortened one is Invalid with the octet position of the fault; nothing is thrown.</summary>
    public static Decoded<MgmtTree> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits = null) =>
        Decode(octets, encoding, limits, out _);

    /// <summary>As the shorter form, and tells what was passed over: elements of no vocabulary, and those that have no place where they stand.</summary>
    public static Decoded<MgmtTree> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits, out SyncMlOddities oddities) =>
        DocumentDecoder.Decode<MgmtTreeReader, MgmtTree>(octets, encoding, limits, out oddities);

    /// <summary>
    /// Reads the tree in the Data of an Item, whichever way the sender put it there: as markup, as page-2 elements (both of which the message
    /// decoder turns into text), as CDATA or escaped text, as OPAQUE with a whole WBXML or XML document, or as either in base64.
    /// Positions count from the beginning of the data.
    /// </summary>
    /// <param name="format">Format from the Meta of the Item or of its command; it matters only when it is b64.</param>
    public static Decoded<MgmtTree> DecodeData(in ItemData data, string? format, SyncMlLimits? limits, out SyncMlOddities oddities)
    {
        byte[] octets = data.Octets;
        if (format == "b64" && FromBase64(data.Text) is { } decoded) octets = decoded;
        return Decode(octets, IsWbxml(octets) ? SyncMlEncoding.Wbxml : SyncMlEncoding.Xml, limits, out oddities);
    }

    public static Decoded<MgmtTree> DecodeData(in ItemData data, string? format = null, SyncMlLimits? limits = null) =>
        DecodeData(in data, format, limits, out _);

    /// <summary>Writes one whole document into an array of exactly its length.</summary>
    public static byte[] Encode(MgmtTree tree, SyncMlEncoding encoding, SyncMlStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        OctetWriter writer = Write(tree, encoding, new OctetWriter(null), style ?? SyncMlStyle.Default);
        byte[] octets = writer.Written.ToArray();
        writer.Dispose();
        return octets;
    }

    /// <summary>
    /// The tree as the Data of an Item: XML text (which a message written with <see cref="SyncMlStyle.Trees"/> Markup holds as elements), or a
    /// whole WBXML document as octets. The Item's Meta must say so: Format xml and type …+xml, or Format bin and type …+wbxml.
    /// </summary>
    public static ItemData ToData(MgmtTree tree, SyncMlEncoding encoding, SyncMlStyle? style = null)
    {
        style = (style ?? SyncMlStyle.Default) with { XmlDeclaration = false };
        byte[] octets = Encode(tree, encoding, style);
        return encoding == SyncMlEncoding.Wbxml ? new ItemData(octets) : new ItemData(Encoding.UTF8.GetString(octets));
    }

    // Every WBXML version octet is a control character, which no XML document begins with.
    private static bool IsWbxml(ReadOnlySpan<byte> octets) => octets is [< (byte)'\t', ..] && XmlProlog.Utf16(octets) is null;

    private static byte[]? FromBase64(string text)
    {
        byte[] octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out int length) ? octets[..length] : null;
    }

    private static OctetWriter Write(MgmtTree tree, SyncMlEncoding encoding, OctetWriter output, SyncMlStyle style)
    {
        if (encoding == SyncMlEncoding.Wbxml)
        {
            WbxmlTokenSink wbxml = new(output, style, StringTable.For(tree, style));
            wbxml.HeaderWithText();
            MgmtTreeWriter.Write(ref wbxml, tree);
            return wbxml.Output;
        }

        XmlTokenSink xml = new(output, style, dm11: false);
        xml.Declaration();
        MgmtTreeWriter.Write(ref xml, tree);
        return xml.Output;
    }
}

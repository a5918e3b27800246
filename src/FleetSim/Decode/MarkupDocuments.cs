using FleetSim.Protocol;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Decode;

/// <summary>Documents that have an XML form.</summary>
internal static class MarkupDocuments
{
    private static readonly SyncMlStyle Plain = new();

    public static Decoded<Document> SyncMlWbxml(ReadOnlySpan<byte> octets) => SyncMl(octets, SyncMlEncoding.Wbxml);

    public static Decoded<Document> SyncMlXml(ReadOnlySpan<byte> octets) => SyncMl(octets, SyncMlEncoding.Xml);

    public static Decoded<Document> Descriptor(ReadOnlySpan<byte> octets)
    {
        Decoded<DownloadDescriptor> decoded = DescriptorCodec.Decode(octets);
        return decoded.IsDone
            ? Decoded.Done(Whole("download", "xml", decoded.Consumed, DescriptorCodec.Encode(decoded.Value)), decoded.Consumed)
            : Passed<DownloadDescriptor, Document>(decoded);
    }

    /// <summary>The same fault, of another type of value.</summary>
    internal static Decoded<TTo> Passed<TFrom, TTo>(Decoded<TFrom> decoded) =>
        decoded.Status == DecodeStatus.NeedMore ? Decoded.NeedMore<TTo>() : Decoded.Invalid<TTo>(decoded.Offset, decoded.Reason!);

    internal static Document Whole(string kind, string form, int octets, byte[] xml) =>
        new(kind, form, 0, octets, XmlText.Fields(xml)) { Xml = XmlText.Indented(xml) };

    private static Decoded<Document> SyncMl(ReadOnlySpan<byte> octets, SyncMlEncoding encoding)
    {
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, encoding, null, out SyncMlOddities oddities);
        if (!decoded.IsDone) return Passed<SyncMlMessage, Document>(decoded);
        SyncMlMessage message = decoded.Value;
        Document document = Whole("syncml", encoding == SyncMlEncoding.Wbxml ? "wbxml" : "xml", octets.Length, SyncMlCodec.Encode(message, SyncMlEncoding.Xml, Plain)) with
        {
            Oddities = [.. Describe(oddities)],
            Message = message,
            Rewrite = (to, style) => SyncMlCodec.Encode(message, to, style),
        };
        return Decoded.Done(document, octets.Length);
    }

    internal static IEnumerable<string> Describe(SyncMlOddities oddities)
    {
        if (oddities.UnknownElements > 0) yield return $"{oddities.UnknownElements} unknown elements skipped";
        if (oddities.UnsupportedCommands > 0) yield return $"{oddities.UnsupportedCommands} commands that DM does not use skipped";
        if (oddities.BareAmpersands > 0) yield return $"{oddities.BareAmpersands} bare ampersands taken for themselves";
        if (oddities.TrailingOctets > 0) yield return $"{oddities.TrailingOctets} octets behind the root element";
    }
}

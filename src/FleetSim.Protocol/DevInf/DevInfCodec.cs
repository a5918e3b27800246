using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Wbxml;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.DevInf;

/// <summary>Reads DevInf documents of 1.0 to 1.2 from WBXML (public id as number or as text) and XML, and writes them. Spec: OMA-TS-DS_DevInf-V1_2.</summary>
public static class DevInfCodec
{
    public const string WbxmlMediaType = "application/vnd.syncml-devinf+wbxml";
    public const string XmlMediaType = "application/vnd.syncml-devinf+xml";

    /// <summary>One whole document; elements of no DevInf version are skipped and counted. A broken or shortened one is Invalid, as is another kind of document.</summary>
    public static Decoded<DevInfElement> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits, out SyncMlOddities oddities) =>
        DocumentDecoder.Decode<DevInfReader, DevInfElement>(octets, encoding, limits, out oddities);

    public static Decoded<DevInfElement> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits = null) =>
        Decode(octets, encoding, limits, out _);

    /// <summary>
    /// Writes one whole document. WBXML: the public id as a number, that of 1.2 or of 1.1 as VerDTD says, everything inline; of the style only
    /// the WBXML version counts there.
    /// </summary>
    /// <exception cref="ArgumentException">An element of a name that DevInf does not have.</exception>
    public static byte[] Encode(DevInfElement root, SyncMlEncoding encoding, SyncMlStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        OctetWriter writer = Write(root, encoding, new OctetWriter(null), style ?? SyncMlStyle.Default);
        byte[] octets = writer.Written.ToArray();
        writer.Dispose();
        return octets;
    }

    private static OctetWriter Write(DevInfElement root, SyncMlEncoding encoding, OctetWriter output, SyncMlStyle style)
    {
        bool dm11 = root["VerDTD"] != "1.2";
        if (encoding == SyncMlEncoding.Wbxml)
        {
            WbxmlTokenSink wbxml = new(output, style, null);
            wbxml.HeaderWithNumber(dm11 ? WbxmlHeader.DevInf11 : WbxmlHeader.DevInf12);
            DevInfWriter.Write(ref wbxml, root);
            return wbxml.Output;
        }

        XmlTokenSink xml = new(output, style, dm11);
        xml.Declaration();
        DevInfWriter.Write(ref xml, root);
        return xml.Output;
    }
}

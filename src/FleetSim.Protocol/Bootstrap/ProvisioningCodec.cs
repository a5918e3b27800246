using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>Provisioning documents in both wire forms. A push carries WBXML; XML is for files and people. Spec: OMA-WAP-TS-ProvCont-V1_1, Overview of Data Model and WBXML Encoding.</summary>
public static class ProvisioningCodec
{
    public const string WbxmlMediaType = "application/vnd.wap.connectivity-wbxml";
    public const string XmlMediaType = "text/vnd.wap.connectivity-xml";

    /// <summary>Writes a document. Over XML, characters that XML cannot hold become U+FFFD.</summary>
    public static byte[] Encode(ProvisioningDocument document, SyncMlEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(document);
        return encoding == SyncMlEncoding.Wbxml ? ProvisioningWbxmlWriter.Write(document) : ProvisioningXmlWriter.Write(document);
    }

    /// <summary>
    /// Reads a document; octets behind the root are left unread (Consumed tells). Invalid: not well-formed, an unknown element, over 256 KiB,
    /// 16 levels, 8,192 elements, or 8,192 characters in one attribute.
    /// </summary>
    public static Decoded<ProvisioningDocument> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding)
    {
        if (octets.Length > ProvisioningLimits.Octets) return Decoded.Invalid<ProvisioningDocument>(ProvisioningLimits.Octets, "the document is longer than the limit");
        return encoding == SyncMlEncoding.Wbxml ? ProvisioningWbxmlReader.Read(octets) : ProvisioningXmlReader.Read(octets);
    }
}

using System.Text;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>Writes a provisioning document as XML with its DOCTYPE. Spec: OMA-WAP-TS-ProvCont-V1_1, Provisioning Reference Information.</summary>
internal static class ProvisioningXmlWriter
{
    private const string Prolog =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE wap-provisioningdoc PUBLIC \"" + ProvisioningTokens.FormalId + "\" \"http://www.wapforum.org/DTD/prov.dtd\">\n";

    public static byte[] Write(ProvisioningDocument document)
    {
        StringBuilder xml = new(Prolog);
        xml.Append("<wap-provisioningdoc");
        Attribute(xml, "version", document.Version);
        xml.Append('>');
        foreach (Characteristic characteristic in document.Characteristics) Write(xml, characteristic);
        xml.Append("</wap-provisioningdoc>\n");
        return Encoding.UTF8.GetBytes(xml.ToString());
    }

    private static void Write(StringBuilder xml, Characteristic characteristic)
    {
        xml.Append("<characteristic");
        Attribute(xml, "type", characteristic.Type);
        xml.Append('>');
        foreach (Parm parm in characteristic.Parms)
        {
            xml.Append("<parm");
            Attribute(xml, "name", parm.Name);
            Attribute(xml, "value", parm.Value);
            xml.Append("/>");
        }

        foreach (Characteristic inner in characteristic.Characteristics) Write(xml, inner);
        xml.Append("</characteristic>");
    }

    private static void Attribute(StringBuilder xml, string name, string? value)
    {
        if (value is null) return;
        xml.Append(' ').Append(name).Append("=\"");
        foreach (Rune rune in value.EnumerateRunes()) Append(xml, rune);
        xml.Append('"');
    }

    private static void Append(StringBuilder xml, Rune rune)
    {
        switch (rune.Value)
        {
            case '&': xml.Append("&amp;"); break;
            case '<': xml.Append("&lt;"); break;
            case '>': xml.Append("&gt;"); break;
            case '"': xml.Append("&quot;"); break;

            // As references: a reader turns the characters themselves into blanks.
            case '\t' or '\n' or '\r': xml.Append("&#").Append(rune.Value).Append(';'); break;

            // XML has no form for these; WBXML does.
            case < ' ' or 0xFFFE or 0xFFFF: xml.Append('\uFFFD'); break;
            default: xml.Append(rune); break;
        }
    }
}

using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FleetSim.Decode;

/// <summary>XML made for people: indented, and as named values.</summary>
internal static class XmlText
{
    // What is shown was written by our own encoder; WBXML may carry characters that XML forbids, and they are shown all the same.
    private static readonly XmlReaderSettings Lenient = new() { CheckCharacters = false, DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    /// <summary>Null when the octets cannot be shown as XML.</summary>
    public static XElement? Parse(byte[] xml)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(xml), Lenient);
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static string Indented(byte[] xml)
    {
        if (Parse(xml) is not { } root) return Encoding.UTF8.GetString(xml);
        StringBuilder text = new();
        using (XmlWriter writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, CheckCharacters = false, NewLineChars = "\n" }))
        {
            root.Save(writer);
        }

        return text.ToString();
    }

    /// <summary>Elements become fields in document order; attributes become fields named @name.</summary>
    public static IReadOnlyList<Field> Fields(byte[] xml) => Parse(xml) is { } root ? Children(root) : [];

    private static Field[] Children(XElement element) =>
    [
        .. element.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => new Field("@" + a.Name.LocalName, a.Value)),
        .. element.Elements().Select(Field),
    ];

    private static Field Field(XElement element)
    {
        bool group = element.HasElements || element.Attributes().Any(a => !a.IsNamespaceDeclaration);
        return group ? new Field(element.Name.LocalName, null, Children(element)) : new Field(element.Name.LocalName, element.IsEmpty ? null : element.Value);
    }
}

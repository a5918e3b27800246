using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace FleetSim.Device.Tests.Support;

/// <summary>
/// The content models of the OMA DM-DDF 1.2 DTD, kept as patterns over the names of an element's children, each name followed by a comma.
/// Written from OMA-TS-DM_TND-V1_2_1 (MgmtTree, DFProperties, RTProperties), not from the product's code.
/// </summary>
internal static class DdfDtd
{
    private const string Empty = "", Text = "#";

    private static readonly Dictionary<string, string> Models = new()
    {
        ["MgmtTree"] = "VerDTD,(Man,)?(Mod,)?(Node,)+",
        ["Node"] = "NodeName,(Path,)?(RTProperties,)?(DFProperties,)?((Node,)*|(Value,)?)",
        ["RTProperties"] = "(ACL,)?(Format,)?(Name,)?(Size,)?(Title,)?(TStamp,)?Type,(VerNo,)?",
        ["DFProperties"] = "AccessType,(DefaultValue,)?(Description,)?DFFormat,(Occurrence,)?(Scope,)?(DFTitle,)?DFType,(CaseSense,)?",
        ["AccessType"] = "(Add,)?(Copy,)?(Delete,)?(Exec,)?(Get,)?(Replace,)?",
        ["DFFormat"] = "(b64|bin|bool|chr|date|float|int|node|null|time|xml),",
        ["Format"] = "(b64|bin|bool|chr|date|float|int|node|null|time|xml),",
        ["Occurrence"] = "(One|OneOrMore|OneOrN|ZeroOrMore|ZeroOrN|ZeroOrOne),",
        ["Scope"] = "(Permanent|Dynamic),",
        ["DFType"] = "((MIME,)+|DDFName,)",
        ["Type"] = "(MIME|DDFName),",
        ["CaseSense"] = "(CS|CIS),",
    };

    private static readonly Dictionary<string, string> Leaves = new[]
    {
        (Text, "VerDTD Man Mod NodeName Path Value ACL Name Size Title TStamp VerNo DefaultValue Description DFTitle MIME DDFName OneOrN ZeroOrN"),
        (Empty, "Add Copy Delete Exec Get Replace b64 bin bool chr date float int node null time xml One OneOrMore ZeroOrMore ZeroOrOne Permanent Dynamic CS CIS"),
    }.SelectMany(group => group.Item2.Split(' ').Select(name => (name, group.Item1))).ToDictionary();

    /// <summary>Every breach, as "Node/NodeName: what"; empty for a valid document. An unreadable one is one breach.</summary>
    public static IReadOnlyList<string> Breaches(byte[] document)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            XElement root = XDocument.Load(reader).Root!;
            List<string> breaches = root.Name.LocalName == "MgmtTree" ? [] : [$"the root is {root.Name.LocalName}"];
            foreach (XElement element in root.DescendantsAndSelf()) Check(element, breaches);
            return breaches;
        }
        catch (XmlException broken)
        {
            return [broken.Message];
        }
    }

    private static void Check(XElement element, List<string> breaches)
    {
        string name = element.Name.LocalName, children = string.Concat(element.Elements().Select(child => child.Name.LocalName + ","));
        string text = string.Concat(element.Nodes().OfType<XText>().Select(part => part.Value));
        if (element.Name.NamespaceName is not ("" or "syncml:dmddf1.2")) breaches.Add($"{name}: in the namespace {element.Name.NamespaceName}");
        if (Models.TryGetValue(name, out string? model))
        {
            if (!Regex.IsMatch(children, $"^{model}$")) breaches.Add($"{name}: has {(children.Length == 0 ? "nothing" : children)}");
            if (text.Trim().Length > 0) breaches.Add($"{name}: has text beside elements");
        }
        else if (!Leaves.TryGetValue(name, out string? content))
        {
            breaches.Add($"{name}: is no element of the DTD");
        }
        else if (children.Length > 0 || (content == Empty && text.Length > 0))
        {
            breaches.Add($"{name}: has content it cannot have");
        }
    }
}

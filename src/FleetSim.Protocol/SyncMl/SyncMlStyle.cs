namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// How a sender writes its messages where the standards leave a choice, so that a fleet can look like handsets of different makers.
/// Every style decodes to the same message.
/// </summary>
public sealed record SyncMlStyle
{
    /// <summary>WBXML 1.2, numeric public id, no string table, everything inline; XML with declaration and namespaces.</summary>
    public static SyncMlStyle Default { get; } = new();

    /// <summary>The first octet of a WBXML document: 01 is WBXML 1.1, 02 is 1.2, 03 is 1.3.</summary>
    public byte WbxmlVersion
    {
        get;
        init => field = value is >= 1 and <= 3 ? value : throw new ArgumentOutOfRangeException(nameof(value), "01, 02 or 03");
    } = 2;

    public PublicIdForm PublicId { get; init; } = PublicIdForm.Numeric;

    public StringTableUse StringTable { get; init; } = StringTableUse.None;

    public DataForm Data { get; init; } = DataForm.Inline;

    /// <summary>True: an XML document begins with its declaration.</summary>
    public bool XmlDeclaration { get; init; } = true;

    public NamespaceForm Namespaces { get; init; } = NamespaceForm.Standard;

    /// <summary>True: text with markup characters is written as CDATA in XML, false: escaped.</summary>
    public bool CData { get; init; }

    public TreeForm Trees { get; init; } = TreeForm.Text;
}

/// <summary>How a message carries a management tree or a device description that is the text of a Data element.</summary>
public enum TreeForm
{
    /// <summary>As text like any other: escaped or CDATA in XML, STR_I or OPAQUE in WBXML.</summary>
    Text,

    /// <summary>
    /// As elements: markup inside Data in XML, page-2 elements in WBXML. Text that is no MgmtTree, or one with elements the vocabulary does not
    /// have, stays text. A reader gets the tree in the form MgmtTreeCodec writes it.
    /// </summary>
    Markup,
}

/// <summary>How a WBXML header names its document type.</summary>
public enum PublicIdForm
{
    /// <summary>0x0FD3 or 0x1201.</summary>
    Numeric,

    /// <summary>The formal identifier, first in the string table, with its NUL.</summary>
    Text,

    /// <summary>
    /// As Text, but the table has nothing else and no NUL, as Motorola's client writes it. Only where an element must be written by name
    /// (Correlator in 1.1) it is as Text.
    /// </summary>
    TextWithoutNul,
}

/// <summary>What goes into a WBXML string table.</summary>
public enum StringTableUse
{
    None,

    /// <summary>Each text that occurs more than once and is long enough to gain.</summary>
    Repeated,
}

/// <summary>How WBXML carries the text of Data. Octets and text with NUL are OPAQUE in any case.</summary>
public enum DataForm
{
    /// <summary>STR_I.</summary>
    Inline,

    /// <summary>OPAQUE for the Data of Items and credentials; codes stay inline.</summary>
    Opaque,
}

/// <summary>Namespace declarations in XML.</summary>
public enum NamespaceForm
{
    /// <summary>SYNCML:SYNCML1.x at the root, syncml:metinf at each child of Meta.</summary>
    Standard,

    /// <summary>SYNCML:METINF in capitals, otherwise as Standard.</summary>
    UpperCase,

    /// <summary>None at all.</summary>
    None,
}

using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Wbxml;

/// <summary>The string table of a document to be written: its octets, and where each text stands in them.</summary>
internal sealed class StringTable
{
    // A reference takes two or three octets, an inline string two more than its text: shorter ones gain nothing.
    private const int ShortestRepeated = 4;

    private readonly Dictionary<string, int> _indexes = [];
    private readonly List<byte> _octets = [];
    private int? _correlator;

    private StringTable()
    {
    }

    public ReadOnlySpan<byte> Octets => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_octets);

    /// <summary>The table a message needs in that style; null when it needs none.</summary>
    public static StringTable? For(SyncMlMessage message, SyncMlStyle style, bool dm11)
    {
        if (style is { PublicId: PublicIdForm.Numeric, StringTable: StringTableUse.None } && !dm11) return null;
        StringTable table = new();
        TextCount count = new(style);
        MessageWriter.Write(ref count, message);
        bool named = dm11 && count.HasCorrelator;
        if (style.PublicId == PublicIdForm.TextWithoutNul && !named)
        {
            table._octets.AddRange(Encoding.ASCII.GetBytes(WbxmlHeader.FormalId(dm11)));
            return table;
        }

        if (style.PublicId != PublicIdForm.Numeric) table.Add(WbxmlHeader.FormalId(dm11));
        if (style.StringTable == StringTableUse.Repeated) table.AddRepeated(count);
        if (named) table._correlator = table.Add(TagNames.Text(Tag.Correlator));
        return table;
    }

    /// <summary>The table of a management tree: it begins with the formal identifier of its type.</summary>
    public static StringTable For(MgmtTree tree, SyncMlStyle style)
    {
        StringTable table = new();
        if (style.PublicId == PublicIdForm.TextWithoutNul)
        {
            table._octets.AddRange(Encoding.ASCII.GetBytes(WbxmlHeader.TreeFormalId));
            return table;
        }

        table.Add(WbxmlHeader.TreeFormalId);
        if (style.StringTable == StringTableUse.None) return table;
        TextCount count = new(style);
        MgmtTreeWriter.Write(ref count, tree);
        table.AddRepeated(count);
        return table;
    }

    /// <summary>The index of the text in the table; null when it is to be written inline.</summary>
    public int? Find(string text) => _indexes.TryGetValue(text, out int index) ? index : null;

    /// <summary>The index of an element's name, when the element must be written by name: Correlator has no token before SyncML 1.2.</summary>
    public int? FindLiteral(Tag tag) => tag == Tag.Correlator ? _correlator : null;

    private void AddRepeated(TextCount count)
    {
        foreach ((string text, int times) in count.Times)
        {
            if (times > 1 && text.Length >= ShortestRepeated && !text.Contains('\0')) _indexes[text] = Add(text);
        }
    }

    private int Add(string text)
    {
        int index = _octets.Count;
        _octets.AddRange(Encoding.UTF8.GetBytes(text));
        _octets.Add(0);
        return index;
    }
}

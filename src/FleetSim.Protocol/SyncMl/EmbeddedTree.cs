using System.Text;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// A management tree that is the text of a value, given to a sink element by element. White space between elements and comments are
/// dropped; everything else of the tree is in the vocabulary, or it is left alone.
/// </summary>
internal static class EmbeddedTree
{
    /// <summary>True when the text is a well-formed MgmtTree, all of whose elements have tokens.</summary>
    public static bool IsOne(in ItemData data)
    {
        if (data.IsOctets || !data.Text.StartsWith("<MgmtTree", StringComparison.Ordinal)) return false;
        byte[] xml = data.Octets;
        if (!XmlText.CanHold(xml)) return false;
        XmlTokenSource source = Open(xml, stackalloc long[SyncMlLimits.Default.Depth]);
        int open = 0;
        do
        {
            switch (source.Read())
            {
                case Token.Fault: return false;
                case Token.Start when source.Tag == Tag.Unknown || (open == 0 && source.Tag != Tag.DdfMgmtTree): return false;
                case Token.Start: open++; break;
                case Token.End: open--; break;
            }
        }
        while (open > 0);

        return source.Repairs == 0 && source.Position == xml.Length;
    }

    /// <summary>Writes a tree that <see cref="IsOne"/>.</summary>
    public static void Write<T>(ref T sink, in ItemData data)
        where T : ITokenSink, allows ref struct
    {
        XmlTokenSource source = Open(data.Octets, stackalloc long[SyncMlLimits.Default.Depth]);
        StringBuilder text = new();
        Span<Tag> open = stackalloc Tag[SyncMlLimits.Default.Depth];
        int depth = 0;
        bool isFresh = false; // nothing of the innermost element is written yet, not even its start
        do
        {
            switch (source.Read())
            {
                case Token.Start:
                    if (isFresh) sink.Start(open[depth - 1]);
                    text.Clear();
                    open[depth++] = source.Tag;
                    isFresh = true;
                    break;
                case Token.End:
                    depth--;
                    if (isFresh) Leaf.Write(ref sink, open[depth], text.ToString());
                    else sink.End(open[depth]);
                    text.Clear();
                    isFresh = false;
                    break;
                case Token.Scalar:
                    text.Append(source.Scalar.ToString());
                    break;
                default:
                    text.Append(Encoding.UTF8.GetString(source.Octets));
                    break;
            }
        }
        while (depth > 0);
    }

    private static XmlTokenSource Open(byte[] xml, Span<long> open) => new(xml, open, Vocabulary.Tree);
}

using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.Wbxml;

/// <summary>
/// Elements inside Data (TNDS, DDF) as XML text, so that a value reads the same whichever wire form it came in.
/// </summary>
internal static class MarkupText
{
    /// <summary>Writes from the element just started to the end of Data, which is consumed. Unknown elements are left out.</summary>
    public static void Write(ref WbxmlTokenSource source, ref OctetWriter output)
    {
        Span<Tag> open = stackalloc Tag[SyncMlLimits.DeepestDepth];
        XmlTokenSink sink = new(output, SyncMlStyle.Default, dm11: false);
        int depth = 0;

        // Where the name of the current node's format stands when that is bin; 0 when it is another.
        int binAt = 0;
        Token token = Token.Start;
        while (token != Token.Fault && !(token == Token.End && depth == 0))
        {
            if (token == Token.Start && source.Tag != Tag.Unknown)
            {
                Tag tag = source.Tag;
                token = source.Read();
                if (tag == Tag.DdfNode) binAt = 0;
                if (token == Token.End)
                {
                    if (tag == Tag.DdfBin) binAt = sink.Output.Length + 1;
                    sink.Empty(tag);
                }
                else
                {
                    sink.Start(open[depth++] = tag);
                    continue;
                }
            }
            else
            {
                if (binAt > 0 && token == Token.Octets && depth > 0 && open[depth - 1] == Tag.DdfValue) WriteBinary(ref source, ref sink, binAt);
                else WriteContent(ref source, ref sink, token, open, ref depth);
            }

            token = source.Read();
        }

        output = sink.Output;
    }

    /// <summary>Octets of a bin node become base64, and the format already written b64, which has the same length.</summary>
    private static void WriteBinary(ref WbxmlTokenSource source, ref XmlTokenSink sink, int binAt)
    {
        sink.Output.Overwrite(binAt, "b64"u8);
        sink.Text(Convert.ToBase64String(source.Octets));
    }

    private static void WriteContent(ref WbxmlTokenSource source, ref XmlTokenSink sink, Token token, scoped ReadOnlySpan<Tag> open, ref int depth)
    {
        switch (token)
        {
            case Token.Start: SkipElement(ref source); break;
            case Token.End: sink.End(open[--depth]); break;
            case Token.Text or Token.Octets: sink.Text(Encoding.UTF8.GetString(source.Octets)); break;
            case Token.Scalar: sink.Text(source.Scalar.ToString()); break;
        }
    }

    private static void SkipElement(ref WbxmlTokenSource source)
    {
        for (int open = 1; open > 0;)
        {
            Token token = source.Read();
            if (token == Token.Fault) return;
            open += token == Token.Start ? 1 : token == Token.End ? -1 : 0;
        }
    }
}

namespace FleetSim.Protocol.SyncMl;

/// <summary>The Format property of a node. Spec: OMA-TS-DM_TND-V1_2_1, 7 (Format); in Meta: OMA-TS-SyncML_MetaInfo-V1_2_2, Format.</summary>
public enum NodeFormat
{
    /// <summary>Only on the wire: octets as base64 text. A node's own format is then bin.</summary>
    B64,
    Bin,
    Bool,
    Chr,
    Date,
    Float,
    Int,

    /// <summary>An interior node.</summary>
    Node,

    /// <summary>A leaf that never has a value.</summary>
    Null,
    Time,
    Xml,
}

/// <summary>The texts of <see cref="NodeFormat"/>.</summary>
public static class NodeFormats
{
    private static readonly string[] Texts = ["b64", "bin", "bool", "chr", "date", "float", "int", "node", "null", "time", "xml"];

    /// <summary>The text as it stands in Meta/Format.</summary>
    public static string Text(this NodeFormat format) => Texts[(int)format];

    /// <summary>The format; null when the text names none. Blanks around it and capitals are forgiven: clients send "chr ".</summary>
    public static NodeFormat? Parse(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> name = text.Trim();
        for (int i = 0; i < Texts.Length; i++)
        {
            if (name.Equals(Texts[i], StringComparison.OrdinalIgnoreCase)) return (NodeFormat)i;
        }

        return null;
    }
}

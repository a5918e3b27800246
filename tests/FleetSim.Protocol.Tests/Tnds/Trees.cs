using System.Text;
using CsCheck;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.Tnds;

/// <summary>Trees for tests: read with a message that says what went wrong, or generated.</summary>
internal static class Trees
{
    private static readonly string[] Formats = ["bool", "chr", "date", "float", "int", "node", "null", "time", "xml"];

    // Texts as documents carry them: without white space at the ends, with markup characters and letters of several octets.
    private static readonly Gen<string> Text = Gen.Char["abcZ019<>&\"'/.é漢=+"].Array[1, 12].Select(chars => new string(chars));

    private static readonly Gen<string?> MaybeText = Gen.OneOf(Gen.Const((string?)null), Text.Select(text => (string?)text));

    private static readonly Gen<NodeType> Type = Gen.Select(Text, Gen.Bool, (name, isDdf) => new NodeType(name, isDdf));

    private static readonly Gen<(string? Format, ItemData? Value)> Value = Gen.OneOf(
        Gen.OneOf(Gen.Const((string?)null), Gen.Int[0, Formats.Length - 1].Select(i => Formats[i]).Select(format => (string?)format)).Select(format => (format, (ItemData?)null)),
        Gen.Select(Gen.Int[0, Formats.Length - 1].Select(i => Formats[i]), Gen.Char[" \n\tab<>&é"].Array[0, 20], (format, chars) => ((string?)format, (ItemData?)new ItemData(new string(chars)))),
        Gen.Byte.Array[0, 40].Select(octets => ((string?)"bin", (ItemData?)new ItemData(octets))));

    private static readonly Gen<DfProperties?> Description = Gen.OneOf(
        Gen.Const((DfProperties?)null),
        from access in Gen.Int[0, 63]
        from texts in MaybeText.Array[3]
        from format in Gen.Int[0, Formats.Length - 1].Select(i => Formats[i])
        from occurrence in Gen.Int[0, 6]
        from permanent in Gen.Int[0, 2]
        from types in Type.Array[0, 3]
        select (DfProperties?)new DfProperties
        {
            Access = (AccessTypes)access,
            DefaultValue = texts[0],
            Description = texts[1],
            Title = texts[2],
            Format = format,
            Occurrence = occurrence == 6 ? null : new Occurrence((OccurrenceKind)occurrence, occurrence is 2 or 4 ? occurrence * 100 : null),
            IsPermanent = permanent == 0 ? null : permanent == 1,
            IsCaseSensitive = permanent == 2 ? null : permanent == 1,
            Types = types,
        });

    private static readonly Gen<MgmtNode> Leaf =
        from name in MaybeText
        from texts in MaybeText.Array[5]
        from type in Type
        from isTyped in Gen.Bool
        from value in Value
        from description in Description
        select new MgmtNode
        {
            Name = name ?? "",
            Path = texts[0],
            Acl = texts[1],
            Format = value.Format,
            Title = texts[2],
            TStamp = texts[3],
            Type = isTyped ? type : null,
            VerNo = texts[4],
            Value = value.Value,
            Description = description,
        };

    private static readonly Gen<MgmtNode> Node = Gen.Recursive<MgmtNode>((depth, node) =>
        depth >= 4 ? Leaf : Gen.Select(Leaf, node.Array[0, 3], (leaf, children) => leaf with { Children = children, Value = children.Length == 0 ? leaf.Value : null }));

    public static Gen<MgmtTree> Any { get; } = Gen.Select(Node.Array[1, 3], MaybeText, MaybeText, (nodes, man, mod) => new MgmtTree(nodes) { Man = man, Mod = mod });

    public static MgmtTree Read(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, string what = "tree")
    {
        Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(octets, encoding);
        Assert.True(decoded.IsDone, $"{what}: {decoded.Reason} at {decoded.Offset}");
        return decoded.Value;
    }

    public static MgmtTree Xml(string xml) => Read(Encoding.UTF8.GetBytes(xml), SyncMlEncoding.Xml);

    public static MgmtTree Golden(string name) => Read(TestFiles.Golden($"tnds/{name}.xml"), SyncMlEncoding.Xml, name);

    public static Decoded<MgmtTree> Refused(ReadOnlySpan<byte> octets, SyncMlEncoding encoding)
    {
        Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(octets, encoding);
        Assert.Equal(DecodeStatus.Invalid, decoded.Status);
        Assert.InRange(decoded.Offset, 0, octets.Length);
        Assert.NotNull(decoded.Reason);
        return decoded;
    }
}

using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tnds;

/// <summary>Reads MgmtTree, its nodes and their run-time properties. Children in any order; what has no place here is skipped and counted.</summary>
internal readonly struct MgmtTreeReader : IDocument<MgmtTree>
{
    public static Vocabulary Vocabulary => Vocabulary.Tree;

    public static MgmtTree? Read<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        reader.EnterRoot(Tag.DdfMgmtTree);
        string? verDtd = null, man = null, mod = null;
        Gathered<MgmtNode> gathered = default;
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.DdfVerDTD: verDtd = reader.Text(); break;
                case Tag.DdfMan: man = reader.Text(); break;
                case Tag.DdfMod: mod = reader.Text(); break;
                case Tag.DdfNode: gathered.Add(MgmtNodeReader.Read(ref reader)); break;
                default: reader.SkipUnsupported(); break;
            }
        }

        MgmtNode[] nodes = gathered.Take();
        if (nodes.Length == 0) reader.Fail("MgmtTree without Node");
        return reader.Failed ? null : new MgmtTree(nodes) { VerDtd = verDtd ?? "1.2", Man = man, Mod = mod };
    }
}

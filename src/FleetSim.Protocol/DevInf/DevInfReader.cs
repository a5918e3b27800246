using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.DevInf;

/// <summary>Reads DevInf as it stands; the depth limit of the source bounds the recursion.</summary>
internal readonly struct DevInfReader : IDocument<DevInfElement>
{
    public static Vocabulary Vocabulary => Vocabulary.DevInf;

    public static DevInfElement? Read<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        reader.EnterRoot(Tag.DevInf);
        string verDtd = "";
        DevInfElement root = ReadElement(ref reader, Tag.DevInf, ref verDtd);
        return reader.Failed ? null : root;
    }

    private static DevInfElement ReadElement<T>(ref ElementReader<T> reader, Tag tag, ref string verDtd)
        where T : ITokenSource, allows ref struct
    {
        reader.CountItem();
        if (!HasChildren(tag))
        {
            string text = reader.Text();
            if (tag == Tag.DevInfVerDTD) verDtd = text;
            return new DevInfElement(NameOf(tag, verDtd), text, []);
        }

        Gathered<DevInfElement> children = default;
        while (reader.NextChild(out Tag child)) children.Add(ReadElement(ref reader, child, ref verDtd));
        return new DevInfElement(NameOf(tag, verDtd), "", children.Take());
    }

    private static bool HasChildren(Tag tag) => tag
        is Tag.DevInf or Tag.DevInfDataStore or Tag.DevInfDSMem or Tag.DevInfSyncCap or Tag.DevInfCTCap or Tag.DevInfExt
        or Tag.DevInfRx or Tag.DevInfRxPref or Tag.DevInfTx or Tag.DevInfTxPref
        or Tag.DevInfProperty or Tag.DevInfPropParam or Tag.DevInfFilterRx or Tag.DevInfFilterCap;

    private static string NameOf(Tag tag, string verDtd) => tag == Tag.DevInfMaxSize && verDtd != "1.2" ? "Size" : TagNames.Text(tag);
}

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// Element names of the three code pages and of the DevInf page, from token 05 upwards; "-" is a reserved token.
/// Spec: the token tables of OMA-TS-SyncML-RepPro-V1_2_2, 8, OMA-TS-SyncML_MetaInfo-V1_2_2, OMA-TS-DM_TND-V1_2_1, 10, and OMA-TS-DS_DevInf-V1_2.
/// </summary>
internal static class TagNames
{
    private const int FirstToken = 5;

    private static readonly string[][] Pages =
    [
        Names("""
            Add Alert Archive Atomic Chal Cmd CmdID CmdRef Copy Cred Data Delete Exec Final Get Item Lang LocName LocURI Map MapItem
            Meta MsgID MsgRef NoResp NoResults Put Replace RespURI Results Search Sequence SessionID SftDel Source SourceRef Status
            Sync SyncBody SyncHdr SyncML Target TargetRef - VerDTD VerProto NumberOfChanges MoreData Field Filter Record FilterType
            SourceParent TargetParent Move Correlator
            """),
        Names("""
            Anchor EMI Format FreeID FreeMem Last Mark MaxMsgSize Mem MetInf Next NextNonce SharedMem Size Type Version MaxObjSize
            FieldLevel
            """),
        Names("""
            AccessType ACL Add b64 bin bool chr CaseSense CIS Copy CS date DDFName DefaultValue Delete Description DFFormat
            DFProperties DFTitle DFType Dynamic Exec float Format Get int Man MgmtTree MIME Mod Name Node node NodeName null
            Occurrence One OneOrMore OneOrN Path Permanent Replace RTProperties Scope Size time Title TStamp Type Value VerDTD VerNo
            xml ZeroOrMore ZeroOrN ZeroOrOne
            """),
        Names("""
            CTCap CTType DataStore DataType DevID DevInf DevTyp DisplayName DSMem Ext FwV HwV Man MaxGUIDSize MaxID MaxMem Mod OEM
            ParamName PropName Rx Rx-Pref SharedMem MaxSize SourceRef SwV SyncCap SyncType Tx Tx-Pref ValEnum VerCT VerDTD XNam XVal
            UTC SupportNumberOfChanges SupportLargeObjs Property PropParam MaxOccur NoTruncate - Filter-Rx FilterCap FilterKeyword
            FieldLevel SupportHierarchicalSync
            """),
    ];

    private static readonly byte[][][] Utf8Pages = [.. Pages.Select(page => page.Select(System.Text.Encoding.UTF8.GetBytes).ToArray())];

    // Pages 0 and 1 have no name in common, so inside a SyncML message a local name is enough.
    private static readonly Utf8Index MessageNames = new([.. Pages[0], .. Pages[1]]);

    private static readonly Utf8Index TreeNames = new(Pages[(int)Tag.DdfMgmtTree >> 8]);

    private static readonly Utf8Index DevInfNames = new(Pages[(int)Tag.DevInf >> 8]);

    /// <summary>The element of that local name; Unknown when the vocabulary has none.</summary>
    public static Tag Find(Vocabulary vocabulary, ReadOnlySpan<byte> localName) => vocabulary switch
    {
        Vocabulary.Tree => FindIn(TreeNames, Tag.DdfMgmtTree, localName),
        // DevInf 1.1 calls this element so; it has the same token.
        Vocabulary.DevInf when localName.SequenceEqual("Size"u8) => Tag.DevInfMaxSize,
        Vocabulary.DevInf => FindIn(DevInfNames, Tag.DevInf, localName),
        _ => FindInMessage(localName),
    };

    private static Tag FindIn(Utf8Index names, Tag onSamePage, ReadOnlySpan<byte> localName)
    {
        int index = names.Find(localName);
        return index < 0 ? Tag.Unknown : (Tag)(((int)onSamePage & 0xFF00) + index + FirstToken);
    }

    private static Tag FindInMessage(ReadOnlySpan<byte> localName)
    {
        int index = MessageNames.Find(localName);
        if (index < 0) return Tag.Unknown;
        int syncMl = Pages[0].Length;
        return index < syncMl ? (Tag)(index + FirstToken) : (Tag)(0x100 + index - syncMl + FirstToken);
    }

    /// <summary>True when the code page has that token.</summary>
    public static bool IsDefined(Tag tag)
    {
        int page = (int)tag >> 8;
        int index = ((int)tag & 0xFF) - FirstToken;
        return page < Pages.Length && (uint)index < (uint)Pages[page].Length && Pages[page][index] != "-";
    }

    /// <summary>The local name of a defined element, UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8(Tag tag) => Utf8Pages[(int)tag >> 8][((int)tag & 0xFF) - FirstToken];

    /// <summary>The local name of a defined element.</summary>
    public static string Text(Tag tag) => Pages[(int)tag >> 8][((int)tag & 0xFF) - FirstToken];

    private static string[] Names(string table) => table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}

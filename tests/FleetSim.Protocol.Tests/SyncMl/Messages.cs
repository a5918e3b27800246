using System.Text;
using CsCheck;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Generated messages that every wire form can carry.</summary>
internal static class Messages
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf("chr", "node", "./DevInfo/DevId", "200", "007", "255", "256", "1226", "a&b", "<a>", "]]>", "&amp;", "\r\n", "\t", " ", "\r", "\n", "é", "现在", "\U0001F4F1", "x=1&y=2", "\"'", "--"),
        Gen.String[Gen.Char['!', '~'], 0, 12]);

    /// <summary>Any text XML can hold, white space at the ends included.</summary>
    private static readonly Gen<string> AnyText = Piece.Array[0, 6].Select(string.Concat);

    /// <summary>Text as names, addresses and numbers are read: without white space around it.</summary>
    private static readonly Gen<string> Trimmed = AnyText.Select(text => text.Trim('\t', '\r', '\n', ' '));

    private static readonly Gen<string?> Maybe = Gen.Null(Trimmed)!;

    private static readonly Gen<long?> MaybeSize = Gen.Frequency<long?>((2, Gen.Const((long?)null)), (1, Gen.Long[0, long.MaxValue].Select(size => (long?)size)));

    private static readonly Gen<ItemData> Data = Gen.OneOf(
        AnyText.Select(text => new ItemData(text)),
        AnyText.Select(text => new ItemData(Encoding.UTF8.GetBytes(text))));

    private static readonly Gen<Location> Locations = Gen.Select(Trimmed, Maybe, (uri, name) => new Location(uri, name));

    private static readonly Gen<Meta> Metas = Gen.Select(Maybe, Maybe, Maybe, Maybe, Maybe, MaybeSize, MaybeSize, MaybeSize,
        (format, type, mark, version, nonce, size, maxMsg, maxObj) => new Meta
        {
            Format = format, Type = type, Mark = mark, Version = version, NextNonce = nonce, Size = size, MaxMsgSize = maxMsg, MaxObjSize = maxObj,
        });

    private static readonly Gen<Cred?> MaybeCred = Gen.Null(Gen.Select(Gen.Null(Metas), Data, (meta, data) => new Cred(meta, data)))!;

    private static readonly Gen<Chal?> MaybeChal = Gen.Null(Gen.Select(Trimmed, Maybe, Maybe, (type, format, nonce) => new Chal(type, format, nonce)))!;

    private static readonly Gen<Item> OneItem = Gen.Select(Gen.Null(Locations), Gen.Null(Locations), Gen.Null(Metas), Gen.Frequency((1, Gen.Const((ItemData?)null)), (3, Data.Select(data => (ItemData?)data))), Gen.Bool,
        (target, source, meta, data, more) => new Item { Target = target, Source = source, Meta = meta, Data = data, MoreData = more });

    private static readonly Gen<Item[]> Items = OneItem.Array[0, 4];

    private static readonly Gen<CmdId> Ids = Trimmed.Select(text => new CmdId(text));

    private static readonly Gen<Command> Status = Gen.Select(Gen.Select(Ids, Trimmed, Ids, Trimmed), Trimmed.Array[0, 3], Trimmed.Array[0, 3], MaybeCred, MaybeChal, Gen.Int[0, int.MaxValue], Items,
        (ids, targets, sources, cred, chal, code, items) => (Command)new Command.Status
        {
            CmdId = ids.Item1, MsgRef = new MsgId(ids.Item2), CmdRef = ids.Item3, Cmd = ids.Item4,
            TargetRefs = targets, SourceRefs = sources, Cred = cred, Chal = chal, Code = code, Items = items,
        });

    private static readonly Gen<Command> Results = Gen.Select(Ids, Maybe, Ids, Gen.Null(Metas), Maybe, Maybe, Items,
        (id, msgRef, cmdRef, meta, target, source, items) => (Command)new Command.Results
        {
            CmdId = id, MsgRef = msgRef is null ? null : new MsgId(msgRef), CmdRef = cmdRef, Meta = meta, TargetRef = target, SourceRef = source, Items = items,
        });

    private static readonly Gen<Command> Alert = Gen.Select(Ids, Gen.Int[0, 9999], Maybe, Items,
        (id, code, correlator, items) => (Command)new Command.Alert { CmdId = id, Code = code, Correlator = correlator, Items = items });

    private static readonly Gen<Command> OverItems = Gen.Select(Gen.Int[0, 5], Ids, Gen.Null(Metas), Maybe, Items, (verb, id, meta, correlator, items) => verb switch
    {
        0 => new Command.Get { CmdId = id, Meta = meta, Items = items },
        1 => new Command.Add { CmdId = id, Meta = meta, Items = items },
        2 => new Command.Replace { CmdId = id, Meta = meta, Items = items },
        3 => new Command.Delete { CmdId = id, Meta = meta, Items = items },
        4 => new Command.Copy { CmdId = id, Meta = meta, Items = items },
        _ => (Command)new Command.Exec { CmdId = id, Meta = meta, Correlator = correlator, Items = items },
    });

    private static readonly Gen<Command> Flat = Gen.OneOf(Status, Results, Alert, OverItems, OverItems);

    private static readonly Gen<Command> Nested = Groups(Gen.OneOf(Flat, Groups(Flat)));

    private static readonly Gen<SyncHdr> Header = Gen.Select(Gen.OneOf("1.1", "1.2"), Trimmed, Trimmed, Locations, Locations, Maybe, Gen.Bool, Gen.Select(MaybeCred, Gen.Null(Metas)),
        (version, session, msgId, target, source, respUri, noResp, more) => new SyncHdr
        {
            VerDtd = version, VerProto = "DM/" + version, SessionId = session, MsgId = new MsgId(msgId), Target = target, Source = source,
            RespUri = respUri, NoResp = noResp, Cred = more.Item1, Meta = more.Item2,
        });

    public static readonly Gen<SyncMlMessage> Any = Gen.Select(Header, Gen.Frequency((4, Flat), (1, Nested)).Array[0, 5], Gen.Bool, (header, commands, final) => new SyncMlMessage(header, commands, final));

    public static readonly Gen<SyncMlStyle> Style = Gen.Select(Gen.Byte[1, 3], Gen.Enum<PublicIdForm>(), Gen.Enum<StringTableUse>(), Gen.Enum<DataForm>(), Gen.Bool, Gen.Enum<NamespaceForm>(), Gen.Bool,
        (version, publicId, table, data, declaration, namespaces, cdata) => new SyncMlStyle
        {
            WbxmlVersion = version, PublicId = publicId, StringTable = table, Data = data, XmlDeclaration = declaration, Namespaces = namespaces, CData = cdata,
        });

    private static Gen<Command> Groups(Gen<Command> children) => Gen.Select(Gen.Bool, Ids, Gen.Null(Metas), children.Array[0, 3], (atomic, id, meta, commands) => atomic
        ? (Command)new Command.Atomic { CmdId = id, Meta = meta, Commands = commands }
        : new Command.Sequence { CmdId = id, Meta = meta, Commands = commands });
}

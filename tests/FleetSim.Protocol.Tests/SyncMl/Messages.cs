using System.Text;
using CsCheck;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Generated messages that every wire form can carry.</summary>
internal static class Messages
{
    private static readonly string[] Plain =
        ["chr", "node", "./DevInfo/DevId", "200", "007", "255", "256", "1226", "a&b", "<a>", "&amp;", "\t", " ", "\n", "é", "现在", "\U0001F4F1", "x=1&y=2", "\"'", "--"];

    /// <summary>Messages with any text that XML can hold.</summary>
    public static readonly Gen<SyncMlMessage> Any = Build([.. Plain, "]]>", "\r\n", "\r"]);

    /// <summary>Messages without carriage returns and without the end of a CDATA section.</summary>
    public static readonly Gen<SyncMlMessage> Tame = Build(Plain);

    public static readonly Gen<SyncMlStyle> Style = Gen.Select(Gen.Byte[1, 3], Gen.Enum<PublicIdForm>(), Gen.Enum<StringTableUse>(), Gen.Enum<DataForm>(), Gen.Bool, Gen.Enum<NamespaceForm>(), Gen.Bool,
        (version, publicId, table, data, declaration, namespaces, cdata) => new SyncMlStyle
        {
            WbxmlVersion = version, PublicId = publicId, StringTable = table, Data = data, XmlDeclaration = declaration, Namespaces = namespaces, CData = cdata,
        });

    private static Gen<Command> Groups(Gen<CmdId> ids, Gen<Meta> metas, Gen<Command> children) => Gen.Select(Gen.Bool, ids, Gen.Null(metas), children.Array[0, 3], (atomic, id, meta, commands) => atomic
        ? (Command)new Command.Atomic { CmdId = id, Meta = meta, Commands = commands }
        : new Command.Sequence { CmdId = id, Meta = meta, Commands = commands });

    private static Gen<SyncMlMessage> Build(string[] awkward)
    {
        Gen<string> pieces = Gen.OneOf(Gen.OneOf(awkward), Gen.String[Gen.Char['!', '~'].Where(character => character != ']'), 0, 12]);

        // Any text XML can hold, white space at the ends included.
        Gen<string> texts = pieces.Array[0, 6].Select(string.Concat);

        // Text as names, addresses and numbers are read: without white space around it.
        Gen<string> trimmed = texts.Select(text => text.Trim('\t', '\r', '\n', ' '));

        Gen<string?> maybe = Gen.Null(trimmed)!;

        Gen<long?> maybeSize = Gen.Frequency<long?>((2, Gen.Const((long?)null)), (1, Gen.Long[0, long.MaxValue].Select(size => (long?)size)));

        Gen<ItemData> values = Gen.OneOf(
            texts.Select(text => new ItemData(text)),
            texts.Select(text => new ItemData(Encoding.UTF8.GetBytes(text))));

        Gen<Location> locations = Gen.Select(trimmed, maybe, (uri, name) => new Location(uri, name));

        Gen<Meta> metas = Gen.Select(maybe, maybe, maybe, maybe, maybe, maybeSize, maybeSize, maybeSize,
            (format, type, mark, version, nonce, size, maxMsg, maxObj) => new Meta
            {
                Format = format, Type = type, Mark = mark, Version = version, NextNonce = nonce, Size = size, MaxMsgSize = maxMsg, MaxObjSize = maxObj,
            });

        Gen<Cred?> maybeCred = Gen.Null(Gen.Select(Gen.Null(metas), values, (meta, data) => new Cred(meta, data)))!;

        Gen<Chal?> maybeChal = Gen.Null(Gen.Select(trimmed, maybe, maybe, (type, format, nonce) => new Chal(type, format, nonce)))!;

        Gen<Item> oneItem = Gen.Select(Gen.Null(locations), Gen.Null(locations), Gen.Null(metas), Gen.Frequency((1, Gen.Const((ItemData?)null)), (3, values.Select(data => (ItemData?)data))), Gen.Bool,
            (target, source, meta, data, more) => new Item { Target = target, Source = source, Meta = meta, Data = data, MoreData = more });

        Gen<Item[]> itemLists = oneItem.Array[0, 4];

        Gen<CmdId> ids = trimmed.Select(text => new CmdId(text));

        Gen<Command> statuses = Gen.Select(Gen.Select(ids, trimmed, ids, trimmed), trimmed.Array[0, 3], trimmed.Array[0, 3], maybeCred, maybeChal, Gen.Int[0, int.MaxValue], itemLists,
            (ids, targets, sources, cred, chal, code, items) => (Command)new Command.Status
            {
                CmdId = ids.Item1, MsgRef = new MsgId(ids.Item2), CmdRef = ids.Item3, Cmd = ids.Item4,
                TargetRefs = targets, SourceRefs = sources, Cred = cred, Chal = chal, Code = code, Items = items,
            });

        Gen<Command> results = Gen.Select(ids, maybe, ids, Gen.Null(metas), maybe, maybe, itemLists,
            (id, msgRef, cmdRef, meta, target, source, items) => (Command)new Command.Results
            {
                CmdId = id, MsgRef = msgRef is null ? null : new MsgId(msgRef), CmdRef = cmdRef, Meta = meta, TargetRef = target, SourceRef = source, Items = items,
            });

        Gen<Command> alerts = Gen.Select(ids, Gen.Int[0, 9999], maybe, itemLists,
            (id, code, correlator, items) => (Command)new Command.Alert { CmdId = id, Code = code, Correlator = correlator, Items = items });

        Gen<Command> overItems = Gen.Select(Gen.Int[0, 5], ids, Gen.Null(metas), maybe, itemLists, (verb, id, meta, correlator, items) => verb switch
        {
            0 => new Command.Get { CmdId = id, Meta = meta, Items = items },
            1 => new Command.Add { CmdId = id, Meta = meta, Items = items },
            2 => new Command.Replace { CmdId = id, Meta = meta, Items = items },
            3 => new Command.Delete { CmdId = id, Meta = meta, Items = items },
            4 => new Command.Copy { CmdId = id, Meta = meta, Items = items },
            _ => (Command)new Command.Exec { CmdId = id, Meta = meta, Correlator = correlator, Items = items },
        });

        Gen<Command> flat = Gen.OneOf(statuses, results, alerts, overItems, overItems);

        Gen<Command> nested = Groups(ids, metas, Gen.OneOf(flat, Groups(ids, metas, flat)));

        Gen<SyncHdr> headers = Gen.Select(Gen.OneOf("1.1", "1.2"), trimmed, trimmed, locations, locations, maybe, Gen.Bool, Gen.Select(maybeCred, Gen.Null(metas)),
            (version, session, msgId, target, source, respUri, noResp, more) => new SyncHdr
            {
                VerDtd = version, VerProto = "DM/" + version, SessionId = session, MsgId = new MsgId(msgId), Target = target, Source = source,
                RespUri = respUri, NoResp = noResp, Cred = more.Item1, Meta = more.Item2,
            });

        return Gen.Select(headers, Gen.Frequency((4, flat), (1, nested)).Array[0, 5], Gen.Bool, (header, commands, final) => new SyncMlMessage(header, commands, final));
    }
}

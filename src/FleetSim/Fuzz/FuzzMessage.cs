using FleetSim.Protocol.SyncMl;

namespace FleetSim.Fuzz;

/// <summary>Two messages that use every element between them.</summary>
internal static class FuzzMessage
{
    public static SyncMlMessage Client { get; } = new(
        Header("1", "http://dm.example.test/syncml?a=1&b=2", "IMEI:860206000003972") with
        {
            Cred = new Cred(new Meta { Format = "b64", Type = Credentials.Md5 }, "W62shI+ScpvNW4w2wDLDqA=="),
            Meta = new Meta { MaxMsgSize = 16384, MaxObjSize = 1_048_576 },
        },
        [
            new Command.Alert { CmdId = CmdId.From(1), Code = 1201 },
            new Command.Replace { CmdId = CmdId.From(2), Items = [Leaf("./DevInfo/DevId", "IMEI:860206000003972"), Leaf("./DevInfo/Man", "华为 & Co <x>")] },
            new Command.Alert
            {
                CmdId = CmdId.From(3), Code = 1226, Correlator = "c0rr",
                Items = [new Item { Source = new Location("./FwUpdate", "fw"), Meta = new Meta { Format = "chr", Type = "org.openmobilealliance.dm.firmwareupdate.update", Mark = "warning" }, Data = "200" }],
            },
            new Command.Results { CmdId = CmdId.From(4), MsgRef = MsgId.From(1), CmdRef = CmdId.From(3), Items = [new Item { Source = new Location("./Tree"), Data = new ItemData([1, 0, 2, 255]), Meta = new Meta { Format = "bin", Size = 4 }, MoreData = true }] },
        ],
        Final: true);

    public static SyncMlMessage Server { get; } = new(
        Header("2", "IMEI:860206000003972", "http://dm.example.test/syncml") with { RespUri = "http://dm.example.test/next", NoResp = true },
        [
            new Command.Status
            {
                CmdId = CmdId.From(1), MsgRef = MsgId.From(1), CmdRef = CmdId.Header, Cmd = "SyncHdr", Code = 212,
                TargetRefs = ["http://dm.example.test/syncml"], SourceRefs = ["IMEI:860206000003972"], Chal = new Chal(Credentials.Md5, "b64", "bVjkczA8jZc="),
            },
            new Command.Get { CmdId = CmdId.From(2), Items = [new Item { Target = new Location("./DevDetail/SwV?prop=Format") }] },
            new Command.Atomic
            {
                CmdId = CmdId.From(3),
                Commands =
                [
                    new Command.Sequence { CmdId = CmdId.From(4), Commands = [new Command.Add { CmdId = CmdId.From(5), Items = [Leaf("./A/B", "]]> \t")] }, new Command.Delete { CmdId = CmdId.From(6), Items = [Leaf("./A", null)] }] },
                    new Command.Copy { CmdId = CmdId.From(7), Items = [new Item { Target = new Location("./B"), Source = new Location("./A") }] },
                ],
            },
            new Command.Exec { CmdId = CmdId.From(8), Correlator = "c0rr", Items = [Leaf("./FwUpdate/Download", "")] },
            new Command.Alert { CmdId = CmdId.From(9), Code = 1101, Items = [new Item { Data = "MINDT=10&MAXDT=60" }, new Item { Data = "更新吗?" }] },
        ],
        Final: false);

    private static SyncHdr Header(string msgId, string target, string source) =>
        new() { SessionId = "4D2", MsgId = new MsgId(msgId), Target = new Location(target), Source = new Location(source, "user") };

    private static Item Leaf(string uri, string? data) =>
        new() { Target = new Location(uri), Meta = new Meta { Format = "chr", Type = "text/plain" }, Data = data is null ? default(ItemData?) : new ItemData(data) };
}

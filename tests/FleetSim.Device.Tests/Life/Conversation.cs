using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Life;

/// <summary>What server and user say to each other in a random life, beside firmware: chosen by numbers, sensible or not.</summary>
internal sealed class Conversation(Bench bench, DmServer server)
{
    private const string Page = "./Settings/WAP/StartPage";

    private static readonly string[] Uris = [Page, "./Settings/GPRS/CMNet/APN", "./Nobody", "./DevInfo/DevId", "./Settings/New", "./Settings", ".", "./Settings/GPRS?list=StructData", Page + "?prop=ACL", ""];

    private static readonly int[] Alerts = [AlertCode.Display, AlertCode.Confirm, AlertCode.TextInput, AlertCode.SingleChoice, AlertCode.MultipleChoice, AlertCode.NextMessage, AlertCode.SessionAbort, 1999];

    /// <summary>The user types, chooses or leaves, whether that was asked for or not.</summary>
    public void Answer(int choice)
    {
        switch (choice % 5)
        {
            case 0: bench.UserTypes(new string('x', choice % 300)); break;
            case 1: bench.UserChooses(choice / 5 % 4); break;
            case 2: bench.UserChooses(choice / 5 % 4, choice / 20 % 4, 9); break;
            case 3: bench.UserSays(UserAnswer.Cancelled); break;
            default: bench.UserSays(UserAnswer.Yes); break;
        }
    }

    /// <summary>The server answers the open POST with commands of every kind.</summary>
    public void Command(int choice)
    {
        string uri = Uris[choice / 10 % Uris.Length];
        Command[] commands = (choice % 10) switch
        {
            0 => [Ask(choice / 10)],
            1 => [server.Atomic(server.Replace(Page, "a" + choice), Any(choice), server.Replace(Page, "b" + choice))],
            2 => [server.Sequence(Ask(choice / 10), Any(choice), server.Atomic(Any(choice / 7)))],
            3 => [server.Atomic(Ask(choice / 10), server.Sequence(Any(choice)))],
            4 => [server.Add(uri), server.Delete(uri), server.Get(uri)],
            5 => [Chunk(choice, more: true)],
            6 => [Chunk(choice, more: false), Any(choice)],
            7 => [.. Enumerable.Range(0, choice % 40).Select(_ => server.Get(uri))],
            8 => [new Command.Copy { CmdId = CmdId.From(77), Items = [new Item { Source = new Location(uri), Target = new Location("./Settings/New") }] }],
            _ => [Any(choice)],
        };
        server.Reply(new ReplyForm { Final = choice % 3 != 0, MaxMsgSize = choice % 17 == 0 ? 900 : null, RespUri = choice % 23 == 0 ? "http://dm.test:7001/again" : null }, commands);
    }

    /// <summary>Something comes by short message: a receipt, or an account, well guarded or not.</summary>
    public void Message(int choice)
    {
        if (choice % 2 == 0)
        {
            bench.Step(new TerminalEvent.SmsReceipt(bench.Now, choice % 4 == 0));
            return;
        }

        DmAccount account = new() { ServerId = "second" + (choice % 6), Addresses = [new DmAddress("http://second.test/dm", "URI", [7002])] };
        byte[] document = ProvisioningCodec.Encode(new ProvisioningDocument(null, [DmAccountMapping.Application(account)]), SyncMlEncoding.Wbxml);
        byte[] key = choice % 3 == 0 ? [1, 2, 3] : BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi);
        WapPushMessage push = BootstrapPush.Make(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, key, document);
        foreach (byte[] part in MessageSplitter.Split(new PortAddress(WapPush.Port, 49154), WapPushWriter.Encode(push), (byte)choice).Where((_, part) => choice % 11 != 1 || part == 0)) bench.Sms(part);
    }

    /// <summary>What the user does without being asked.</summary>
    public void Own(int choice)
    {
        if (choice % 6 == 0) bench.Step(new TerminalEvent.FactoryReset(bench.Now));
        else if (choice % 6 < 3) bench.Step(new TerminalEvent.UserChangesSetting(bench.Now, Uris[choice % Uris.Length], "mine"));
        else bench.PowerOn(bench.Nv.PoweredOn ? bench.Sim : Samples.HomeSim);
    }

    private Command Any(int choice)
    {
        string uri = Uris[choice / 3 % Uris.Length];
        return (choice % 5) switch
        {
            0 => server.Get(uri),
            1 => server.Replace(uri, "value " + choice),
            2 => server.Add(uri),
            3 => server.Delete(uri),
            _ => server.Exec(uri),
        };
    }

    private Command.Alert Ask(int choice) =>
        server.Alert(Alerts[choice % Alerts.Length]) with { Items = [.. new[] { "MINDT=1&MAXDT=20&MAXLEN=9", "?", "one", "two" }.Take(choice / 8 % 5).Select(text => new Item { Data = text })] };

    private Command.Replace Chunk(int choice, bool more) =>
        server.Replace() with { Items = [new Item { Target = new Location(Page), Meta = new Meta { Size = choice % 30 }, Data = new string('y', choice / 30 % 20), MoreData = more }] };
}

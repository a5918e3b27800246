using FleetSim.Device.Accounts;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tests.Accounts;

[Trait("spec", "OMA-TS-DM_Bootstrap-V1_2_1")]
public sealed class BootstrapTests
{
    private const string Address = "http://second.test:7002/dm";

    private Bench _bench = new Bench().Registered();

    private static DmAccount Account(string serverId = "second") => new()
    {
        ServerId = serverId, Name = "Second", Addresses = [new DmAddress("http://second.test/dm", "URI", [7002])],
        Credentials =
        [
            new DmCredential("CLCRED", "DIGEST", "user2", "secret2", Convert.ToBase64String("client-nonce-002"u8)),
            new DmCredential("SRVCRED", "DIGEST", null, "server2", Convert.ToBase64String("server-nonce-002"u8)),
        ],
    };

    [Theory]
    [InlineData(BootstrapKind.ClientProvisioning)]
    [InlineData(BootstrapKind.DmProfile)]
    public void An_account_guarded_by_the_IMSI_is_taken_and_its_server_contacted(BootstrapKind kind)
    {
        Push(kind, SecurityMethod.NetworkPin, BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi)).ShouldBeSilent().ShouldHavePosted(1);
        Assert.Equal(Address, _bench.OpenPost!.Uri);
        Assert.Equal("second", _bench.Terminal.Read("./DMAcc/second/ServerID").Value);
        DmServer server = Second();
        SyncMlMessage first = server.Take();
        Assert.Equal(AlertCode.ClientInitiated, first.Commands.OfType<Command.Alert>().Single().Code);
        Assert.Equal(("user2", Credentials.Md5Credential("user2", "secret2", "client-nonce-002"u8)), (first.Header.Source.LocName, first.Header.Cred!.Data.Text));
        server.Reply().ShouldBeIdle();
        Assert.Equal(SessionOutcome.Completed, Assert.Single(_bench.Facts<TerminalFact.SessionEnded>()).Outcome);
    }

    [Fact]
    public void The_new_server_notifies_and_has_its_own_rights()
    {
        Push(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi));
        DmServer server = Second();
        server.Reply();
        server.Notify().ShouldHavePosted(2);
        Command.Get own = server.Get("./DMAcc/second/ServerID"), secret = server.Get("./DMAcc/second?prop=ACL");
        Command.Replace name = server.Replace("./DMAcc/second/Name", "Other");
        server.Reply(own, secret, name);
        server.Take();
        Assert.Equal([200, 200, 200], new[] { own, secret, (Command)name }.Select(c => server.CodeOf(c)));
        server.Reply();

        DmServer operators = new(_bench);
        operators.Notify();
        Command.Get foreign = operators.Get("./DMAcc/second/ServerID");
        operators.Reply(foreign);
        operators.Take();
        Assert.Equal(425, operators.CodeOf(foreign));
    }

    [Fact]
    public void An_account_and_its_nonces_survive_power_off_and_the_emulator()
    {
        Push(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi));
        DmServer server = Second();
        server.Reply(server.Get("./DevInfo/Man"));
        server.Take();
        server.Reply();
        _bench.Reboot().Revive().ShouldBeIdle();
        server.Notify().ShouldHavePosted(3);
        Assert.Equal(Address, _bench.OpenPost!.Uri);
    }

    [Fact]
    public void A_deleted_account_is_one_no_more()
    {
        Push(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi));
        DmServer server = Second();
        Command.Delete delete = server.Delete("./DMAcc/second");
        server.Reply(delete);
        server.Take();
        Assert.Equal(200, server.CodeOf(delete));
        server.Reply();
        server.Notify().ShouldHavePosted(2);
        Assert.Empty(_bench.Nv.Accounts!);
        Assert.Equal(NotificationFault.UnknownServer, _bench.Facts<TerminalFact.NotificationDropped>().Last().Fault);
    }

    [Theory]
    [InlineData(SecurityMethod.UserPin)]
    [InlineData(SecurityMethod.UserNetworkPin)]
    public void A_PIN_is_asked_of_the_user(SecurityMethod method)
    {
        byte[] secret = method == SecurityMethod.UserPin ? [] : BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi);
        Push(BootstrapKind.ClientProvisioning, method, BootstrapSecurity.ProvisioningKey(method, secret, "1234"));
        _bench.ShouldHaveShown(UiSubject.BootstrapPin).ShouldHavePosted(0).UserTypes("9999").ShouldHavePosted(0).UserTypes("1234").ShouldHavePosted(1);
        Assert.Equal(Address, _bench.OpenPost!.Uri);
    }

    [Fact]
    public void Three_wrong_PINs_are_enough()
    {
        Push(BootstrapKind.ClientProvisioning, SecurityMethod.UserPin, "1234"u8.ToArray());
        for (int i = 0; i < 3; i++) _bench.UserTypes("0000");
        _bench.UserTypes("1234").ShouldHavePosted(0).ShouldHaveShown(UiSubject.BootstrapPin, UiSubject.BootstrapPin, UiSubject.BootstrapPin);
        Assert.Null(_bench.Nv.Accounts);
    }

    [Fact]
    public void A_user_who_leaves_the_question_gets_no_account()
    {
        Push(BootstrapKind.ClientProvisioning, SecurityMethod.UserPin, "1234"u8.ToArray());
        _bench.Wait(TimeSpan.FromSeconds(150)).ShouldBeIdle();
        Assert.Null(_bench.Nv.Accounts);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("unguarded")]
    [InlineData("foreign")]
    [InlineData("garbage")]
    [InlineData("no address")]
    public void What_is_not_right_is_dropped_without_a_sign(string what)
    {
        byte[] key = BootstrapSecurity.NetworkSecret(what == "wrong" ? Samples.OtherHomeSim.Imsi : Samples.HomeSim.Imsi);
        byte[] document = what == "garbage" ? [3, 11, 106, 0, 69] : Document(BootstrapKind.ClientProvisioning, what == "no address" ? Account() with { Addresses = [] } : Account());
        WapPushMessage push = BootstrapPush.Make(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, key, document);
        if (what == "unguarded") push = push with { Parameters = [] };
        Send(push, what == "foreign" ? "13800138000" : "10654040").ShouldBeSilent().ShouldBeIdle().ShouldHavePosted(0);
        Assert.Null(_bench.Nv.Accounts);
        Assert.NotEmpty(_bench.Facts<TerminalFact.NotificationDropped>());
    }

    [Fact]
    public void The_preset_account_cannot_be_taken_over_and_there_is_room_for_four_more()
    {
        byte[] key = BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi);
        foreach (string id in (string[])["OMADM", "a", "b", "c", "d", "e"])
        {
            Send(BootstrapPush.Make(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, key, Document(BootstrapKind.ClientProvisioning, Account(id))));
        }

        Assert.Equal(["a", "b", "c", "d"], _bench.Nv.Accounts!.Select(a => a.ServerId));
    }

    [Fact]
    public void A_DM_1_1_handset_files_the_account_in_its_own_layout()
    {
        Bench bench = new Bench(Samples.Xml with { Dm = new DmBehaviour { Version = DmVersion.V112 } }).Registered();
        byte[] key = BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi);
        foreach (byte[] part in Parts(BootstrapPush.Make(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, key, Document(BootstrapKind.ClientProvisioning, Account())))) bench.Sms(part);
        Assert.Equal(Address, bench.OpenPost!.Uri);
        Assert.Equal("second", bench.Terminal.Read("./SyncML/DMAcc/second/ServerId").Value);
    }

    [Fact]
    public void Servers_with_names_alike_have_nodes_of_their_own()
    {
        foreach (string id in (string[])["com.mgmtsrv.manage", "com.mgmtsrv.manage2", "com.mgmtsrv.manage"]) Take(id);
        Assert.Equal(["com.mgmtsrv.manage", "com.mgmtsrv.manage2"], _bench.Nv.Accounts!.Select(a => a.ServerId).Order(StringComparer.Ordinal));
        foreach (AccountState account in _bench.Nv.Accounts!) Assert.Equal(account.ServerId, _bench.Terminal.Read($"./{account.Root}/ServerID").Value);
    }

    [Fact]
    public void A_factory_reset_takes_every_account_but_the_preset_one()
    {
        foreach (string id in (string[])["a", "b", "c", "d"]) Take(id);
        _bench.Step(new TerminalEvent.FactoryReset(_bench.Now));
        Assert.Empty(_bench.Nv.Accounts!);
        Take("e");
        Assert.Equal("e", Assert.Single(_bench.Nv.Accounts!).ServerId);
    }

    [Fact]
    [Trait("row", "EXC-13")]
    [Trait("row", "FUM-18")]
    public void A_report_goes_to_the_server_that_commanded()
    {
        _bench = new Bench(Samples.Xml with { Tree = new TreeTemplate([.. Samples.Xml.Tree.Nodes.Select(n => n.Path.StartsWith("FwUpdate", StringComparison.Ordinal) ? n with { Acl = "Get=*&Replace=*&Exec=*" } : n)]) }).Registered();
        Push(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi));
        DmServer second = Second();
        Command exec = second.Exec("./FwUpdate/Download", "s-1");
        second.Reply(second.Replace("./FwUpdate/Download/PkgURL", "nowhere"), exec);
        second.Take();
        Assert.Equal(202, second.CodeOf(exec));
        second.Reply();
        Assert.Equal(Address, _bench.OpenPost!.Uri);
        _bench.Revive();
        Assert.Equal(Address, _bench.OpenPost!.Uri);
        _bench.PostFails(NetworkFailure.ConnectionLost);

        DmServer operators = new(_bench);
        operators.Notify();
        operators.Take();
        Assert.Null(operators.Report);
        operators.Reply();
        Assert.Single(_bench.Nv.Firmware!.Reports);
        _bench.Wait(TimeSpan.FromMinutes(5));
        second.Take();
        Assert.Equal("s-1", second.Report!.Correlator);
        second.Reply();
        Assert.Null(_bench.Nv.Firmware);
    }

    [Fact]
    [Trait("row", "UIM-04")]
    public void A_PIN_that_another_question_came_before_is_asked_for_again()
    {
        Push(BootstrapKind.ClientProvisioning, SecurityMethod.UserPin, "1234"u8.ToArray());
        new DmServer(_bench).Notify(UiMode.UserInteraction);
        _bench.ShouldHaveShown(UiSubject.BootstrapPin, UiSubject.SessionQuestion).UserSays(UserAnswer.No);
        _bench.ShouldHaveShown(UiSubject.BootstrapPin, UiSubject.SessionQuestion, UiSubject.BootstrapPin).ShouldHavePosted(0).UserTypes("1234");
        Assert.Equal("second", Assert.Single(_bench.Nv.Accounts!).ServerId);
    }

    [Fact]
    public void Without_signal_the_first_contact_waits()
    {
        Push(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi));
        _bench.LoseSignal().ShouldHavePosted(1).FindSignal().ShouldHavePosted(1);
        Bench other = new Bench().Registered().LoseSignal();
        foreach (byte[] part in Parts(BootstrapPush.Make(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi), Document(BootstrapKind.ClientProvisioning, Account())))) other.Sms(part);
        other.ShouldHavePosted(0).FindSignal().ShouldHavePosted(1);
    }

    private DmServer Second() => new(_bench) { ServerId = "second", Password = "server2", Nonce = "server-nonce-002"u8.ToArray() };

    /// <summary>The account of this server arrives; nothing answers its first session.</summary>
    private void Take(string serverId)
    {
        byte[] document = Document(BootstrapKind.ClientProvisioning, Account(serverId));
        Send(BootstrapPush.Make(BootstrapKind.ClientProvisioning, SecurityMethod.NetworkPin, BootstrapSecurity.NetworkSecret(Samples.HomeSim.Imsi), document));
        while (_bench.OpenPost is not null) _bench.PostFails(NetworkFailure.ConnectionLost);
    }

    private Bench Push(BootstrapKind kind, SecurityMethod method, byte[] key) => Send(BootstrapPush.Make(kind, method, key, Document(kind, Account())));

    private Bench Send(WapPushMessage push, string sender = "10654040")
    {
        foreach (byte[] part in Parts(push)) _bench.Sms(part, sender);
        return _bench;
    }

    private static IEnumerable<byte[]> Parts(WapPushMessage push) =>
        MessageSplitter.Split(new PortAddress(WapPush.Port, 49154), WapPushWriter.Encode(push), 9);

    private static byte[] Document(BootstrapKind kind, DmAccount account)
    {
        if (kind == BootstrapKind.ClientProvisioning) return ProvisioningCodec.Encode(new ProvisioningDocument(null, [DmAccountMapping.Application(account)]), SyncMlEncoding.Wbxml);
        MgmtNode node = new() { Name = "acc", Type = NodeType.DdfName("urn:oma:mo:oma-dm-dmacc:1.0"), Format = "node", Children = [.. Nested(DmAccountNodes.Dm12(account))] };
        Item item = new()
        {
            Target = new Location("./Inbox"), Meta = new Meta { Format = "bin", Type = MgmtTreeCodec.TndsWbxml }, Data = MgmtTreeCodec.ToData(new MgmtTree([node]), SyncMlEncoding.Wbxml),
        };
        SyncHdr header = new() { SessionId = "0", MsgId = MsgId.From(1), Target = new Location("IMEI:860206000003972"), Source = new Location(account.ServerId) };
        return SyncMlCodec.Encode(new SyncMlMessage(header, [new Command.Add { CmdId = CmdId.From(1), Items = [item] }], true), SyncMlEncoding.Wbxml);
    }

    /// <summary>Leaves with paths as nodes in nodes.</summary>
    private static IEnumerable<MgmtNode> Nested(IEnumerable<DmAccountNode> leaves) =>
        leaves.GroupBy(leaf => leaf.Path.Split('/')[0]).Select(group => group.Count() == 1 && !group.First().Path.Contains('/', StringComparison.Ordinal)
            ? new MgmtNode { Name = group.Key, Format = "chr", Type = NodeType.Mime("text/plain"), Value = group.First().Value }
            : new MgmtNode { Name = group.Key, Format = "node", Children = [.. Nested(group.Select(leaf => leaf with { Path = leaf.Path[(group.Key.Length + 1)..] }))] });
}

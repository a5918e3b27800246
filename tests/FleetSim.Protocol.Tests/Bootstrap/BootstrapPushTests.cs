using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.Bootstrap;

[Trait("spec", "OMA-TS-DM_Bootstrap-V1_2_1, 5.3 and 5.4")]
[Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.7")]
public sealed class BootstrapPushTests
{
    internal static readonly ProvisioningDocument Document = new("1.1",
    [
        new("NAPDEF",
            [new("NAPID", "NAP1"), new("NAME", "Internet"), new("BEARER", "GSM-GPRS"), new("NAP-ADDRESS", "cmnet"), new("NAP-ADDRTYPE", "APN")],
            [new("NAPAUTHINFO", [new("AUTHTYPE", "PAP"), new("AUTHNAME", "user"), new("AUTHSECRET", "secret")], [])]),
        new("APPLICATION",
            [new("APPID", "w7"), new("PROVIDER-ID", "com.example.dm"), new("NAME", "DM & more"), new("TO-NAPID", "NAP1")],
            [
                new("APPADDR", [new("ADDR", "http://dm.example.com/dm")], [new("PORT", [new("PORTNBR", "8080")], [])]),
                new("APPAUTH", [new("AAUTHLEVEL", "APPSRV"), new("AAUTHTYPE", "DIGEST"), new("AAUTHNAME", "client"), new("AAUTHSECRET", "cpw"), new("AAUTHDATA", "Tm9uY2U=")], []),
                new("APPAUTH", [new("AAUTHLEVEL", "CLIENT"), new("AAUTHSECRET", "spw"), new("AAUTHDATA", "Tm9uY2U=")], []),
            ]),
    ]);

    private static readonly byte[] Secret = BootstrapSecurity.NetworkSecret(Imsi.Parse("460001234567890")!.Value);

    [Fact]
    public void The_network_secret_is_the_IMSI_as_the_SIM_has_it() => Assert.Equal("4906002143658709", Convert.ToHexString(Secret));

    [Fact]
    public void The_mac_is_the_HMAC_SHA1_of_RFC_2104()
    {
        // RFC 2202, case 2.
        Assert.Equal("EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79", BootstrapSecurity.Mac("Jefe"u8, "what do ya want for nothing?"u8));
        Assert.True(BootstrapSecurity.IsGenuine("Jefe"u8, "what do ya want for nothing?"u8, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
        Assert.False(BootstrapSecurity.IsGenuine("Jefe"u8, "what do ya want for nothing!"u8, "EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79"));
        Assert.False(BootstrapSecurity.IsGenuine("Jefe"u8, default, null));
    }

    [Theory]
    [InlineData(SecurityMethod.NetworkPin, WapPushForm.Codes)]
    [InlineData(SecurityMethod.UserPin, WapPushForm.Codes)]
    [InlineData(SecurityMethod.UserNetworkPin, WapPushForm.Codes)]
    [InlineData(SecurityMethod.UserNetworkPin, WapPushForm.Texts)]
    public void A_provisioning_push_is_believed_with_its_secret_only(SecurityMethod method, WapPushForm form)
    {
        byte[] document = ProvisioningCodec.Encode(Document, SyncMlEncoding.Wbxml);
        byte[] key = BootstrapSecurity.ProvisioningKey(method, Secret, "1234");
        BootstrapPush push = Sent(BootstrapPush.Make(BootstrapKind.ClientProvisioning, method, key, document), form);
        Assert.Equal((BootstrapKind.ClientProvisioning, method), (push.Kind, push.Method!.Value));
        Assert.True(push.IsGenuine(Secret, "1234"));
        Assert.Equal(method == SecurityMethod.NetworkPin, push.IsGenuine(Secret, "4321"));
        Assert.Equal(method == SecurityMethod.UserPin, push.IsGenuine(new byte[8], "1234"));
        Assert.False((push with { Mac = null }).IsGenuine(Secret, "1234"));
        Assert.False((push with { Method = null }).IsGenuine(Secret, "1234"));
        Assert.Equal(Document, push.ReadProvisioning().Value);
        Assert.False(push.ReadMessage().IsDone);
    }

    [Fact]
    public void A_PIN_may_contain_the_mac()
    {
        byte[] document = ProvisioningCodec.Encode(Document, SyncMlEncoding.Wbxml);
        BootstrapPush push = Sent(BootstrapPush.Make(BootstrapKind.ClientProvisioning, SecurityMethod.UserPinMac, default, document), WapPushForm.Codes);
        string pin = BootstrapSecurity.PinWithMac("13579", document);
        Assert.Equal((10, null), (pin.Length, push.Mac));
        Assert.True(push.IsGenuine(default, pin));
        Assert.False(push.IsGenuine(default, (pin[0] == '1' ? "2" : "1") + pin[1..]));
        Assert.False(push.IsGenuine(default, "12"));
        Assert.False(push.IsGenuine(default, ""));
    }

    [Fact]
    public void A_DM_profile_carries_an_ordinary_message()
    {
        SyncMlMessage message = new(
            new SyncHdr { SessionId = "0", MsgId = new("0"), Target = new Location("IMEI:1"), Source = new Location("com.example.dm") },
            [new Command.Add { CmdId = new("1"), Items = [new Item { Target = new Location("./Inbox"), Meta = new Meta { Format = "xml", Type = "application/vnd.syncml.dmtnds+xml" }, Data = "<x/>" }] }], Final: true);
        byte[] document = SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml);
        byte[] key = BootstrapSecurity.DmKey(SecurityMethod.UserNetworkPin, Secret, "1234");
        Assert.Equal([.. "1234:"u8, .. Secret], key);
        BootstrapPush push = Sent(BootstrapPush.Make(BootstrapKind.DmProfile, SecurityMethod.UserNetworkPin, key, document), WapPushForm.Codes);
        Assert.True(push.IsGenuine(Secret, "1234"));
        Assert.False(push.IsGenuine(Secret, "1235"));
        Assert.Equal("<x/>", ((Command.Add)push.ReadMessage().Value!.Commands[0]).Items[0].Data!.Value.Text);
    }

    [Fact]
    public void Another_push_is_no_bootstrap()
    {
        Assert.False(BootstrapPush.Read(new WapPushMessage("application/vnd.syncml.notification", null, [])).IsDone);
        Assert.False(BootstrapPush.Read(new WapPushMessage(BootstrapPush.DmMediaType, null, []) { Parameters = [new("SEC", "9")] }).IsDone);
        Assert.Null(BootstrapPush.Read(new WapPushMessage(BootstrapPush.DmMediaType, null, [])).Value!.Method);
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_StdObj-V1_2_1, 5.3.1")]
    public void A_w7_application_becomes_an_account_and_is_written_again()
    {
        DmAccount account = Assert.Single(DmAccountMapping.Accounts(Document));
        Assert.Equal(
        [
            "AppID=w7", "ServerID=com.example.dm", "Name=DM & more", "ToConRef/1/ConRef=NAP1", "AppAddr/1/Addr=http://dm.example.com/dm", "AppAddr/1/AddrType=URI",
            "AppAddr/1/Port/1/PortNbr=8080", "AppAuth/1/AAuthLevel=CLCRED", "AppAuth/1/AAuthType=DIGEST", "AppAuth/1/AAuthName=client", "AppAuth/1/AAuthSecret=cpw",
            "AppAuth/1/AAuthData=Tm9uY2U=", "AppAuth/2/AAuthLevel=SRVCRED", "AppAuth/2/AAuthSecret=spw", "AppAuth/2/AAuthData=Tm9uY2U=",
        ], DmAccountNodes.Dm12(account).Select(node => $"{node.Path}={node.Value}"));
        Assert.Equal(
        [
            "ServerId=com.example.dm", "Name=DM & more", "ConRef=NAP1", "Addr=http://dm.example.com/dm", "AddrType=1", "PortNbr=8080", "UserName=client", "ClientPW=cpw",
            "ClientNonce=Tm9uY2U=", "ServerPW=spw", "ServerNonce=Tm9uY2U=",
        ], DmAccountNodes.Dm11(account).Select(node => $"{node.Path}={node.Value}"));
        Assert.Equal(DmAccountNodes.Dm12(account), DmAccountNodes.Dm12(DmAccountMapping.Accounts(new("1.1", [DmAccountMapping.Application(account)]))[0]));
        Assert.Equal(new NetworkAccessPoint("NAP1", "Internet", "GSM-GPRS", "cmnet", "APN", "PAP", "user", "secret"), Assert.Single(DmAccountMapping.AccessPoints(Document)));
    }

    private static BootstrapPush Sent(WapPushMessage push, WapPushForm form)
    {
        // Over the air in parts, the last one first.
        byte[] octets = WapPushWriter.Encode(push, form);
        IReadOnlyList<byte[]> parts = MessageSplitter.Split(new PortAddress(WapPush.Port, 49154), octets, 7);
        MessageReassembler reassembler = new();
        Reassembly last = default;
        foreach (byte[] part in parts.Reverse()) last = reassembler.Receive("10086", "me", UserData.Decode(part, hasHeader: true).Value!, DateTimeOffset.UnixEpoch);
        Decoded<WapPushMessage> decoded = WapPush.Decode(last.Message!.Payload);
        Assert.True(decoded.IsDone, decoded.Reason);
        return BootstrapPush.Read(decoded.Value).Value!;
    }
}

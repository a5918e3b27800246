using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Platform.Tests.Campaigns;

/// <summary>The bootstrap push that follows a registration.</summary>
[Trait("spec", "OMA-TS-DM_Bootstrap-V1_2_1, 5")]
public sealed class BootstrapTests
{
    private static readonly Imei Imei = new(860206000003972);
    private static readonly byte[] Secret = BootstrapSecurity.NetworkSecret(new Imsi(460001234567890));

    [Theory]
    [InlineData(BootstrapForm.ClientProvisioning, BootstrapSecurityMethod.NetworkPin)]
    [InlineData(BootstrapForm.ClientProvisioning, BootstrapSecurityMethod.UserPin)]
    [InlineData(BootstrapForm.ClientProvisioning, BootstrapSecurityMethod.UserNetworkPin)]
    [InlineData(BootstrapForm.DmProfile, BootstrapSecurityMethod.NetworkPin)]
    [InlineData(BootstrapForm.DmProfile, BootstrapSecurityMethod.UserPin)]
    [InlineData(BootstrapForm.DmProfile, BootstrapSecurityMethod.UserNetworkPin)]
    public void The_push_is_genuine_for_the_secret_and_for_no_other(BootstrapForm form, BootstrapSecurityMethod security)
    {
        BootstrapPush push = Push(form, security);
        Assert.Equal((int)security, (int)push.Method!.Value);
        Assert.True(push.IsGenuine(Secret, "1234"));
        Assert.False(push.IsGenuine(BootstrapSecurity.NetworkSecret(new Imsi(460001234567891)), "4321"));
    }

    [Fact]
    public void With_UserPinMac_the_push_has_no_MAC() =>
        Assert.Equal((SecurityMethod.UserPinMac, null), (Push(BootstrapForm.ClientProvisioning, BootstrapSecurityMethod.UserPinMac).Method, Push(BootstrapForm.ClientProvisioning, BootstrapSecurityMethod.UserPinMac).Mac));

    [Fact]
    public void A_provisioning_document_has_the_account()
    {
        DmAccount account = Assert.Single(DmAccountMapping.Accounts(Push(BootstrapForm.ClientProvisioning, BootstrapSecurityMethod.NetworkPin).ReadProvisioning().Value!));
        Assert.Equal(("OMADM", "http://127.0.0.1:1/dm"), (account.ServerId, account.Addresses[0].Address));
        Assert.Equal(["CLCRED mvpdm", "SRVCRED OMADM"], account.Credentials.Select(c => $"{c.Level} {c.Name}"));
    }

    [Fact]
    public void A_profile_adds_the_account_to_the_inbox()
    {
        SyncMlMessage message = Push(BootstrapForm.DmProfile, BootstrapSecurityMethod.NetworkPin).ReadMessage().Value!;
        Command.Add add = Assert.IsType<Command.Add>(Assert.Single(message.Commands));
        Assert.Equal(("./Inbox", MgmtTreeCodec.TndsWbxml), (add.Items[0].Target!.LocUri, add.Meta!.Type));
        IReadOnlyList<LocatedNode> nodes = MgmtTreeCodec.DecodeData(add.Items[0].Data!.Value).Value!.Locate("./Inbox");
        Assert.Equal("urn:oma:mo:oma-dm-dmacc:1.0", nodes[0].Node.Type!.Value.Name);
        Assert.Equal("OMADM", nodes.Single(n => n.Uri == "./Inbox/DMAcc/ServerID").Node.Value!.Value.Text);
        Assert.Equal("http://127.0.0.1:1/dm", nodes.Single(n => n.Uri == "./Inbox/DMAcc/AppAddr/1/Addr").Node.Value!.Value.Text);
        Assert.Equal(2, nodes.Count(n => n.Uri.EndsWith("/AAuthSecret", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_takes_several_short_messages_that_are_one_push_and_comes_once()
    {
        Bench bench = new(Options(BootstrapForm.ClientProvisioning, BootstrapSecurityMethod.NetworkPin));
        IReadOnlyList<Downlink> first = bench.Registered(Bench.Uplink(Imei)).Downlinks;
        Assert.Equal(DownlinkKind.Confirmation, first[0].Kind);
        Assert.True(first.Count > 2);
        Assert.All(first, d => Assert.InRange(d.UserData.Length, 1, UserData.MaxOctets));
        Assert.Equal("ClientProvisioning", bench.Last<BookEntry.Handset>()!.Bootstrap);
        Assert.Single(bench.Registered(Bench.Uplink(Imei)).Downlinks);
    }

    [Fact]
    public void Without_an_IMSI_there_is_none_and_that_is_counted()
    {
        Bench bench = new(Options(BootstrapForm.ClientProvisioning, BootstrapSecurityMethod.NetworkPin));
        Assert.Single(bench.Registered(Bench.Uplink(Imei), "13899999999").Downlinks);
        Assert.Equal(1, bench.Status.Errors["bootstrapWithoutImsi"]);
    }

    [Fact]
    public void The_IMSI_of_a_Unicom_text_is_enough()
    {
        PlatformOptions options = Options(BootstrapForm.ClientProvisioning, BootstrapSecurityMethod.NetworkPin) with
        {
            Registration = new RegistrationOptions { Services = [new ServiceOptions { Number = "10655459", Port = 26680, Form = RegistrationForm.Unicom }] },
        };
        byte[] uplink = UserData.Encode(new PortAddress(26680, 26680), null, "IMEI:860206000003972/460001234567890/a/M1/c"u8);
        IReadOnlyList<Downlink> sent = new Bench(options).Registered(uplink, "13899999999", "10655459").Downlinks;
        Assert.True(Read(sent).IsGenuine(Secret, ""));
        Assert.All(sent, d => Assert.Equal("10655459", d.Source));
    }

    private static BootstrapPush Push(BootstrapForm form, BootstrapSecurityMethod security) =>
        Read(new Bench(Options(form, security)).Registered(Bench.Uplink(Imei)).Downlinks);

    private static BootstrapPush Read(IEnumerable<Downlink> sent)
    {
        SmsUserData[] parts = [.. sent.Where(d => d.Kind == DownlinkKind.Bootstrap).Select(d => UserData.Decode(d.UserData, d.HasHeader).Value!)];
        Assert.All(parts, p => Assert.Equal(WapPush.Port, p.Ports!.Value.Destination));
        byte[] payload = [.. parts.OrderBy(p => p.Part?.Number ?? 1).SelectMany(p => p.Payload)];
        return BootstrapPush.Read(WapPush.Decode(payload).Value!).Value!;
    }

    private static PlatformOptions Options(BootstrapForm form, BootstrapSecurityMethod security) => new()
    {
        Bootstrap = new BootstrapOptions
        {
            Form = form, Security = security, Pin = security == BootstrapSecurityMethod.UserPinMac ? "1234567890" : "1234",
            Imsis = new Dictionary<string, string> { ["13800000001"] = "460001234567890" },
        },
    };
}

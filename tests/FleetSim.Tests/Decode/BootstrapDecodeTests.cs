using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Tests.Decode;

public sealed class BootstrapDecodeTests
{
    private const string Subscriber = "460001234567890";

    private static readonly byte[] Secret = BootstrapSecurity.NetworkSecret(Imsi.Parse(Subscriber)!.Value);

    private static readonly byte[] Provisioning = ProvisioningCodec.Encode(
        new ProvisioningDocument("1.1", [DmAccountMapping.Application(new DmAccount { ServerId = "dm.example.test", Addresses = [new DmAddress("http://dm.example.test/", "URI", [8080])] })]),
        SyncMlEncoding.Wbxml);

    private static readonly byte[] Profile = File.ReadAllBytes(SampleFiles.Golden("syncml/package-2.wbxml"));

    [Theory]
    [InlineData(SecurityMethod.NetworkPin, "--imsi", Subscriber)]
    [InlineData(SecurityMethod.UserPin, "--pin", "1234")]
    [InlineData(SecurityMethod.UserNetworkPin, "--imsi", Subscriber, "--pin", "1234")]
    public void A_mac_is_right_with_its_secret(SecurityMethod method, params string[] secret)
    {
        foreach (BootstrapKind kind in Enum.GetValues<BootstrapKind>())
        {
            CommandLineRun run = CommandLineRun.On(Push(kind, method), "decode", secret);
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Contains($"bootstrap MAC ({method}): right", run.Output, StringComparison.Ordinal);
            Assert.Contains(kind.ToString(), run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(SecurityMethod.NetworkPin, "the MAC does not fit the secret", "--imsi", "460001234567891")]
    [InlineData(SecurityMethod.UserPin, "the MAC does not fit the secret", "--pin", "4321")]
    [InlineData(SecurityMethod.UserNetworkPin, "the method needs --pin", "--imsi", Subscriber)]
    [InlineData(SecurityMethod.UserNetworkPin, "the method needs --imsi", "--pin", "1234")]
    [InlineData(SecurityMethod.UserPinMac, "the PIN does not belong to the document", "--pin", "1234567890")]
    public void A_mac_that_cannot_be_right_says_why(SecurityMethod method, string reason, params string[] secret)
    {
        CommandLineRun run = CommandLineRun.On(Push(BootstrapKind.ClientProvisioning, method), "decode", secret);
        Assert.Equal(1, run.Code);
        Assert.Contains($"bootstrap MAC ({method}): WRONG: {reason}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pin_that_contains_the_mac_is_right()
    {
        string pin = BootstrapSecurity.PinWithMac("13579", Provisioning);
        CommandLineRun run = CommandLineRun.On(Push(BootstrapKind.ClientProvisioning, SecurityMethod.UserPinMac), "decode", "--pin", pin);
        Assert.Equal(0, run.Code);
        Assert.Contains("bootstrap MAC (UserPinMac): right", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_security_nothing_guards_it()
    {
        byte[] push = WapPushWriter.Encode(new WapPushMessage(ProvisioningCodec.WbxmlMediaType, null, Provisioning));
        CommandLineRun shown = CommandLineRun.On(push, "decode");
        Assert.Equal(0, shown.Code);
        Assert.Matches("security +none", shown.Output);
        Assert.Contains("WRONG: the push has no SEC", CommandLineRun.On(push, "decode", "--pin", "1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parameters_are_shown_and_the_document_behind_them()
    {
        string output = CommandLineRun.On(Push(BootstrapKind.ClientProvisioning, SecurityMethod.UserPin), "decode").Output;
        Assert.Matches("SEC +1\n", output);
        Assert.Matches("MAC +[0-9A-F]{40}\n", output);
        Assert.Matches("security +UserPin\n", output);
        Assert.Contains("http://dm.example.test/", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--imsi", "12")]
    [InlineData("--pin", "12a4")]
    public void A_secret_of_another_form_is_the_operators_mistake(params string[] secret) =>
        Assert.Throws<Commands.ConfigurationException>(() => CommandLineRun.On(Push(BootstrapKind.DmProfile, SecurityMethod.UserPin), "decode", secret));

    internal static byte[] Push(BootstrapKind kind, SecurityMethod method)
    {
        byte[] document = kind == BootstrapKind.ClientProvisioning ? Provisioning : Profile;
        byte[] key = kind == BootstrapKind.ClientProvisioning ? BootstrapSecurity.ProvisioningKey(method, Secret, "1234") : BootstrapSecurity.DmKey(method, Secret, "1234");
        return WapPushWriter.Encode(BootstrapPush.Make(kind, method, key, document));
    }
}

using System.Text;
using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;

namespace FleetSim.Tests.Decode;

public sealed class DecodeCommandTests
{
    private static readonly byte[] Nonce = "bVjkczA8jZc="u8.ToArray();
    private static readonly string NonceText = Convert.ToBase64String(Nonce);
    private static readonly byte[] Notification = Package0Codec.Encode(new Package0 { SessionId = 0x1234, ServerId = "dm.example.test" }, "se:cret", Nonce);

    [Theory]
    [InlineData("package-1")]
    [InlineData("package-2")]
    [InlineData("package-3")]
    [InlineData("firmware-report-dm11")]
    public void Both_forms_of_a_message_are_shown_as_the_same_xml(string name)
    {
        CommandLineRun wbxml = CommandLineRun.Of("decode", SampleFiles.Golden($"syncml/{name}.wbxml"));
        CommandLineRun xml = CommandLineRun.Of("decode", SampleFiles.Golden($"syncml/{name}.xml"));
        Assert.Equal((0, ""), (wbxml.Code, wbxml.Error));
        Assert.StartsWith("syncml (wbxml)", wbxml.Output, StringComparison.Ordinal);
        Assert.StartsWith("syncml (xml)", xml.Output, StringComparison.Ordinal);
        Assert.Equal(BelowTheFirstLine(xml.Output), BelowTheFirstLine(wbxml.Output));
    }

    [Theory]
    [InlineData("hex")]
    [InlineData("base64")]
    [InlineData("binary")]
    public void The_form_of_the_input_is_found_out(string form)
    {
        byte[] octets = File.ReadAllBytes(SampleFiles.Golden("syncml/package-1.wbxml"));
        byte[] input = form switch { "hex" => Encoding.ASCII.GetBytes(Convert.ToHexString(octets)), "base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(octets) + "\n"), _ => octets };
        using JsonDocument json = JsonDocument.Parse(CommandLineRun.On(input, "decode", "--json").Output);
        Assert.Equal(form, json.RootElement.GetProperty("input").GetString());
        Assert.Equal("syncml", json.RootElement.GetProperty("documents")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public void Json_has_its_schema_and_every_value_by_name()
    {
        using JsonDocument json = JsonDocument.Parse(CommandLineRun.On(Notification, "decode", "--json").Output);
        JsonElement document = json.RootElement.GetProperty("documents")[0];
        Assert.Equal("fleetsim.decode/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal("package0", document.GetProperty("kind").GetString());
        Assert.Equal("1234", Value(document, "sessionId"));
        Assert.Equal("dm.example.test", Value(document, "serverId"));
    }

    [Fact]
    public void A_notification_is_found_bare_in_a_push_and_behind_a_header()
    {
        byte[] push = WapPush.EncodeNotification(1, Notification);
        byte[] userData = UserData.Encode(new PortAddress(2948, 9200), null, push);
        foreach ((byte[] input, string kind) in ((byte[], string)[])[(Notification, "package0"), (push, "push"), (userData, "userdata")])
        {
            CommandLineRun run = CommandLineRun.On(input, "decode");
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.StartsWith(kind, run.Output, StringComparison.Ordinal);
            Assert.Contains("dm.example.test", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_right_digest_says_with_which_form_of_the_nonce()
    {
        CommandLineRun right = CommandLineRun.On(Notification, "decode", "--verify", $"dm.example.test:se:cret:{NonceText}");
        Assert.Equal(0, right.Code);
        Assert.Contains("notification digest (Md5): right, with the nonce in the form Current", right.Output, StringComparison.Ordinal);
        CommandLineRun undecoded = CommandLineRun.On(Notification, "decode", "--verify", "dm.example.test:se:cret:bVjkczA8jZc=");
        Assert.Contains("in the form Undecoded", undecoded.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_digest_ends_with_code_1()
    {
        CommandLineRun run = CommandLineRun.On(Notification, "decode", "--verify", $"dm.example.test:other:{NonceText}");
        Assert.Equal(1, run.Code);
        Assert.Contains("WRONG", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_pdus_in_one_stream_are_shown_in_turn()
    {
        const string EnquireLink = "00000010000000150000000000000007";
        CommandLineRun run = CommandLineRun.On(Encoding.ASCII.GetBytes(EnquireLink + "\n" + EnquireLink), "decode");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("smpp (binary), 16 octets at 16", run.Output, StringComparison.Ordinal);
        CommandLineRun cut = CommandLineRun.On(Encoding.ASCII.GetBytes(EnquireLink + EnquireLink[..20]), "decode");
        Assert.Equal((1, "smpp: octet 26: the octets end before the document does\n"), (cut.Code, cut.Error));
    }

    [Fact]
    public void Named_cmpp_messages_are_shown_in_turn()
    {
        byte[] first = Convert.FromHexString(File.ReadLines(SampleFiles.Vector("sms/cmpp-gocmpp-v30-v20.txt")).ElementAt(2).Split(' ')[^1]);
        CommandLineRun run = CommandLineRun.On([.. first, .. first], "decode", "--kind", "cmpp30");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(3, run.Output.Split("cmpp (binary)").Length);
        Assert.Contains("com.example.dm", run.Output, StringComparison.Ordinal);
        Assert.Equal((1, "cmpp30: octet 20: the octets end before the document does\n"), Outcome(CommandLineRun.On(first[..20], "decode", "--kind", "cmpp30")));
    }

    [Fact]
    public void A_registration_text_is_taken_apart()
    {
        CommandLineRun run = CommandLineRun.On("IMEI:860206000003972/Hisense/TS7032/TI7.2.01.22.00"u8.ToArray(), "decode");
        Assert.Equal(0, run.Code);
        Assert.Contains("Hisense", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_has_kind_position_and_reason()
    {
        byte[] octets = File.ReadAllBytes(SampleFiles.Golden("syncml/package-1.wbxml"));
        CommandLineRun run = CommandLineRun.On(octets[..40], "decode");
        Assert.Equal(1, run.Code);
        Assert.Matches("^syncml-wbxml: octet \\d+: .+\n$", run.Error);
    }

    [Fact]
    public void A_form_that_does_not_fit_is_the_operators_mistake() =>
        Assert.Throws<ConfigurationException>(() => CommandLineRun.On("zz"u8.ToArray(), "decode", "--input", "hex"));

    [Theory]
    [InlineData("motorola-dm11/testget.wbxml", "syncml (wbxml)")]
    [InlineData("motorola-tree/syncmldm.ddf", "tree (xml)")]
    [InlineData("libwbxml/ddf-001.ddf", "tree (xml)")]
    [InlineData("libwbxml/prov-001.xml", "provisioning (xml)")]
    [InlineData("wbxml-samples/neg/e.wbxml", "tree (wbxml)")]
    [InlineData("wbxml-samples/neg/d.wbxml", "devinf (wbxml)")]
    [InlineData("libwbxml/syncml-011.xml", "devinf (xml)")]
    [InlineData("buteo/SAN01.bin", "package0")]
    public void A_vector_is_recognised(string vector, string kind) =>
        Assert.StartsWith(kind, CommandLineRun.Of("decode", SampleFiles.Vector(vector)).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("wbxml-samples/neg/v10.wbxml", "syncml-wbxml: octet 0: not a WBXML version this decoder knows: 01 to 04\n")]
    [InlineData("wbxml-samples/neg/trunc1.wbxml", "syncml-wbxml: octet 518: the document ends inside an element\n")]
    [InlineData("wbxml-samples/neg/empty.wbxml", "unknown: octet 0: the input is empty\n")]
    [InlineData("sms/smpp-kannel-npm.txt", "unknown: octet 0: of no kind that is known; name one with --kind to see what is wrong with it\n")]
    public void What_is_none_is_refused_as_what_it_looks_like(string vector, string error) =>
        Assert.Equal((1, error), Outcome(CommandLineRun.Of("decode", SampleFiles.Vector(vector))));

    [Fact]
    public void Device_information_goes_both_ways()
    {
        string file = SampleFiles.Golden("tnds/devinf-clean.xml");
        CommandLineRun shown = CommandLineRun.Of("decode", file);
        Assert.StartsWith("devinf (xml)", shown.Output, StringComparison.Ordinal);
        byte[] wbxml = Convert.FromHexString(CommandLineRun.Of("encode", file, "--output", "hex").Output.Trim());
        CommandLineRun back = CommandLineRun.On(wbxml, "decode");
        Assert.StartsWith("devinf (wbxml)", back.Output, StringComparison.Ordinal);
        Assert.Equal(BelowTheFirstLine(shown.Output), BelowTheFirstLine(back.Output));
    }

    [Fact]
    public void A_notification_without_a_session_is_not_right()
    {
        byte[] octets = Package0Codec.Encode(new Package0 { SessionId = 0, ServerId = "dm.example.test" }, "se:cret", Nonce);
        Assert.Contains("WRONG: the session id is 0", CommandLineRun.On(octets, "decode", "--verify", $"dm.example.test:se:cret:{NonceText}").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_credential_of_a_foreign_client_is_right()
    {
        CommandLineRun run = CommandLineRun.Of("decode", SampleFiles.Vector("captured-libdmclient/probe-xml/01-client.xml"), "--verify", "guest:guestpassword:" + Convert.ToBase64String("Nonce"u8));
        Assert.Contains("Cred (Md5): right", run.Output, StringComparison.Ordinal);
    }

    private static (int Code, string Error) Outcome(CommandLineRun run) => (run.Code, run.Error);

    private static string BelowTheFirstLine(string text) => text[text.IndexOf('\n', StringComparison.Ordinal)..];

    private static string? Value(JsonElement document, string name) =>
        document.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == name).GetProperty("value").GetString();
}

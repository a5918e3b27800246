using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Messages of foreign clients and servers: motorola-dm11, libwbxml, buteo, captured-libdmclient, motorola-tree.</summary>
[Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, 6")]
public sealed class FieldMessageTests
{
    [Theory]
    [InlineData("testadd", "SyncHdr Status Status Add", "1.1")]
    [InlineData("testdelete", "Status Status Status Delete Delete", "1.1")]
    [InlineData("testget", "Status Status Status Get", "1.1")]
    [InlineData("testreplace", "Alert Replace", "1.1")]
    public void Motorola_WBXML_is_read_and_its_version_is_1_1(string name, string commands, string version)
    {
        SyncMlMessage message = Vector($"motorola-dm11/{name}.wbxml");
        Assert.Equal((version, "DM/" + version), (message.Header.VerDtd, message.Header.VerProto));
        Assert.Equal(commands.Replace("SyncHdr", "Status", StringComparison.Ordinal), Names(message));
        Assert.True(message.Final);
    }

    [Fact]
    public void Motorola_values_keep_their_padding_and_addresses_lose_it()
    {
        Command.Replace replace = Assert.IsType<Command.Replace>(Vector("motorola-dm11/testreplace.wbxml").Commands[1]);
        Item item = replace.Items[1];
        Assert.Equal("./DevInfo/DmV", item.Source!.LocUri);
        Assert.Equal("\r\n     1.1\r\n    ", item.Data!.Value.Text);
        Assert.True(item.Data.Value.IsOctets);
    }

    [Theory]
    [InlineData("testalertconfirm", 1101, "MAXDT=15&DR=1", 2)]
    [InlineData("testalertdisplay", 1100, "MINDT=15", 2)]
    [InlineData("testalertmultiplechoice", 1104, "MAXDT=20&DR=1-3,6", 8)]
    [InlineData("testalertsinglechoice", 1103, "MAXDT=20&DR=2", 8)]
    [InlineData("testalerttextinput", 1102, "MAXDT=20&DR=hello+andy!&MAXLEN=30&IT=I&ET=P", 2)]
    public void Motorola_alerts_with_bare_ampersands_are_read(string name, int code, string options, int items)
    {
        Command.Alert alert = Assert.IsType<Command.Alert>(Assert.Single(Vector($"motorola-dm11/{name}.xml").Commands));
        Assert.Equal((code, options, items), (alert.Code, alert.Items[0].Data!.Value.Text, alert.Items.Count));
    }

    [Fact]
    public void Motorola_script_messages_are_read()
    {
        Command.Atomic atomic = Assert.IsType<Command.Atomic>(Assert.Single(Vector("motorola-dm11/testalertconfirmatomic.xml").Commands));
        Assert.Equal("Alert Replace", string.Join(' ', atomic.Commands.Select(command => command.Name)));
        Assert.Equal("Exec", Names(Vector("motorola-dm11/testexecscript.xml")));
        Assert.Equal("Exec", Names(Vector("motorola-dm11/testexecscript2.xml")));
        Assert.Equal("Get", Names(Vector("motorola-dm11/testgetscript.xml")));
    }

    [Fact]
    public void Every_answer_in_the_Motorola_log_is_read()
    {
        string log = Encoding.UTF8.GetString(TestFiles.Vector("motorola-dm11/testoutput11"));
        List<string> read = [];
        for (int at = log.IndexOf("<SyncML", StringComparison.Ordinal); at >= 0; at = log.IndexOf("<SyncML", at + 1, StringComparison.Ordinal))
        {
            byte[] message = Encoding.UTF8.GetBytes(log[at..(log.IndexOf("</SyncML>", at, StringComparison.Ordinal) + 9)]);
            read.Add(Names(Read.Message(message, SyncMlEncoding.Xml)));
        }

        Assert.Equal(["Status Results", "Status Results", "Status Results", "Status Status Status", "Status", "Status", "Status", "Status", "Status"], read);
    }

    [Theory]
    [InlineData("syncml-001.xml", 0)]
    [InlineData("syncml-003.xml", 1)]
    [InlineData("syncml-004.xml", 0)]
    [InlineData("syncml-005.xml", 1)]
    [InlineData("syncml-006.xml", 1)]
    [InlineData("syncml-007.xml", 1)]
    [InlineData("syncml-008.xml", 0)]
    [InlineData("syncml-009.xml", 1)]
    [InlineData("syncml-010.xml", 1)]
    [InlineData("syncml-012.xml", 0)]
    [InlineData("syncml_with_ddf-001.xml", 1)]
    public void Synchronisation_messages_are_read_but_for_their_own_commands(string name, int unsupported)
    {
        Assert.True(SyncMlCodec.Decode(TestFiles.Vector("libwbxml/" + name), SyncMlEncoding.Xml, null, out SyncMlOddities oddities).IsDone);
        Assert.Equal((0, unsupported), (oddities.UnknownElements, oddities.UnsupportedCommands));
    }

    [Fact]
    public void A_raw_NUL_behind_a_captured_value_stays_in_the_value()
    {
        SyncMlMessage message = Vector("captured-libdmclient/probe-xml/02-client.xml");
        Assert.Equal(16, message.Commands.Count);
        Command.Results format = Assert.IsType<Command.Results>(message.Commands[13]);
        Assert.Equal(("./DevInfo/Mod?prop=Format", "chr\0"), (format.Items[0].Source!.LocUri, format.Items[0].Data!.Value.Text));
        Assert.Null(Assert.IsType<Command.Results>(message.Commands[15]).Items[0].Data);
    }

    [Fact]
    public void A_bootstrap_message_with_a_padded_address_is_read()
    {
        SyncMlMessage message = Vector("libwbxml/syncml-012.xml");
        Command.Add add = Assert.IsType<Command.Add>(Assert.Single(message.Commands));
        Assert.Equal(["./SyncML/DMAcc/UltimateManagement", "./SyncML/DMAcc/UltimateManagement/Addr", "./SyncML/Con/My_ISP", "./SyncML/Con/My_ISP/PX/Addr"], add.Items.Select(item => item.Target!.LocUri));
    }

    [Theory]
    [InlineData("libwbxml/ddf-001.ddf")]
    [InlineData("libwbxml/prov-001.xml")]
    [InlineData("libwbxml/prov-003.xml")]
    [InlineData("libwbxml/syncml-011.xml")]
    [InlineData("buteo/SyncMLHdrTest.txt")]
    [InlineData("buteo/SyncMLHdrTest_11.txt")]
    [InlineData("buteo/testAdd.txt")]
    [InlineData("buteo/testAlert.txt")]
    [InlineData("buteo/testItem.txt")]
    public void Documents_that_are_no_message_are_refused(string name) =>
        Assert.Equal("the root element is not SyncML", Read.Refused(TestFiles.Vector(name), SyncMlEncoding.Xml).Reason);

    [Theory]
    [InlineData(1, "the document ends inside an element")]
    [InlineData(2, "SyncML without SyncHdr")]
    [InlineData(3, "SyncHdr without VerDTD and VerProto")]
    [InlineData(4, "SyncML without SyncHdr")]
    [InlineData(5, "SyncHdr without VerDTD and VerProto")]
    [InlineData(6, "SyncHdr without VerDTD and VerProto")]
    public void Malformed_responses_are_refused(int number, string reason) =>
        Assert.Equal(reason, Read.Refused(TestFiles.Vector($"buteo/respinvalid{number}.txt"), SyncMlEncoding.Xml).Reason);

    [Theory]
    [InlineData("subcommands01", "Alert Get Atomic Sequence", 1)]
    [InlineData("syncml_resp", "Status Alert Alert", 0)]
    [InlineData("syncml_resp2", "Status Status Status", 1)]
    public void Foreign_synchronisation_messages_are_read(string name, string commands, int unsupported)
    {
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(TestFiles.Vector($"buteo/{name}.txt"), SyncMlEncoding.Xml, null, out SyncMlOddities oddities);
        Assert.Equal((commands, unsupported), (Names(decoded.Value!), oddities.UnsupportedCommands));
    }

    [Theory]
    [InlineData("01-client", "Alert Replace", true)]
    [InlineData("01-server", "Status Status Status Get Get Get Get Get Get Get Get Get", true)]
    [InlineData("02-server", "Status Alert Atomic Exec Copy", true)]
    [InlineData("03-client", "Status Status Status Status Status Status", true)]
    [InlineData("03-server", "Status Add", false)]
    [InlineData("04-client", "Status Status", true)]
    [InlineData("04-server", "Status Add", true)]
    [InlineData("05-client", "Status Status", true)]
    [InlineData("05-server", "Status", true)]
    public void A_captured_session_is_read(string name, string commands, bool final)
    {
        SyncMlMessage message = Vector($"captured-libdmclient/probe-xml/{name}.xml");
        Assert.Equal((commands, final), (Names(message), message.Final));
    }

    [Theory]
    [InlineData("customization")]
    [InlineData("devdetail_ext")]
    [InlineData("devdetail_uri")]
    [InlineData("managedobjects")]
    [InlineData("root")]
    [InlineData("subscriber")]
    public void Foreign_WBXML_is_refused(string name) => Read.Refused(TestFiles.Vector($"motorola-tree/{name}.wbxml"), SyncMlEncoding.Wbxml);

    [Theory]
    [InlineData("SAN01.bin")]
    [InlineData("SAN02.bin")]
    public void A_notification_is_no_message(string name)
    {
        Read.Refused(TestFiles.Vector("buteo/" + name), SyncMlEncoding.Wbxml);
        Read.Refused(TestFiles.Vector("buteo/" + name), SyncMlEncoding.Xml);
    }

    private static SyncMlMessage Vector(string name) => Read.Message(TestFiles.Vector(name), name);

    private static string Names(SyncMlMessage message) => string.Join(' ', message.Commands.Select(command => command.Name));
}

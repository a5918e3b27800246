using System.Security.Cryptography;
using System.Text;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;
using FleetSim.Protocol.Tests.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests;

/// <summary>
/// Mistakes that public DM clients and servers make, as far as the protocol library is concerned: it does not make them, and what a peer that does
/// sends is read all the same. What concerns a whole handset or a whole platform is tested there.
/// </summary>
public sealed class FieldMistakesTests
{
    private static readonly Account Account = new("user", "password");
    private static readonly byte[] Nonce = "Nonce"u8.ToArray();

    private static string Message(string body, string header = "") =>
        $"""<SyncML xmlns="SYNCML:SYNCML1.2"><SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>t</LocURI></Target><Source><LocURI>s</LocURI></Source>{header}</SyncHdr><SyncBody>{body}</SyncBody></SyncML>""";

    private static SyncMlMessage Xml(string body) => Read.Xml(Message(body));

    [Fact]
    public void A_message_goes_on_behind_a_Sequence()
    {
        SyncMlMessage message = Xml("<Sequence><CmdID>1</CmdID><Sequence><CmdID>2</CmdID><Get><CmdID>3</CmdID><Item/></Get></Sequence></Sequence><Sequence><CmdID>4</CmdID></Sequence><Get><CmdID>5</CmdID><Item/></Get><Final/>");
        Assert.Equal(["Sequence", "Sequence", "Get"], message.Commands.Select(command => command.Name));
        Assert.Equal(ModelText.Of(message), ModelText.Of(Read.Message(SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml), SyncMlEncoding.Wbxml)));
    }

    [Fact]
    public void A_chunk_is_never_taken_for_the_whole_value()
    {
        ObjectReceiver receiver = new(100);
        Item Chunk(string data, long? size, bool more) => new() { Target = new Location("./A"), Meta = new Meta { Format = "chr", Size = size }, Data = data, MoreData = more };
        ObjectStep first = receiver.Receive("Add", Chunk("12345", 10, true));
        Assert.Equal((ObjectOutcome.ChunkTaken, 213, null), (first.Outcome, first.Status, first.Object));
        Assert.Equal("1234567890", receiver.Receive("Add", Chunk("67890", null, false)).Object!.Data!.Value.Text);
    }

    [Fact]
    public void A_Format_with_a_trailing_blank_is_read_and_never_written()
    {
        Assert.Equal(NodeFormat.Chr, NodeFormats.Parse("chr "));
        Assert.All(Enum.GetValues<NodeFormat>(), format => Assert.Equal(format.Text().Trim(), format.Text()));
    }

    [Fact]
    public void An_empty_property_is_told_from_none()
    {
        SyncMlMessage message = Xml("<Results><CmdID>1</CmdID><CmdRef>1</CmdRef><Item><Data/></Item><Item><Source><LocURI>a</LocURI></Source></Item></Results>");
        IReadOnlyList<Item> items = Assert.IsType<Command.Results>(message.Commands[0]).Items;
        Assert.Equal(("", null), (items[0].Data?.Text, items[1].Data?.Text));
    }

    [Fact]
    public void A_nonce_that_looks_like_base64_again_is_decoded_once()
    {
        byte[] nonce = "bVjkczA8jZc="u8.ToArray();
        NonceHistory sent = new(nonce, null, Convert.ToBase64String(nonce));
        Assert.Equal(nonce, Credentials.DecodeNonce(sent.CurrentText!));
        Cred twice = CredentialForm.Md5(Account, Convert.FromBase64String("bVjkczA8jZc="));
        Assert.Equal(NonceForms.DecodedTwice, CredentialCheck.Judge(twice, Account, sent, NonceForms.All).Nonce);
        Assert.False(CredentialCheck.Judge(twice, Account, sent).IsRight);
    }

    [Fact]
    public void A_MAC_after_RFC_2104_is_neither_made_nor_believed()
    {
        byte[] body = "<SyncML/>"u8.ToArray();
        string rfc2104 = Convert.ToBase64String(HMACMD5.HashData(Encoding.ASCII.GetBytes(Credentials.Md5Credential(Account.Name, Account.Password, Nonce)), body));
        Assert.NotEqual(rfc2104, MacHeader.For(Account, Nonce, body).Mac);
        Assert.False(CredentialCheck.JudgeMac(new MacHeader(Account.Name, rfc2104).ToString(), body, Account, new NonceHistory(Nonce), NonceForms.All).IsRight);
    }

    [Theory]
    [InlineData("username=\"user\" mac={0} algorithm=MD5")]
    [InlineData("mac={0},username=user")]
    public void MAC_parameters_out_of_order_or_without_commas_are_read(string form)
    {
        byte[] body = "<SyncML/>"u8.ToArray();
        string header = form.Replace("{0}", MacHeader.For(Account, Nonce, body).Mac, StringComparison.Ordinal);
        Assert.True(CredentialCheck.JudgeMac(header, body, Account, new NonceHistory(Nonce)).IsRight);
    }

    [Fact]
    public void A_CmdID_used_twice_and_children_of_Status_out_of_order_are_read()
    {
        SyncMlMessage message = Xml("<Status><Data>200</Data><Cmd>Get</Cmd><CmdRef>2</CmdRef><MsgRef>1</MsgRef><CmdID>7</CmdID></Status><Get><Item/><CmdID>7</CmdID></Get>");
        Command.Status status = Assert.IsType<Command.Status>(message.Commands[0]);
        Assert.Equal(("7", "Get", "2", 200), (status.CmdId.Text, status.Cmd, status.CmdRef.Text, status.Code));
        Assert.Equal("7", message.Commands[1].CmdId.Text);
    }

    [Fact]
    public void White_space_comments_and_prefixes_between_tags_change_nothing()
    {
        string tight = Message("<Get><CmdID>1</CmdID><Item><Target><LocURI>./A</LocURI></Target></Item></Get><Final/>");
        string loose = tight.Replace("><", "> <!-- a > b -->\r\n\t<", StringComparison.Ordinal);
        string prefixed = tight.Replace("<", "<x:", StringComparison.Ordinal).Replace("<x:/", "</x:", StringComparison.Ordinal).Replace("xmlns=", "xmlns:x=", StringComparison.Ordinal);
        Assert.Equal(ModelText.Of(Read.Xml(tight)), ModelText.Of(Read.Xml(loose)));
        Assert.Equal(ModelText.Of(Read.Xml(tight)), ModelText.Of(Read.Xml(prefixed)));
    }

    [Theory]
    [InlineData("MAXDT=15&DR=1-3,6")]
    [InlineData("MAXDT=15&amp;DR=1-3,6")]
    [InlineData("MAXDT=15DR=1-3,6")]
    public void Ampersands_bare_escaped_or_lost_and_commas_in_DR_give_the_same_options(string options)
    {
        SyncMlMessage message = Xml($"<Alert><CmdID>1</CmdID><Data>1104</Data><Item><Data>{options}</Data></Item><Item><Data>?</Data></Item>{string.Concat(Enumerable.Repeat("<Item><Data>c</Data></Item>", 6))}</Alert>");
        InteractionRequest.MultipleChoice request = Assert.IsType<InteractionRequest.MultipleChoice>(InteractionRequest.Read(Assert.IsType<Command.Alert>(message.Commands[0])).Value);
        Assert.Equal(TimeSpan.FromSeconds(15), request.Options.MaximumTime);
        Assert.Equal([1, 3, 6], request.Defaults);
    }

    [Theory]
    [InlineData(DataForm.Inline)]
    [InlineData(DataForm.Opaque)]
    public void White_space_around_addresses_goes_and_around_values_stays(DataForm form)
    {
        SyncMlMessage message = Xml("<Add><CmdID> 1\r\n</CmdID><Item><Target><LocURI>\r\n  ./A\r\n</LocURI></Target><Data>&#13;&#10; v </Data></Item></Add>");
        byte[] wbxml = SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml, new SyncMlStyle { Data = form });
        foreach (SyncMlMessage read in new[] { message, Read.Message(wbxml, SyncMlEncoding.Wbxml) })
        {
            Item item = Assert.Single(Assert.IsType<Command.Add>(read.Commands[0]).Items);
            Assert.Equal(("1", "./A", "\r\n v "), (read.Commands[0].CmdId.Text, item.Target!.LocUri, item.Data!.Value.Text));
        }
    }

    [Theory]
    [InlineData("02 9F 53 6A 00")]
    [InlineData("02 00 00 6A 1D 2D 2F 2F 53 59 4E 43 4D 4C 2F 2F 44 54 44 20 53 79 6E 63 4D 4C 20 31 2E 31 2F 2F 45 4E")]
    public void A_public_id_that_contradicts_VerDTD_or_lacks_its_NUL_does_not_matter(string header)
    {
        SyncMlMessage message = Xml("<Final/>");
        byte[] body = SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml)[5..];
        SyncMlMessage read = Read.Message([.. Convert.FromHexString(header.Replace(" ", "", StringComparison.Ordinal)), .. body], SyncMlEncoding.Wbxml);
        Assert.Equal(("1.2", "DM/1.2"), (read.Header.VerDtd, read.Header.VerProto));
    }

    [Fact]
    public void Interior_nodes_among_the_Items_of_DevInfo_are_read_as_Items()
    {
        SyncMlMessage message = Xml("<Replace><CmdID>1</CmdID><Item><Source><LocURI>./DevInfo/Man</LocURI></Source><Data>x</Data></Item><Item><Source><LocURI>./DevInfo</LocURI></Source><Meta><Format>node</Format></Meta><Data>Man</Data></Item></Replace>");
        Assert.Equal(["chr or none", "node"], Assert.IsType<Command.Replace>(message.Commands[0]).Items.Select(item => item.Meta?.Format ?? "chr or none"));
    }

    [Fact]
    public void A_notification_made_with_the_text_of_the_nonce_is_told_from_a_forged_one()
    {
        NonceHistory nonces = new(Nonce, null, "Tm9uY2U=");
        SignedPackage0 signed = Package0Codec.Decode(Package0Codec.Encode(new Package0 { SessionId = 1, ServerId = "srv" }, "pw", "Tm9uY2U="u8)).Value!;
        Assert.Equal(NonceForms.Undecoded, NotificationCheck.Judge(signed, new Account("srv", "pw"), nonces, NonceForms.All).Nonce);
        Assert.Equal(NotificationOutcome.WrongDigest, NotificationCheck.Judge(signed, new Account("srv", "pw"), nonces).Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_published_WBXML_version_is_read(byte version)
    {
        byte[] octets = SyncMlCodec.Encode(Xml("<Final/>"), SyncMlEncoding.Wbxml, new SyncMlStyle { WbxmlVersion = version });
        Assert.Equal(version, octets[0]);
        Assert.True(Read.Message(octets, SyncMlEncoding.Wbxml).Final);
    }

    [Fact]
    public void Results_without_MsgRef_and_Meta_with_only_a_Size_are_read()
    {
        Command.Results results = Assert.IsType<Command.Results>(Xml("<Results><CmdID>1</CmdID><CmdRef>4</CmdRef><Item><Meta><Size>5</Size></Meta><Data>12345</Data></Item></Results>").Commands[0]);
        Assert.Equal((null, 5L, null), (results.MsgRef, results.Items[0].Meta!.Size, results.Items[0].Meta!.Format));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("1.0", true)]
    [InlineData(" 1.7 ", true)]
    [InlineData("1", true)]
    [InlineData("2.0", false)]
    [InlineData("10", false)]
    public void The_version_of_a_download_descriptor_is_looked_at(string? version, bool known)
    {
        DownloadDescriptor descriptor = new() { Types = ["application/octet-stream"], Size = 1, ObjectUri = "http://dl.example.test/", DdVersion = version };
        Assert.Equal(known, DescriptorCodec.Decode(DescriptorCodec.Encode(descriptor)).Value!.HasKnownVersion);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("42201")]
    [InlineData("A4D9")]
    public void A_SessionID_is_a_text_in_whatever_notation(string session) =>
        Assert.Equal(session, Read.Xml(Message("<Final/>").Replace("<SessionID>1<", $"<SessionID>{session}<", StringComparison.Ordinal)).Header.SessionId);

    [Fact]
    public void A_MsgID_does_not_wrap()
    {
        Assert.Equal("70000", MsgId.From(70_000).Text);
        Assert.Equal("99999999999", Read.Xml(Message("<Final/>").Replace("<MsgID>1<", "<MsgID>99999999999<", StringComparison.Ordinal)).Header.MsgId.Text);
    }

    [Fact]
    public void The_session_id_of_a_notification_is_big_endian_both_ways()
    {
        byte[] octets = Package0Codec.Encode(new Package0 { SessionId = 0x1234, ServerId = "s" }, "p", []);
        Assert.Equal([0x12, 0x34], octets[21..23]);
        Assert.Equal(0x1234, Package0Codec.Decode(octets).Value!.Content.SessionId);
    }

    [Fact]
    public void The_default_nonce_is_never_tried_on_another_account()
    {
        SignedPackage0 signed = Package0Codec.Decode(Package0Codec.Encode(new Package0 { SessionId = 1, ServerId = "srv" }, "pw", [0, 0, 0, 0])).Value!;
        Assert.Equal(NotificationOutcome.UnknownServer, NotificationCheck.Judge(signed, new Account("other", "pw"), new NonceHistory(Nonce), NonceForms.All).Outcome);
        Assert.Equal(NotificationOutcome.UnknownServer, NotificationCheck.Judge(signed, null, new NonceHistory(Nonce), NonceForms.All).Outcome);
    }

    [Theory]
    [InlineData("operator.example", true)]
    [InlineData("operator", false)]
    [InlineData("example", false)]
    [InlineData("operator.example.com", false)]
    public void An_access_list_names_whole_server_ids(string server, bool allowed) =>
        Assert.Equal(allowed, Acl.Parse("Get=operator.example+other").Value!.Allows(AclCommands.Get, server));

    [Theory]
    [InlineData("Get")]
    [InlineData("Exec")]
    [InlineData("Copy")]
    public void Every_command_exists_in_both_wire_forms(string command)
    {
        SyncMlMessage message = Xml($"<{command}><CmdID>1</CmdID><Item><Target><LocURI>./A</LocURI></Target></Item></{command}>");
        foreach (SyncMlEncoding encoding in Enum.GetValues<SyncMlEncoding>())
            Assert.Equal(command, Assert.Single(Read.Message(SyncMlCodec.Encode(message, encoding), encoding).Commands).Name);
    }
}

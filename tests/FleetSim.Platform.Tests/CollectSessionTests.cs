using FleetSim.Platform.Books;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests;

public sealed class CollectSessionTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    [Trait("row", "COL-06")]
    [Trait("row", "CFG-03")]
    public void A_handset_is_read_and_only_the_wrong_value_is_repaired(SyncMlEncoding encoding)
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench, encoding);
        handset.Tree["./Settings/GPRS/CMNet/APN"] = "wrong";
        handset.Tree["./Settings/GPRS/CMWap/APN"] = "cmwap";
        handset.Tree["./DevDetail/SwV"] = "V1";
        handset.Open(handset.SessionId);
        Assert.All(ScriptedHandset.Asked(handset.Reply!), c => Assert.IsType<Command.Get>(c));
        Command repair = Assert.Single(ScriptedHandset.Asked(handset.Answer(nextNonce: "AAECAwQFBgcICQoLDA0ODw==")));
        Assert.Equal("./Settings/GPRS/CMNet/APN", Assert.IsType<Command.Replace>(repair).Items[0].Target!.LocUri);
        SyncMlMessage last = handset.Answer();
        Assert.Empty(ScriptedHandset.Asked(last));
        Assert.True(last.Final);
        Assert.Equal(new BookEntry.Repair(Imei.ToString(), "./Settings/GPRS/CMNet/APN", "wrong", "cmnet", 200, bench.Now), bench.Last<BookEntry.Repair>());
        Assert.Equal("cmnet", bench.Collected("./Settings/GPRS/CMNet/APN"));
        Assert.Equal("V1", bench.Collected("./DevDetail/SwV"));
        Assert.Equal("done", bench.JobState("collect"));
        Assert.Equal("000102030405060708090A0B0C0D0E0F", Convert.ToHexString(bench.Last<BookEntry.Account>()!.ServerNonce));
        Assert.True(bench.Status.Idle);
        Assert.Empty(bench.Status.Errors);
    }

    [Fact]
    public void Every_command_of_package_1_gets_a_status()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        SyncMlMessage reply = handset.Open(handset.SessionId);
        Assert.Equal(["SyncHdr 212", "Alert 200", "Replace 200"], reply.Commands.OfType<Command.Status>().Select(s => $"{s.Cmd} {s.Code}"));
    }

    [Fact]
    public void A_small_message_size_spreads_the_reading_over_several_messages()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.MaxMsgSize = 1500;
        handset.Tree["./Settings/PIM/Addr"] = "http://pim";
        handset.Open(handset.SessionId);
        int messages = 1;
        for (; ScriptedHandset.Asked(handset.Reply!).Count > 0; messages++)
        {
            Assert.True(SyncMlCodec.Encode(handset.Reply!, SyncMlEncoding.Xml).Length <= 1500);
            handset.Answer();
        }

        Assert.True(messages > 2);
        Assert.Equal("http://pim", bench.Collected("./Settings/PIM/Addr"));
        Assert.Equal("done", bench.JobState("collect"));
    }

    [Fact]
    public void A_value_in_chunks_is_put_together()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Open(handset.SessionId);
        Command get = ScriptedHandset.Asked(handset.Reply!)[0];
        Command.Results Chunk(string text, bool more) => new()
        {
            CmdId = CmdId.From(9), MsgRef = MsgId.From(1), CmdRef = get.CmdId,
            Items = [new Item { Source = new Location("./DevInfo/Man"), Data = text, MoreData = more, Meta = more ? new Meta { Size = 6 } : null }],
        };
        SyncMlMessage chunked = handset.Post(false, handset.HeaderStatus(), handset.StatusOf(get, 200), Chunk("abc", true));
        Assert.False(chunked.Final);
        Assert.Contains(chunked.Commands, c => c is Command.Status { Cmd: "Results", Code: StatusCode.ChunkAccepted });
        Assert.Contains(chunked.Commands, c => c is Command.Alert { Code: AlertCode.NextMessage });
        handset.Post(true, handset.HeaderStatus(), Chunk("def", false));
        Assert.Equal("abcdef", bench.Collected("./DevInfo/Man"));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 7")]
    public void A_value_in_chunks_that_do_not_add_up_is_refused()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Open(handset.SessionId);
        Command get = ScriptedHandset.Asked(handset.Reply!)[0];
        handset.Post(false, handset.HeaderStatus(), handset.StatusOf(get, 200), Chunk(get, "./DevInfo/Man", "abc", 7));
        handset.Post(true, handset.HeaderStatus(), Chunk(get, "./DevInfo/Man", "def", null));
        Assert.Contains(handset.Reply!.Commands, c => c is Command.Status { Cmd: "Results", Code: StatusCode.SizeMismatch });
        Assert.Null(bench.Collected("./DevInfo/Man"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 7.1")]
    public void A_value_whose_end_does_not_come_is_asked_for_by_1225(bool another)
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Open(handset.SessionId);
        Command get = ScriptedHandset.Asked(handset.Reply!)[0];
        handset.Post(false, handset.HeaderStatus(), handset.StatusOf(get, 200), Chunk(get, "./DevInfo/Man", "abc", 7));
        handset.Post(true, another ? [handset.HeaderStatus(), Chunk(get, "./DevInfo/Mod", "M1", null)] : [handset.HeaderStatus()]);
        Command.Alert lost = handset.Reply!.Commands.OfType<Command.Alert>().Single(a => a.Code == AlertCode.EndOfChunkMissing);
        Assert.Equal("./DevInfo/Man", lost.Items[0].Source!.LocUri);
        Assert.Equal(another ? "M1" : null, bench.Collected("./DevInfo/Mod"));
    }

    [Fact]
    public void A_session_that_falls_silent_is_given_up_and_the_handset_notified_again()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Open(handset.SessionId);
        Assert.Equal(1, bench.Status.OpenSessions);
        Assert.Empty(bench.Pass(59));
        Assert.Single(bench.Pass(12));
        Assert.Equal(0, bench.Status.OpenSessions);
        Assert.Equal(1, bench.Status.Errors["sessionTimedOut"]);
    }

    [Fact]
    public void An_abort_ends_the_session_and_the_job_goes_on_later()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Open(handset.SessionId);
        SyncMlMessage last = handset.Post(handset.HeaderStatus(), handset.Alert(AlertCode.SessionAbort));
        Assert.Empty(ScriptedHandset.Asked(last));
        Assert.Equal("notified", bench.JobState("collect"));
        Assert.Single(bench.Pass(11));
    }

    [Fact]
    public void Two_handsets_with_the_same_session_id_do_not_mix()
    {
        Bench bench = new();
        Imei other = new(358978002001001);
        bench.Register(Imei, "13800000001");
        bench.Register(other, "13800000002");
        Assert.Equal(2, bench.Pass(3).Count);
        ScriptedHandset first = new(bench, Imei);
        ScriptedHandset second = new(bench, other);
        first.Tree["./DevDetail/SwV"] = "first";
        second.Tree["./DevDetail/SwV"] = "second";
        first.Open("1");
        second.Open("1");
        first.Answer();
        second.Answer();
        Assert.Equal("first", bench.Last<BookEntry.Collected>(c => c.Imei == Imei.ToString())!.Value);
        Assert.Equal("second", bench.Last<BookEntry.Collected>(c => c.Imei == other.ToString())!.Value);
        Assert.Equal(2, bench.Status.Jobs["collect"]["done"]);
    }

    [Fact]
    public void A_repeated_message_gets_the_stored_reply_and_is_not_done_twice()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Tree["./DevDetail/SwV"] = "V1";
        handset.Open(handset.SessionId);
        SyncMlMessage first = handset.Answer();
        int entries = bench.Entries.Count;
        SyncMlMessage again = handset.PostBody(handset.LastBody);
        Assert.Equal(SyncMlCodec.Encode(first, SyncMlEncoding.Xml), SyncMlCodec.Encode(again, SyncMlEncoding.Xml));
        Assert.Equal(entries, bench.Entries.Count);
        Assert.Equal(1, bench.Status.Errors["repeatedMessage"]);
    }

    [Fact]
    public void Message_1_with_another_body_begins_the_session_again()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Open(handset.SessionId);
        handset.Open(handset.SessionId, AlertCode.ServerInitiated, handset.Alert(AlertCode.NextMessage));
        Assert.Equal("1", handset.Reply!.Header.MsgId.Text);
        handset.Answer();
        Assert.Equal("done", bench.JobState("collect"));
        Assert.Equal(1, bench.Status.Errors["sessionReplaced"]);
    }

    [Fact]
    public void A_message_that_was_overtaken_disturbs_nothing()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.MaxMsgSize = 1500;
        handset.Open(handset.SessionId);
        handset.Answer();
        byte[] second = handset.LastBody;
        handset.Answer();
        Assert.Equal(400, bench.Http(new Http.WebRequest("POST", "/dm") { ContentType = SyncMlMediaType.Xml, Body = second }).Status);
        while (ScriptedHandset.Asked(handset.Reply!).Count > 0) handset.Answer();
        Assert.Equal("done", bench.JobState("collect"));
    }

    [Theory]
    [InlineData("9.9", "DM/1.2", 505)]
    [InlineData("1.2", "DS/1.2", 513)]
    public void An_unknown_version_is_refused(string dtd, string protocol, int code)
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei);
        SyncHdr header = new()
        {
            VerDtd = dtd, VerProto = protocol, SessionId = "1", MsgId = MsgId.From(1),
            Target = new Location("http://x/dm"), Source = new Location(Imei.ToLocUri()),
        };
        SyncMlMessage reply = handset.PostBody(SyncMlCodec.Encode(new SyncMlMessage(header, [handset.Alert(AlertCode.ClientInitiated)], true), SyncMlEncoding.Xml));
        Assert.Equal(code, ScriptedHandset.HeaderStatusOf(reply).Code);
    }

    [Fact]
    public void What_is_no_message_gets_400()
    {
        Bench bench = new();
        Assert.Equal(400, bench.Http(new Http.WebRequest("POST", "/dm") { Body = "<SyncML"u8.ToArray() }).Status);
        Assert.Equal(1, bench.Status.Errors["malformedMessage"]);
    }

    /// <summary>Part of a value; with a Size it is the first.</summary>
    private static Command.Results Chunk(Command get, string uri, string text, long? size) => new()
    {
        CmdId = CmdId.From(9), MsgRef = MsgId.From(1), CmdRef = get.CmdId,
        Items = [new Item { Source = new Location(uri), Data = text, MoreData = size is not null, Meta = size is null ? null : new Meta { Size = size } }],
    };

    private static ScriptedHandset Notified(Bench bench, SyncMlEncoding encoding = SyncMlEncoding.Xml)
    {
        bench.Register(Imei);
        Assert.Single(bench.Pass(2));
        return new ScriptedHandset(bench, Imei, encoding) { SessionId = bench.Last<BookEntry.Job>()!.SessionId.ToString("X", System.Globalization.CultureInfo.InvariantCulture) };
    }
}

using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Session;

[Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, large objects")]
public sealed class LargeObjectTests
{
    private const string Page = "./Settings/WAP/StartPage";

    private static readonly ReplyForm Open = new() { Final = false };

    private Bench _bench = null!;
    private DmServer _server = null!;

    public LargeObjectTests() => Use(new DmBehaviour());

    [Fact]
    public void A_value_in_chunks_is_put_together_and_applied_as_one()
    {
        Command first = Chunk("http://", 17, more: true), second = Chunk("wap.", null, more: true), third = Chunk("test/p", null, more: false);
        _server.Reply(Open, first);
        Assert.Equal(213, Took(first));
        Assert.Equal(AlertCode.NextMessage, _server.Received.Commands.OfType<Command.Alert>().Single().Code);
        Assert.False(_server.Received.Final);
        _server.Reply(Open, second);
        Assert.Equal(213, Took(second));
        Assert.Equal("http://wap.monternet.com", Value);
        _server.Reply(third);
        Assert.Equal(200, Took(third));
        Assert.True(_server.Received.Final);
        Assert.Equal("http://wap.test/p", Value);
        _server.Reply().ShouldBeIdle();
    }

    [Fact]
    public void Chunks_that_do_not_add_up_are_424_and_nothing_is_applied()
    {
        _server.Reply(Open, Chunk("http://", 99, more: true));
        Command last = Chunk("x", null, more: false);
        _server.Reply(last);
        Assert.Equal(424, Took(last));
        Assert.Equal("http://wap.monternet.com", Value);
    }

    [Fact]
    public void Another_command_before_the_end_is_1225()
    {
        _server.Reply(Open, Chunk("http://", 99, more: true));
        Command.Get get = _server.Get(Page);
        _server.Reply(get);
        _server.Take();
        Command.Alert lost = _server.Received.Commands.OfType<Command.Alert>().Single(a => a.Code == AlertCode.EndOfChunkMissing);
        Assert.Equal(Page, Assert.Single(lost.Items).Target!.LocUri);
        Assert.Equal(200, _server.CodeOf(get));
        Assert.Equal("http://wap.monternet.com", Value);
    }

    [Theory]
    [InlineData(true, 413)]
    [InlineData(false, 406)]
    public void Too_large_or_not_supported_is_said_at_the_first_chunk(bool supported, int code)
    {
        Use(new DmBehaviour { LargeObjects = supported, MaxObjSize = 100 });
        Command chunk = Chunk("http://", 101, more: true);
        _server.Reply(Open, chunk);
        Assert.Equal(code, Took(chunk));
    }

    [Fact]
    public void A_whole_value_over_MaxObjSize_is_413()
    {
        Use(new DmBehaviour { MaxObjSize = 100 });
        Command.Replace replace = _server.Replace(Page, new string('x', 101));
        _server.Reply(replace);
        Assert.Equal(413, Took(replace));
    }

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void A_value_too_long_for_the_servers_messages_goes_out_in_chunks(SyncMlEncoding encoding)
    {
        Use(new DmBehaviour { Encoding = encoding });
        string value = string.Concat(Enumerable.Range(0, 700).Select(i => "&地<"[i % 3]));
        _bench.Terminal.Tree.Put(_bench.Terminal.Model.Tree.Find(Page), value);
        ReplyForm small = new() { MaxMsgSize = 1200 };
        Command.Get get = _server.Get("./DevInfo/Man", Page, "./DevInfo/Mod");
        Command.Get after = _server.Get("./DevInfo/Lang");
        _server.Reply(small, get, after);

        List<Command.Results> results = [];
        List<int> statuses = [];
        bool final;
        int messages = 0;
        do
        {
            Assert.True(_bench.OpenPost!.Body.Length <= 1200, $"message {messages} has {_bench.OpenPost.Body.Length} octets");
            Assert.True(++messages < 20);
            final = _server.Take().Final;
            results.AddRange(_server.Received.Commands.OfType<Command.Results>());
            statuses.AddRange(_server.Received.Commands.OfType<Command.Status>().Where(s => s.CmdRef != CmdId.Header).Select(s => s.Code));
            Assert.Equal(Enumerable.Range(1, _server.Received.Commands.Count).Select(n => CmdId.From(n)), _server.Received.Commands.Select(c => c.CmdId));
            if (!final) _server.Reply(small);
        }
        while (!final);

        Assert.True(messages > 2);
        Assert.Equal([200, 200], statuses);
        Item[] items = [.. results.SelectMany(r => r.Items)];
        Assert.Equal(value, string.Concat(items.Where(i => i.Source!.LocUri == Page).Select(i => i.Data!.Value.Text)));
        Assert.Equal(["./DevInfo/Man", Page, "./DevInfo/Mod", "./DevInfo/Lang"], items.Select(i => i.Source!.LocUri).Distinct());
        Assert.All(results.Take(results.Count - 1), r => Assert.True(r.Items.Count == 1 || !r.Items.Any(i => i.MoreData)));
        Item[] chunks = [.. items.Where(i => i.Source!.LocUri == Page)];
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(value), chunks[0].Meta!.Size);
        Assert.All(chunks[..^1], c => Assert.True(c.MoreData));
        Assert.False(chunks[^1].MoreData);
        _server.Reply(small).ShouldBeIdle();
    }

    [Fact]
    public void A_value_over_the_servers_MaxObjSize_is_413()
    {
        Command.Get get = _server.Get(Page);
        _server.Reply(new ReplyForm { MaxObjSize = 10 }, get);
        Assert.Equal(413, Took(get));
        Assert.Empty(_server.ResultsOf(get));
    }

    [Fact]
    public void An_object_may_need_more_messages_than_a_session_otherwise_has()
    {
        const int chunks = 200;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            Command replace = Chunk("x", chunk == 0 ? chunks : null, more: chunk < chunks - 1);
            _server.Reply(chunk < chunks - 1 ? Open : new ReplyForm(), replace);
            Assert.Equal(chunk < chunks - 1 ? 213 : 200, Took(replace));
        }

        Assert.Equal(new string('x', chunks), Value);
        _server.Reply().ShouldBeIdle();
    }

    [Fact]
    public void Chunks_that_never_come_to_an_end_end_the_session()
    {
        _server.Reply(Open, Chunk("x", 100_000, more: true));
        for (int chunk = 0; _bench.OpenPost is not null; chunk++)
        {
            Assert.InRange(chunk, 0, 2048);
            _server.Reply(Open, Chunk("", null, more: true));
        }

        Assert.Equal(SessionOutcome.ServerMistake, Assert.Single(_bench.Facts<TerminalFact.SessionEnded>()).Outcome);
    }

    [Fact]
    public void What_the_Gets_of_one_message_bring_back_has_a_limit()
    {
        Command.Get get = _server.Get([.. Enumerable.Repeat("./?list=TNDS", 3000)]);
        _server.Reply(get);
        _server.Take();
        long octets = _server.Received.Commands.OfType<Command.Results>().SelectMany(r => r.Items).Sum(i => (long)i.Data!.Value.Octets.Length);
        Assert.InRange(octets, 100_000, 1 << 20);
        Assert.Contains(_server.Received.Commands.OfType<Command.Status>(), s => s.CmdRef == get.CmdId && s.Code == 413);
    }

    [Fact]
    public void Many_Statuses_are_spread_over_messages()
    {
        Command[] commands = [.. Enumerable.Range(0, 40).Select(_ => _server.Replace("./Nobody", "x"))];
        ReplyForm small = new() { MaxMsgSize = 2000 };
        _server.Reply(small, commands);
        List<CmdId> answered = [];
        do
        {
            Assert.True(_bench.OpenPost!.Body.Length <= 2000);
            answered.AddRange(_server.Take().Commands.OfType<Command.Status>().Where(s => s.Cmd == "Replace").Select(s => s.CmdRef));
            if (!_server.Received.Final) _server.Reply(small);
        }
        while (!_server.Received.Final);

        Assert.Equal(commands.Select(c => c.CmdId), answered);
        _server.Reply().ShouldBeIdle();
    }

    private void Use(DmBehaviour dm)
    {
        _bench = new Bench(Samples.Xml with { Dm = dm }).PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
    }

    private string Value => _bench.Terminal.Read(Page).Value;

    private int? Took(Command command)
    {
        _server.Take();
        return _server.CodeOf(command);
    }

    private Command.Replace Chunk(string data, long? size, bool more) =>
        _server.Replace() with { Items = [new Item { Target = new Location(Page), Meta = size is null ? null : new Meta { Size = size }, Data = data, MoreData = more }] };
}

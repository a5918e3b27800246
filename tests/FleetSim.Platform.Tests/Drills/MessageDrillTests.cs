using FleetSim.Platform.Drills;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests.Drills;

/// <summary>What stands in the server's message while a drill is on.</summary>
[Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 8")]
public sealed class MessageDrillTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Theory]
    [InlineData("statusMissing", "1 0 SyncHdr, 1 1 Alert")]
    [InlineData("statusWrongCmdRef", "1 0 SyncHdr, 1 1 Alert, 1 99 Replace")]
    [InlineData("statusWrongMsgRef", "1 0 SyncHdr, 1 1 Alert, 99 2 Replace")]
    [InlineData("statusWrongCmd", "1 0 SyncHdr, 1 1 Alert, 1 2 Copy")]
    public void A_status_is_missing_or_refers_to_something_else(string drill, string statuses)
    {
        ScriptedHandset handset = Handset(new Bench(Bench.Drilled(drill)));
        Assert.Equal(statuses, string.Join(", ", handset.Open("1").Commands.OfType<Command.Status>().Select(s => $"{s.MsgRef} {s.CmdRef} {s.Cmd}")));
    }

    [Fact]
    public void RespURI_names_another_path_and_the_session_goes_on_there()
    {
        Bench bench = new(Bench.Drilled("respUriElsewhere"));
        ScriptedHandset handset = Handset(bench);
        Assert.Equal("http://127.0.0.1:1/dm/next", handset.Open("1").Header.RespUri);
        byte[] body = handset.Encode(true, handset.HeaderStatus());
        Assert.Equal(200, bench.Http(handset.Request(body) with { Path = "/dm/next" }).Status);
    }

    [Fact]
    public void RespURI_names_a_host_that_nobody_may_go_to() =>
        Assert.Equal(MessageDrills.ForbiddenUrl, Handset(new Bench(Bench.Drilled("respUriForbidden"))).Open("1").Header.RespUri);

    [Fact]
    public void MsgID_stays_at_1()
    {
        ScriptedHandset handset = Handset(new Bench(Bench.Drilled("msgIdNotCounted")));
        handset.Open("1");
        Assert.Equal(("1", "1"), (handset.Reply!.Header.MsgId.Text, handset.Answer().Header.MsgId.Text));
    }

    [Fact]
    public void SessionID_is_another() => Assert.Equal("A1", Handset(new Bench(Bench.Drilled("sessionIdChanged"))).Open("A").Header.SessionId);

    [Fact]
    public void A_CmdID_is_used_twice()
    {
        SyncMlMessage reply = Handset(new Bench(Bench.Drilled("cmdIdTwice"))).Open("1");
        Assert.Equal(reply.Commands[0].CmdId, reply.Commands[^1].CmdId);
        Assert.Equal(reply.Commands.Count - 1, reply.Commands.Select(c => c.CmdId).Distinct().Count());
    }

    [Fact]
    public void Final_is_missing_although_the_server_waits()
    {
        SyncMlMessage reply = Handset(new Bench(Bench.Drilled("finalMissing"))).Open("1");
        Assert.False(reply.Final);
        Assert.Contains(reply.Commands, c => c is Command.Get);
    }

    [Fact]
    public void After_a_message_without_Final_the_server_goes_on_with_its_package()
    {
        Bench bench = new(new PlatformOptions { Drills = [new DrillOptions { Drill = "finalMissing", First = 1 }] });
        ScriptedHandset handset = Handset(bench);
        handset.Tree["./Settings/GPRS/CMNet/APN"] = "wrong";
        Command.Get get = (Command.Get)ScriptedHandset.Asked(handset.Open("1")).First(c => c is Command.Get { Items: [{ Target.LocUri: "./Settings/GPRS/CMNet/APN" }, ..] });
        SyncMlMessage next = handset.Post(false, handset.HeaderStatus(), handset.StatusOf(get, 200), handset.Alert(AlertCode.NextMessage), new Command.Results
        {
            CmdId = CmdId.From(9), MsgRef = MsgId.From(1), CmdRef = get.CmdId, Items = [new Item { Source = new Location("./Settings/GPRS/CMNet/APN"), Data = "wrong" }],
        });
        Assert.True(next.Final);
        Assert.Contains(next.Commands, c => c is Command.Replace);
    }

    [Fact]
    public void Commands_come_again_before_the_handset_is_at_its_end()
    {
        ScriptedHandset handset = Handset(new Bench(Bench.Drilled("commandsRepeated")));
        IReadOnlyList<Command> asked = ScriptedHandset.Asked(handset.Open("1"));
        SyncMlMessage again = handset.Post(false, handset.HeaderStatus(), handset.StatusOf(asked[0], 200));
        Assert.Equal(asked.Count, again.Commands.Count(c => c is Command.Get));
        Assert.Equal(again.Commands.Count, again.Commands.Select(c => c.CmdId).Distinct().Count());
        Assert.False(again.Final);
    }

    [Fact]
    [Trait("row", "COL-10")]
    public void The_server_aborts_in_the_middle_and_its_job_goes_on_later()
    {
        Bench bench = new(Bench.Drilled("sessionAborted"));
        ScriptedHandset handset = Handset(bench);
        handset.Tree["./Settings/GPRS/CMNet/APN"] = "wrong";
        Assert.DoesNotContain(handset.Open("1").Commands, c => c is Command.Alert);
        SyncMlMessage aborted = handset.Answer();
        Assert.Equal(AlertCode.SessionAbort, Assert.IsType<Command.Alert>(Assert.Single(ScriptedHandset.Asked(aborted))).Code);
        Assert.Equal((true, 0, "notified"), (aborted.Final, bench.Status.OpenSessions, bench.JobState("collect")));
    }

    [Theory]
    [InlineData("reportRefused", "Alert 200, Replace 200, Alert 500")]
    [InlineData("reportWithoutStatus", "Alert 200, Replace 200")]
    [Trait("row", "EXC-14")]
    public void A_report_is_refused_or_passed_over_and_booked_all_the_same(string drill, string statuses)
    {
        Bench bench = new(Bench.Drilled(drill));
        ScriptedHandset handset = Handset(bench);
        SyncMlMessage reply = handset.Open("1", AlertCode.ClientInitiated, handset.Report(200, "c"));
        Assert.Equal(statuses, string.Join(", ", reply.Commands.OfType<Command.Status>().Skip(1).Select(s => $"{s.Cmd} {s.Code}")));
        Assert.Equal(1, bench.Status.Reports);
    }

    [Theory]
    [InlineData("reportRefused")]
    [InlineData("reportWithoutStatus")]
    [InlineData("reportUnanswered")]
    [InlineData("reportLate")]
    public void A_message_without_a_report_is_no_occasion(string drill)
    {
        Bench bench = new(Bench.Drilled(drill));
        Handset(bench).Open("1");
        Assert.Empty(bench.Status.Drills);
    }

    private static ScriptedHandset Handset(Bench bench)
    {
        bench.Register(Imei);
        bench.Pass(2);
        return new ScriptedHandset(bench, Imei);
    }
}

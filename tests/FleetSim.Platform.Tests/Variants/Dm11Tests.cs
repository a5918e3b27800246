using System.Text;
using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests.Variants;

/// <summary>Handsets of SyncML DM 1.1.2: no Correlator, no Alert 1226, notifications of version 10.</summary>
public sealed class Dm11Tests
{
    private static readonly Imei Imei = new(860206000003972);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void The_answer_is_in_kind(SyncMlEncoding encoding)
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei, encoding) { Version = "1.1" };
        SyncHdr header = handset.Open("1", AlertCode.ClientInitiated).Header;
        Assert.Equal(("1.1", "DM/1.1"), (header.VerDtd, header.VerProto));
        if (encoding == SyncMlEncoding.Wbxml) Assert.Equal("9F53", Convert.ToHexString(handset.ReplyBody.AsSpan(1, 2)));
        else Assert.Contains("SYNCML:SYNCML1.1", Encoding.UTF8.GetString(handset.ReplyBody), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Notification-V1_2_1, 6")]
    public void Its_notifications_are_of_version_10_once_it_has_spoken_and_it_is_remembered()
    {
        Bench bench = new();
        bench.Register(Imei);
        Assert.Equal(11, VersionOf(Assert.Single(bench.Pass(2))));
        ScriptedHandset handset = new(bench, Imei) { Version = "1.1" };
        handset.Open("1");
        handset.Post(handset.HeaderStatus(), handset.Alert(AlertCode.SessionAbort));
        Assert.Equal(10, VersionOf(Assert.Single(bench.Pass(11))));
        Assert.Equal("1.1", bench.Last<BookEntry.Handset>()!.Protocol);
    }

    [Fact]
    public void A_model_that_the_options_know_gets_version_10_from_the_first_one_on()
    {
        Bench bench = new(new PlatformOptions { Handsets = [new HandsetOptions { Model = "M1", Protocol = "1.1" }] });
        bench.Register(Imei);
        Assert.Equal(10, VersionOf(Assert.Single(bench.Pass(2))));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM-FUMO-V1_0, 5")]
    public void The_result_of_an_order_is_found_by_looking()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Ordered(bench);
        Assert.Equal(("accepted", false), (bench.JobState("firmware"), bench.Status.Idle));
        Look(bench, handset, "3", "30", "V1");
        Assert.Equal("accepted", bench.JobState("firmware"));
        Look(bench, handset, "4", "60", "V1");
        Assert.Equal("accepted", bench.JobState("firmware"));
        Look(bench, handset, "5", "10", "V2");
        BookEntry.Firmware row = bench.Last<BookEntry.Firmware>()!;
        Assert.Equal(("succeeded", "V2", 0), (row.State, row.VersionAfter, row.Reports));
        Assert.True(bench.Status.Idle);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("70")]
    [InlineData("80")]
    [InlineData("10")]
    public void An_order_that_came_to_nothing_has_failed(string state)
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Ordered(bench);
        Look(bench, handset, "3", state, "V1");
        Assert.Equal("failed", bench.JobState("firmware"));
        Assert.Empty(bench.Pass(300));
    }

    [Fact]
    public void One_that_waits_with_a_whole_package_is_told_to_update_and_looked_at_again()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Ordered(bench);
        Assert.Single(bench.Pass(31));
        (handset.Tree["./FwUpdate/State"], handset.Tree["./DevDetail/SwV"]) = ("50", "V1");
        handset.Open("3");
        Command.Exec update = Assert.IsType<Command.Exec>(Assert.Single(ScriptedHandset.Asked(handset.Answer())));
        Assert.Equal(("./FwUpdate/Update", null), (update.Items[0].Target!.LocUri, update.Correlator));
        handset.Answer();
        Look(bench, handset, "4", "10", "V2");
        Assert.Equal("succeeded", bench.JobState("firmware"));
    }

    [Fact]
    public void One_that_takes_long_is_looked_at_for_long()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Ordered(bench);
        for (int look = 3; look < 30; look++) Look(bench, handset, $"{look}", "30", "V1");
        Assert.Equal("accepted", bench.JobState("firmware"));
        Look(bench, handset, "30", "100", "V2");
        Assert.Equal("succeeded", bench.JobState("firmware"));
    }

    [Fact]
    public void One_that_never_comes_back_is_unreachable()
    {
        Bench bench = new(Bench.WithFirmware());
        Ordered(bench);
        Assert.Equal(4, bench.Pass(120).Count);
        Assert.Equal(("unreachable", true), (bench.JobState("firmware"), bench.Status.Idle));
    }

    [Fact]
    [Trait("row", "FUM-18")]
    public void One_that_reports_by_1226_all_the_same_is_taken_at_its_word()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Ordered(bench);
        handset.Tree["./DevDetail/SwV"] = "V2";
        handset.Open("3", AlertCode.ClientInitiated, handset.Report(200, null));
        handset.Answer();
        Assert.Equal(("succeeded", 200), (bench.JobState("firmware"), bench.Last<BookEntry.Firmware>()!.Result));
    }

    [Fact]
    public void After_a_restart_it_is_looked_at_again()
    {
        using TemporaryFile file = new();
        Bench first = new(Bench.WithFirmware());
        Ordered(first);
        using (BooksFile books = BooksFile.Open(file.Path)) books.Commit(first.Entries);
        Bench second = new(Bench.WithFirmware());
        using (BooksFile books = BooksFile.Open(file.Path)) second.Engine.Restore(books, second.Now);
        Assert.Equal(10, VersionOf(Assert.Single(second.Pass(1))));
        ScriptedHandset handset = new(second, Imei) { Version = "1.1", Tree = { ["./DevDetail/SwV"] = "V2" } };
        handset.Open("9");
        handset.Answer();
        Assert.Equal("succeeded", second.JobState("firmware"));
    }

    /// <summary>A handset that accepted the order: it had no Correlator.</summary>
    private static ScriptedHandset Ordered(Bench bench)
    {
        bench.Register(Imei);
        Assert.Single(bench.Pass(3));
        ScriptedHandset handset = new(bench, Imei) { Version = "1.1", Tree = { ["./DevDetail/SwV"] = "V1" } };
        handset.Open("2");
        Command.Exec exec = ScriptedHandset.Asked(handset.Answer()).OfType<Command.Exec>().Single();
        Assert.Null(exec.Correlator);
        handset.Answer();
        return handset;
    }

    private static void Look(Bench bench, ScriptedHandset handset, string session, string state, string version)
    {
        Assert.Equal(10, VersionOf(Assert.Single(bench.Pass(31))));
        (handset.Tree["./FwUpdate/State"], handset.Tree["./DevDetail/SwV"]) = (state, version);
        handset.Open(session);
        Assert.Empty(ScriptedHandset.Asked(handset.Answer()));
    }

    private static int VersionOf(Downlink downlink) =>
        Package0Codec.Decode(WapPush.Decode(UserData.Decode(downlink.UserData, true).Value!.Payload).Value!.Body).Value!.Content.Version;
}

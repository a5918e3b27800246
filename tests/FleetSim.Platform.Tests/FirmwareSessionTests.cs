using FleetSim.Platform.Books;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests;

[Trait("spec", "OMA-TS-DM-FUMO-V1_0")]
public sealed class FirmwareSessionTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    [Trait("row", "FUM-02")]
    public void An_order_without_question_is_accepted_reported_and_read_back(SyncMlEncoding encoding)
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Notified(bench, encoding);
        handset.Open("1");
        IReadOnlyList<Command> order = ScriptedHandset.Asked(handset.Answer());
        Command.Replace url = Assert.IsType<Command.Replace>(order[0]);
        Assert.Equal("./FwUpdate/Download/PkgURL", url.Items[0].Target!.LocUri);
        Assert.Equal("http://127.0.0.1:1/dl/descriptor/p1?imei=860206000003972", url.Items[0].Data!.Value.Text);
        Command.Exec exec = Assert.IsType<Command.Exec>(order[1]);
        Assert.Equal("./FwUpdate/Download", exec.Items[0].Target!.LocUri);
        Assert.Empty(ScriptedHandset.Asked(handset.Answer()));
        Assert.Equal("accepted", bench.JobState("firmware"));
        Assert.Equal((1, true, false), (bench.Status.AwaitingReports, bench.Status.Quiet, bench.Status.Idle));

        handset.Tree["./DevDetail/SwV"] = "V2";
        Report(bench, handset, "2", 200, exec.Correlator);
        BookEntry.Firmware row = bench.Last<BookEntry.Firmware>()!;
        Assert.Equal(("succeeded", "p1", "V2", 200, 1, "V2", 202), (row.State, row.Package, row.TargetVersion, row.Result, row.Reports, row.VersionAfter, row.ExecStatus));
        Assert.Equal("org.openmobilealliance.dm.firmwareupdate.download", row.AlertType);
        Assert.Equal(exec.Correlator, row.Correlator);
        Assert.Equal("V2", bench.Collected("./DevDetail/SwV"));
        Assert.Equal("V2", bench.Last<BookEntry.Device>()!.Version);
        Assert.True(bench.Status.Idle);
    }

    [Fact]
    [Trait("row", "ALR-04")]
    public void The_question_comes_first_in_one_sequence_and_in_Chinese()
    {
        Bench bench = new(Bench.WithFirmware(confirmShare: 1));
        ScriptedHandset handset = Notified(bench);
        handset.Open("1");
        Command.Sequence order = Assert.IsType<Command.Sequence>(Assert.Single(ScriptedHandset.Asked(handset.Answer())));
        Assert.Equal(["Alert", "Replace", "Exec"], order.Commands.Select(c => c.Name));
        Assert.Contains("V2,是否现在升级", Assert.IsType<Command.Alert>(order.Commands[0]).Items[1].Data!.Value.Text, StringComparison.Ordinal);
        handset.Answer();
        Assert.Equal("accepted", bench.JobState("firmware"));
    }

    [Theory]
    [InlineData(304)]
    [InlineData(214)]
    [InlineData(408)]
    [Trait("row", "ALR-05")]
    public void A_no_of_the_user_is_a_refusal(int status)
    {
        Bench bench = new(Bench.WithFirmware(confirmShare: 1));
        ScriptedHandset handset = Notified(bench);
        handset.Open("1");
        handset.Answer();
        handset.Answer(confirm: status);
        BookEntry.Firmware row = bench.Last<BookEntry.Firmware>()!;
        Assert.Equal(("refused", 215), (row.State, row.ExecStatus));
        Assert.True(bench.Status.Idle);
    }

    [Fact]
    public void A_failing_Exec_fails_the_job()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Notified(bench);
        handset.Open("1");
        handset.Answer();
        handset.Answer(exec: 500);
        Assert.Equal("failed", bench.JobState("firmware"));
    }

    [Fact]
    public void A_handset_at_the_version_already_gets_no_order()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Notified(bench);
        handset.Tree["./DevDetail/SwV"] = "V2";
        handset.Open("1");
        Assert.Empty(ScriptedHandset.Asked(handset.Answer()));
        Assert.Equal("done", bench.JobState("firmware"));
    }

    [Fact]
    public void A_handset_that_works_on_the_order_already_is_not_ordered_again()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Notified(bench);
        handset.Tree["./FwUpdate/State"] = "30";
        handset.Open("1");
        Assert.Empty(ScriptedHandset.Asked(handset.Answer()));
        Assert.Equal("accepted", bench.JobState("firmware"));
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void A_repeated_report_raises_the_count_and_nothing_else()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Accepted(bench, out string correlator);
        handset.Tree["./DevDetail/SwV"] = "V2";
        handset.Open("2", AlertCode.ClientInitiated, handset.Report(200, correlator)); // its answer is lost
        bench.Pass(1);
        Report(bench, handset, "3", 200, correlator);
        Report(bench, handset, "4", 200, correlator);
        BookEntry.Firmware row = bench.Last<BookEntry.Firmware>()!;
        Assert.Equal(("succeeded", 3, 200, "V2"), (row.State, row.Reports, row.Result, row.VersionAfter));
        Assert.Equal(2, bench.Status.Errors["repeatedReport"]);
    }

    [Fact]
    public void A_lost_read_back_is_caught_up_by_a_silent_notification()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Accepted(bench, out string correlator);
        handset.Tree["./DevDetail/SwV"] = "V2";
        handset.Open("2", AlertCode.ClientInitiated, handset.Report(200, correlator));
        Assert.Equal("reported", bench.JobState("firmware"));
        Assert.Single(bench.Pass(72));
        handset.Open("3");
        handset.Answer();
        Assert.Equal("succeeded", bench.JobState("firmware"));
        Assert.Equal("V2", bench.Last<BookEntry.Firmware>()!.VersionAfter);
    }

    [Fact]
    public void A_reported_failure_is_final_and_the_version_read_all_the_same()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Accepted(bench, out string correlator);
        handset.Tree["./DevDetail/SwV"] = "V1";
        Report(bench, handset, "2", 401, correlator);
        BookEntry.Firmware row = bench.Last<BookEntry.Firmware>()!;
        Assert.Equal(("failed", 401, "V1"), (row.State, row.Result, row.VersionAfter));
        Assert.True(bench.Status.Idle);
    }

    [Fact]
    [Trait("row", "FUM-05")]
    public void A_success_with_another_version_than_intended_is_a_failure()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Accepted(bench, out string correlator);
        handset.Tree["./DevDetail/SwV"] = "V1";
        Report(bench, handset, "2", 200, correlator);
        Assert.Equal(("failed", "V1"), (bench.JobState("firmware"), bench.Last<BookEntry.Firmware>()!.VersionAfter));
    }

    [Fact]
    public void A_handset_that_waits_with_a_whole_package_is_told_to_update()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Accepted(bench, out string correlator);
        handset.Tree["./DevDetail/SwV"] = "V1";
        handset.Tree["./FwUpdate/State"] = "50";
        handset.Open("2", AlertCode.ClientInitiated, handset.Report(200, correlator));
        Command.Exec update = Assert.IsType<Command.Exec>(Assert.Single(ScriptedHandset.Asked(handset.Answer())));
        Assert.Equal("./FwUpdate/Update", update.Items[0].Target!.LocUri);
        handset.Answer();
        Assert.Equal("accepted", bench.JobState("firmware"));
        handset.Tree["./DevDetail/SwV"] = "V2";
        handset.Tree["./FwUpdate/State"] = "10";
        handset.Open("3", AlertCode.ClientInitiated, handset.Report(200, correlator, "org.openmobilealliance.dm.firmwareupdate.update"));
        handset.Answer();
        Assert.Equal(("succeeded", 2), (bench.JobState("firmware"), bench.Last<BookEntry.Firmware>()!.Reports));
    }

    [Theory]
    [InlineData("Reversed-Domain-Name: org.openmobilealliance.dm.firmwareupdate.downloadandupdate", 200)]
    [InlineData("Content-Type: org.openmobilealliance.dm.firmwareupdate.update", 200)]
    [InlineData("org.openmobilealliance.dm.firmwareupdate.userrequest", 202)]
    [InlineData("com.example.other", 200)]
    public void Each_form_of_the_type_gets_its_status(string type, int code)
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Accepted(bench, out string correlator);
        SyncMlMessage reply = handset.Open("2", AlertCode.ClientInitiated, handset.Report(409, correlator, type));
        Assert.Equal(["Alert 200", "Replace 200", $"Alert {code}"], reply.Commands.OfType<Command.Status>().Skip(1).Select(s => $"{s.Cmd} {s.Code}"));
        Assert.Equal(type.Contains(':', StringComparison.Ordinal), bench.JobState("firmware") == "failed");
    }

    [Fact]
    public void A_report_with_a_foreign_correlator_is_answered_and_changes_nothing()
    {
        Bench bench = new(Bench.WithFirmware());
        ScriptedHandset handset = Accepted(bench, out _);
        Report(bench, handset, "2", 200, "somebody else's");
        Assert.Equal("accepted", bench.JobState("firmware"));
        Assert.Equal(1, bench.Status.Errors["foreignReport"]);
    }

    [Fact]
    public void Only_handsets_of_the_share_with_a_package_and_another_version_are_updated()
    {
        PlatformOptions options = Bench.WithFirmware();
        Bench bench = new(options with { Firmware = options.Firmware with { Share = 0.5 } });
        for (ulong i = 0; i < 1000; i++) bench.Register(Imei.FromFourteenDigits(86020600000000 + i), $"1380{i:D7}");
        bench.Register(Imei.FromFourteenDigits(86020700000000), model: "other");
        bench.Register(Imei.FromFourteenDigits(86020700000001), version: "V2");
        Assert.InRange(bench.Status.Jobs["firmware"].Values.Sum(), 450, 550);
    }

    [Fact]
    public void The_firmware_wave_follows_the_collection_one_job_at_a_time()
    {
        PlatformOptions options = Bench.WithFirmware();
        Bench bench = new(options with { Collect = new CollectOptions(), Firmware = options.Firmware with { StartAfter = TimeSpan.FromSeconds(5) } });
        ScriptedHandset handset = Notified(bench);
        Assert.Equal("none", bench.JobState("firmware"));
        handset.Tree["./DevDetail/SwV"] = "V1";
        handset.Open("1");
        handset.Answer();
        Assert.Equal("waiting", bench.JobState("firmware"));
        Assert.Empty(bench.Pass(4));
        Assert.Single(bench.Pass(3));
    }

    private static ScriptedHandset Notified(Bench bench, SyncMlEncoding encoding = SyncMlEncoding.Xml)
    {
        bench.Register(Imei);
        Assert.Single(bench.Pass(3));
        return new ScriptedHandset(bench, Imei, encoding) { Tree = { ["./DevDetail/SwV"] = "V1" } };
    }

    private static ScriptedHandset Accepted(Bench bench, out string correlator)
    {
        ScriptedHandset handset = Notified(bench);
        handset.Open("1");
        handset.Answer();
        handset.Answer();
        Assert.Equal("accepted", bench.JobState("firmware"));
        correlator = bench.Last<BookEntry.Firmware>()!.Correlator!;
        return handset;
    }

    private static void Report(Bench bench, ScriptedHandset handset, string session, int result, string? correlator)
    {
        handset.Open(session, AlertCode.ClientInitiated, handset.Report(result, correlator));
        Assert.Equal(["Alert 200", "Replace 200", "Alert 200"], handset.Reply!.Commands.OfType<Command.Status>().Skip(1).Select(s => $"{s.Cmd} {s.Code}"));
        if (ScriptedHandset.Asked(handset.Reply!).Count > 0) handset.Answer();
        Assert.Equal(0, bench.Status.OpenSessions);
    }
}

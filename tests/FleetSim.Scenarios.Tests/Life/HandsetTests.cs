using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Population;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Life;

public sealed class HandsetTests
{
    private const int Handsets = 60;

    private static readonly FaultSpec Troubled = Fleets.Faults with { DownloadSignalLoss = 0.3, DownloadPowerLoss = 0.3, DownloadMemoryLow = 0.3, UpdatePowerLoss = 0.5, ReportAnswerLoss = 0.5 };

    private static readonly UserSpec Restless = Fleets.Scenario.Users with { SimSwapShare = 0.5, RebootShare = 0.7 };

    [Fact]
    public void A_quiet_life_registers_and_is_updated()
    {
        Drive drive = Live(Fleets.Of(), Home);
        Assert.Equal(drive.Handset.Sim.Imsi.Value, drive.Handset.Terminal.Nv.RegisteredImsi);
        Assert.Equal("2.0.0", drive.Handset.Terminal.SoftwareVersion);
        Assert.Null(drive.Handset.Terminal.Nv.Job);
        Assert.Empty(drive.Faults);
        Assert.Null(drive.Handset.Diary.NextDue());
    }

    [Fact]
    public void Cuts_land_exactly_where_the_plan_has_them()
    {
        Fleet fleet = Fleets.Of(Troubled);
        HashSet<FaultKind> seen = [];
        for (int index = 0; index < Handsets; index++)
        {
            Drive drive = Live(fleet, index);
            List<PlannedCut> planned = [];
            int transfer = 0;
            foreach (TerminalAction.Fetch fetch in drive.Actions.OfType<TerminalAction.Fetch>())
            {
                PlannedCut? cut = fleet.Faults.CutOf(fleet.Identity.ChanceOf(index), ++transfer, fetch.Offset, Fleets.PackageOctets - fetch.Offset);
                if (planned.Count == FaultPlan.CutsPerDownload) cut = null;
                Assert.Equal(cut?.Offset, fetch.StopAt);
                if (cut is not null) planned.Add(cut);
            }

            Assert.Equal(planned.Select(c => c.Offset), drive.CutsAt);
            Assert.Equal(planned.Select(c => c.Kind), drive.Faults.Where(f => f is FaultKind.SignalLostInDownload or FaultKind.PowerLostInDownload or FaultKind.MemoryLowInDownload));
            Assert.Equal((Fleets.PackageOctets, 0), (drive.Handset.Terminal.Nv.Odometer.FirmwareOctets, drive.Handset.Terminal.Nv.Odometer.DuplicateOctets));
            Assert.Equal("2.0.0", drive.Handset.Terminal.SoftwareVersion);
            seen.UnionWith(drive.Faults);
        }

        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public void The_diary_counts_what_was_injected()
    {
        for (int index = 0; index < Handsets; index++)
        {
            Drive drive = Live(Fleets.Of(Troubled), index);
            foreach (FaultKind kind in Enum.GetValues<FaultKind>()) Assert.Equal(drive.Faults.Count(f => f == kind), drive.Handset.Diary.Faults[(int)kind]);
        }
    }

    [Fact]
    public void Signal_and_memory_come_back_after_the_planned_gap()
    {
        Fleet fleet = Fleets.Of(Fleets.Faults with { DownloadSignalLoss = 1 });
        Drive drive = Live(fleet, Home);
        TerminalEvent[] lost = [.. drive.Events.Where(e => e is TerminalEvent.SignalLost)], back = [.. drive.Events.Where(e => e is TerminalEvent.SignalBack)];
        Assert.Equal(3, lost.Length);
        Assert.Equal(
            Enumerable.Range(1, 3).Select(t => fleet.Faults.GapOf(fleet.Identity.ChanceOf(Home), FaultKind.SignalLostInDownload, t)),
            lost.Zip(back, (l, b) => b.At - l.At));
    }

    [Fact]
    public void A_power_cut_in_the_update_lands_in_the_update_and_at_most_twice()
    {
        int cuts = 0;
        for (int index = 0; index < Handsets; index++)
        {
            Drive drive = Live(Fleets.Of(Fleets.Faults with { UpdatePowerLoss = 1 }), index);
            cuts += drive.Faults.Count(f => f == FaultKind.PowerLostInUpdate);
            Assert.InRange(drive.Faults.Count, 1, FaultPlan.CutsPerUpdate);
            Assert.Equal("2.0.0", drive.Handset.Terminal.SoftwareVersion);
        }

        Assert.True(cuts > Handsets, $"only {cuts} cuts");
    }

    [Fact]
    public void A_lost_confirmation_never_reaches_the_terminal()
    {
        Drive drive = new Drive(Fleets.Of(Fleets.Faults with { ConfirmationLoss = 1 }), Home).SwitchOn().WaitSeconds(1).Confirm().WaitSeconds(100);
        Assert.DoesNotContain(drive.Events, e => e is TerminalEvent.SmsReceived);
        Assert.Equal([FaultKind.ConfirmationLost], drive.Faults);
        Assert.Equal(0UL, drive.Handset.Terminal.Nv.RegisteredImsi);
        Assert.Single(drive.Actions.OfType<TerminalAction.SendSms>());
    }

    [Fact]
    public void Only_confirmations_are_lost()
    {
        Drive drive = new Drive(Fleets.Of(Fleets.Faults with { ConfirmationLoss = 1 }), Home).SwitchOn().WaitSeconds(1).Order();
        Assert.Contains(drive.Events, e => e is TerminalEvent.SmsReceived);
        Assert.Empty(drive.Faults);
    }

    [Fact]
    public void An_answer_to_the_report_is_lost_once_and_the_next_one_comes()
    {
        Drive drive = Live(Fleets.Of(Fleets.Faults with { ReportAnswerLoss = 1 }), Home);
        Assert.Equal([true, false], drive.Actions.OfType<TerminalAction.PostDm>().Where(p => p.CarriesReport).Select(p => p.LoseReply));
        Assert.Equal([FaultKind.ReportAnswerLost], drive.Faults);
        Assert.Null(drive.Handset.Terminal.Nv.Job);
    }

    [Fact]
    public void A_user_with_another_SIM_registers_it()
    {
        Drive drive = new Drive(Fleets.Of(users: Restless with { SimSwapShare = 1 }), Home).SwitchOn().WaitSeconds(1).Confirm();
        Sim first = drive.Handset.Sim;
        drive.WaitSeconds(60).Confirm();
        Assert.NotEqual(first, drive.Handset.Sim);
        Assert.Equal(drive.Handset.Sim.Imsi.Value, drive.Handset.Terminal.Nv.RegisteredImsi);
        Assert.Equal([first, drive.Handset.Sim], drive.Events.OfType<TerminalEvent.PowerOn>().Select(p => p.Sim));
        Assert.Equal((2, 2), (drive.Actions.OfType<TerminalAction.SendSms>().Count(), drive.Handset.Diary.Boots));
        TimeSpan after = drive.Events.OfType<TerminalEvent.PowerOff>().Single().At - drive.Events[0].At;
        Assert.InRange(after, Restless.SimSwapAfter.Least, Restless.SimSwapAfter.Most);
    }

    [Fact]
    public void A_user_of_another_operator_keeps_the_SIM_and_sends_nothing()
    {
        Fleet fleet = Fleets.Of(Fleets.With(1000, homeShare: 0) with { Users = Restless with { SimSwapShare = 1, RebootShare = 1 } });
        Drive drive = new Drive(fleet, 5).SwitchOn().WaitSeconds(200);
        Assert.Equal(0, drive.Handset.Diary.SimNumber);
        Assert.Equal(2, drive.Handset.Diary.Boots);
        Assert.Empty(drive.Actions.OfType<TerminalAction.SendSms>());
    }

    [Fact]
    public void A_reboot_takes_the_off_time_of_the_scenario()
    {
        Drive drive = new Drive(Fleets.Of(users: Restless with { SimSwapShare = 0, RebootShare = 1 }), Home).SwitchOn().WaitSeconds(200);
        TerminalEvent off = drive.Events.Single(e => e is TerminalEvent.PowerOff), on = drive.Events.Last(e => e is TerminalEvent.PowerOn);
        Assert.InRange(on.At - off.At, Restless.OffTime.Least, Restless.OffTime.Most);
        Assert.Equal(2, drive.Actions.OfType<TerminalAction.SendSms>().Count());
    }

    [Theory]
    [InlineData(0, UserAnswer.Yes, "2.0.0", 200)]
    [InlineData(1, UserAnswer.No, null, 401)]
    public void The_user_answers_as_the_scenario_says(double refuseContinue, UserAnswer answer, string? version, int result)
    {
        UserSpec users = Fleets.Scenario.Users with { RefuseContinueShare = refuseContinue, ThinkTime = TimeRange.Seconds(2, 2) };
        Drive drive = Live(Fleets.Of(Fleets.Faults with { DownloadPowerLoss = 1 }, users), Home);
        TerminalEvent.UserAnswered first = drive.Events.OfType<TerminalEvent.UserAnswered>().First();
        TerminalEvent asked = drive.Events[drive.Events.IndexOf(first) - 1];
        Assert.Equal(answer, first.Answer);
        Assert.Equal(2000 * drive.Handset.Persona.Pace, (first.At - asked.At).TotalMilliseconds, 1.0);
        Assert.Equal(version ?? drive.Handset.Terminal.Model.SoftwareVersion, drive.Handset.Terminal.SoftwareVersion);
        Assert.Equal(result, drive.Handset.Terminal.Nv.Odometer.LastReportedResult);
    }

    [Fact]
    public void A_factory_mistake_stands_in_the_tree()
    {
        Fleet fleet = Fleets.Of(Fleets.With(1000, wrongApnShare: 1));
        HashSet<string> apns = [.. Enumerable.Range(0, Handsets).Select(i => new Drive(fleet, i).SwitchOn().Handset.Terminal.Read("./Settings/GPRS/CMNet/APN").Value)];
        Assert.Equal(["cmnte", "internet"], apns.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Put_aside_and_taken_up_again_it_lives_the_same_life()
    {
        int rests = 0;
        Fleet fleet = Fleets.Of(Troubled with { ConfirmationLoss = 0.3 }, Restless);
        for (int index = 0; index < Handsets; index++)
        {
            Drive straight = Live(fleet, index), resting = Live(fleet, index, resting: true);
            Assert.Equal(straight.Story, resting.Story);
            Assert.Equal(straight.Events.Select(e => (e.GetType(), e.At)), resting.Events.Select(e => (e.GetType(), e.At)));
            Assert.Equal(straight.Handset.Save(), resting.Handset.Save());
            rests += resting.Rests;
        }

        Assert.True(rests > 5 * Handsets, $"only {rests} rests");
    }

    [Fact]
    public void The_same_seed_is_the_same_life_and_another_seed_another()
    {
        Scenario scenario = Fleets.Scenario with { Faults = Troubled, Users = Restless };
        Assert.Equal(Live(Fleets.Of(scenario), Home).Story, Live(Fleets.Of(scenario), Home).Story);
        Assert.NotEqual(Live(Fleets.Of(scenario), Home).Story, Live(Fleets.Of(scenario with { Seed = 6 }), Home).Story);
    }

    [Fact]
    public void A_cut_that_nobody_planned_does_nothing()
    {
        Handset handset = new(Fleets.Of(), Home);
        HandsetOutputs outputs = new();
        handset.TransferCut(DateTimeOffset.UnixEpoch, outputs);
        Assert.Empty(outputs.Events);
        Assert.Empty(outputs.Faults);
    }

    /// <summary>A store that was away for a minute: the user's answer and the handset's patience are both overdue, and whichever fires first, the answer was there in time.</summary>
    [Fact]
    public void A_user_who_answered_in_time_is_not_silent_because_both_timers_are_late()
    {
        Handset handset = new(Fleets.Of(), Home);
        HandsetOutputs outputs = new();
        DateTimeOffset start = DateTimeOffset.UnixEpoch.AddDays(1);
        DateTimeOffset patience = AskedToContinue(handset, start, outputs);
        Assert.InRange(outputs.EnvironmentDue!.Value, start, patience);

        outputs.Clear();
        handset.TimerFired(TimerSlot.PromptTimeout, patience, patience.AddMinutes(1), outputs);
        Assert.Single(outputs.Actions.OfType<TerminalAction.Fetch>());
        Assert.Equal(FumoPhase.Fetching, handset.Terminal.Nv.Job!.Phase);
    }

    [Fact]
    public void A_user_who_would_have_answered_too_late_is_silent_all_the_same()
    {
        Fleet fleet = Fleets.Of(users: Fleets.Scenario.Users with { ThinkTime = TimeRange.Seconds(1000, 1000) });
        Handset handset = new(fleet, Home);
        HandsetOutputs outputs = new();
        DateTimeOffset start = DateTimeOffset.UnixEpoch.AddDays(1);
        DateTimeOffset patience = AskedToContinue(handset, start, outputs);

        outputs.Clear();
        handset.TimerFired(TimerSlot.PromptTimeout, patience, start.AddSeconds(2000), outputs);
        Assert.Equal((FumoPhase.Waiting, WaitCause.Power), (handset.Terminal.Nv.Job!.Phase, handset.Terminal.Nv.Job.Cause));
    }

    /// <summary>Switches a handset on whose download was cut by power: it asks its user. When it gives up to wait for the answer.</summary>
    private static DateTimeOffset AskedToContinue(Handset handset, DateTimeOffset start, HandsetOutputs outputs)
    {
        handset.Terminal.Nv.Add(new FirmwareJob { Root = "FwUpdate", PackageUrl = "http://dl.test/dd", Phase = FumoPhase.Waiting, Cause = WaitCause.Power, ObjectUri = "http://dl.test/object", Size = 1000, Visible = true });
        handset.FirstPowerOn(start, outputs);
        return outputs.Actions.OfType<TerminalAction.ArmTimer>().Single(arm => arm.Slot == TimerSlot.PromptTimeout).Due;
    }

    [Fact]
    public void A_running_transfer_is_asked_to_hand_over_before_the_user_switches_off()
    {
        Fleet fleet = Fleets.Of(users: Restless with { SimSwapShare = 0, RebootShare = 1, RebootAfter = TimeRange.Seconds(5, 5) });
        Handset handset = new(fleet, Home);
        HandsetOutputs outputs = new();
        DateTimeOffset start = DateTimeOffset.UnixEpoch.AddDays(1), due = start.AddSeconds(5);
        handset.FirstPowerOn(start, outputs);
        handset.Terminal.Nv.Add(new FirmwareJob { Root = "FwUpdate", PackageUrl = "http://dl.test/dd", Phase = FumoPhase.Waiting, Cause = WaitCause.Network, ObjectUri = "http://dl.test/object", Size = 1000 });
        handset.Happened(new TerminalEvent.TimerFired(start, TimerSlot.DownloadRetry), outputs);
        TerminalAction.Fetch fetch = outputs.Actions.OfType<TerminalAction.Fetch>().Single();
        handset.Happened(new TerminalEvent.FetchStarted(start, fetch.Request, 200, null, 1000, null), outputs);

        outputs.Clear();
        handset.EnvironmentDue(due, outputs);
        Assert.IsType<TerminalAction.StopTransfer>(Assert.Single(outputs.Actions));
        Assert.True(handset.Terminal.Nv.PoweredOn);
        handset.Happened(new TerminalEvent.FetchOctets(due, fetch.Request, new byte[400]), outputs);
        Assert.True(handset.Terminal.Nv.PoweredOn);
        handset.TransferCut(due, outputs);
        Assert.False(handset.Terminal.Nv.PoweredOn);
        Assert.Equal(400, handset.Terminal.Nv.Job!.Offset);
        Assert.Empty(outputs.Faults);
    }

    /// <summary>A terminal with a China Mobile SIM.</summary>
    private static int Home { get; } = Enumerable.Range(0, 1000).First(i => new FleetIdentity(Fleets.Scenario).IsHome(i));

    private static Drive Live(Fleet fleet, int index, bool resting = false) =>
        new Drive(fleet, index, resting).SwitchOn().WaitSeconds(1).Confirm().WaitSeconds(1).Order().WaitSeconds(30).Confirm().WaitSeconds(600);
}

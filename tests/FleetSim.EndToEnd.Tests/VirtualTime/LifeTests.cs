using FleetSim.Device;
using FleetSim.Device.Ui;
using FleetSim.Platform.Books;
using FleetSim.Run;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>What holds in every life, read off the traces of the whole fleet, also when the emulator is killed in between.</summary>
[Collection(TroubledDayTests.Name)]
public sealed class LifeTests(TroubledDay day)
{
    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    [Trait("row", "REG-15")]
    public void A_handset_with_a_foreign_SIM_is_silent(Telling telling)
    {
        VirtualHandset[] foreign = [.. day.Told(telling).Handsets.Where(h => !h.Handset.HasHomeSim)];
        Assert.NotEmpty(foreign);
        Assert.All(foreign, h => Assert.DoesNotContain(h.Story.Actions, IsRequest));
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    [Trait("row", "REG-20")]
    public void There_is_at_most_one_registration_message_in_a_boot(Telling telling)
    {
        foreach (VirtualHandset h in day.Told(telling).Handsets)
        {
            int sentInBoot = 0;
            foreach (StoryStep step in h.Story.Steps)
            {
                if (step.Events.Any(e => e is TerminalEvent.PowerOn)) sentInBoot = 0;
                sentInBoot += step.Actions.Count(a => a is TerminalAction.SendSms { Redelivery: false });
                Assert.InRange(sentInBoot, 0, 1);
            }
        }
    }

    [Fact]
    [Trait("row", "REG-10")]
    public void A_boot_begins_with_a_registration_exactly_when_mark_and_SIM_differ()
    {
        HandsetOutputs outputs = new();
        foreach (VirtualHandset lived in day.Lived.Handsets)
        {
            Handset again = new(day.Lived.Fleet, lived.Handset.Index);
            foreach (StoryStep step in lived.Story.Steps)
            {
                ulong mark = again.Terminal.Nv.RegisteredImsi;
                StoryStep.Take(step.Stimulus, again, outputs);
                bool due = step.Events.Any(e => e is TerminalEvent.PowerOn) && again.HasHomeSim && again.Sim.Imsi.Value != mark;
                Assert.Equal(due, step.Actions.Any(a => a is TerminalAction.SendSms));
            }
        }
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void A_handset_without_power_or_signal_begins_nothing(Telling telling)
    {
        foreach (VirtualHandset h in day.Told(telling).Handsets)
        {
            (bool power, bool signal) = (false, true);
            foreach (StoryStep step in h.Story.Steps)
            {
                foreach (TerminalEvent happened in step.Events)
                {
                    if (happened is TerminalEvent.PowerOn) (power, signal) = (true, true);
                    else if (happened is TerminalEvent.PowerOff) power = false;
                    else if (happened is TerminalEvent.SignalLost or TerminalEvent.SignalBack) signal = happened is TerminalEvent.SignalBack;
                }

                // What the step began before the cut is broken off by it. An uplink that was pending is the emulator's to hand over again.
                if (!power || !signal) Assert.DoesNotContain(step.Actions.Reverse().TakeWhile(a => a is not TerminalAction.BreakOff), a => IsRequest(a) && a is not TerminalAction.SendSms { Redelivery: true });
            }
        }
    }

    [Fact]
    public void No_request_is_answered_twice()
    {
        foreach (VirtualHandset h in day.Lived.Handsets)
        {
            int[] asked = [.. h.Story.Actions.Select(NumberOf).OfType<int>()];
            int[] answered = [.. h.Story.Events.Select(AnswerTo).OfType<int>()];
            Assert.Equal(asked.Distinct(), asked);
            Assert.Equal(answered.Distinct(), answered);
            Assert.Subset(asked.ToHashSet(), answered.ToHashSet());
        }
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    [Trait("row", "EXC-05")]
    public void A_download_goes_on_at_the_very_octet_where_it_was_cut(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        int resumed = 0;
        ILookup<string, long> served = world.Platform.Books.OfType<BookEntry.RangeRequest>().ToLookup(r => r.Imei, r => r.Start);
        foreach (VirtualHandset h in world.Handsets)
        {
            (long held, long limit) = (0, 0);
            foreach (StoryStep step in h.Story.Steps)
            {
                held += step.Events.OfType<TerminalEvent.FetchOctets>().Sum(o => o.Octets.Length);
                Assert.InRange(held, 0, limit);
                foreach (TerminalAction.Fetch fetch in step.Actions.OfType<TerminalAction.Fetch>())
                {
                    Assert.Equal(held, fetch.Offset);
                    limit = fetch.StopAt ?? world.Scenario.Platform.PackageOctets;
                    if (held > 0) resumed++;
                }
            }

            Assert.Equal(served[h.Terminal.Imei.ToString()], h.Story.Actions.OfType<TerminalAction.Fetch>().Select(f => f.Offset));
        }

        Assert.InRange(resumed, 150, int.MaxValue);
    }

    [Fact]
    [Trait("row", "EXC-06")]
    public void After_a_power_cut_a_download_goes_on_only_when_the_user_says_yes()
    {
        int asked = 0;
        foreach (VirtualHandset h in day.Lived.Handsets)
        {
            (long held, bool needsYes, bool isAsked) = (0, false, false);
            foreach (StoryStep step in h.Story.Steps)
            {
                held += step.Events.OfType<TerminalEvent.FetchOctets>().Sum(o => o.Octets.Length);
                if (step.Events.Any(e => e is TerminalEvent.PowerOff)) (needsYes, isAsked) = (held > 0 && held < day.Lived.Scenario.Platform.PackageOctets, false);
                if (isAsked && step.Events.Any(e => e is TerminalEvent.UserAnswered { Answer: UserAnswer.Yes })) needsYes = false;
                if (step.Actions.Any(a => a is TerminalAction.Prompt { Subject: UiSubject.DownloadContinueQuestion })) isAsked = true;
                if (needsYes) Assert.DoesNotContain(step.Actions, a => a is TerminalAction.Fetch);
            }

            if (isAsked) asked++;
        }

        Assert.InRange(asked, 30, int.MaxValue);
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    [Trait("row", "EXC-14")]
    public void Every_finished_update_is_reported_and_a_report_is_repeated_only_until_it_is_answered(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        Dictionary<string, BookedHandset> rows = BooksText.Rows(world.Platform.Books);
        foreach (VirtualHandset h in world.Handsets)
        {
            TerminalFact[] facts = [.. h.Story.Actions.OfType<TerminalAction.Note>().Select(n => n.Fact)];
            int finished = facts.Count(f => f is TerminalFact.FirmwareFinished);
            Assert.Equal(finished, facts.Count(f => f is TerminalFact.ReportAnswered));
            int sent = h.Story.Actions.Count(a => a is TerminalAction.PostDm { CarriesReport: true });
            int lost = h.Story.Faults.Count(f => f == FaultKind.ReportAnswerLost);
            int cut = h.Story.Events.Count(e => e is TerminalEvent.PowerOff or TerminalEvent.Revived);
            Assert.InRange(sent, finished + lost, finished + lost + (finished * cut));
            Assert.Equal(sent, rows.GetValueOrDefault(h.Terminal.Imei.ToString())?.Reports ?? 0);
        }
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void The_message_centre_keeps_only_what_is_for_SIMs_that_have_left(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        Assert.InRange(world.MessageCentre.StoredEver, 20, int.MaxValue);
        HashSet<long> inHandsets = [.. world.Handsets.Select(h => h.Handset.Sim.Index)];
        Assert.DoesNotContain(world.MessageCentre.Waiting, inHandsets.Contains);
    }

    private static bool IsRequest(TerminalAction action) => NumberOf(action) is not null;

    private static int? NumberOf(TerminalAction action) => action switch
    {
        TerminalAction.SendSms send => send.Request,
        TerminalAction.PostDm post => post.Request,
        TerminalAction.GetDescriptor get => get.Request,
        TerminalAction.PostNotify notify => notify.Request,
        TerminalAction.Fetch fetch => fetch.Request,
        _ => null,
    };

    private static int? AnswerTo(TerminalEvent happened) => happened switch
    {
        TerminalEvent.SmsAccepted accepted => accepted.Request,
        TerminalEvent.HttpReplied replied => replied.Request,
        TerminalEvent.HttpFailed failed => failed.Request,
        TerminalEvent.FetchEnded ended => ended.Request,
        _ => null,
    };
}

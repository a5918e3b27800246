using FleetSim.Device;
using FleetSim.Platform.Books;
using FleetSim.Run;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>What holds in every life, read off the traces of the whole fleet.</summary>
[Collection(TroubledDayTests.Name)]
public sealed class LifeTests(TroubledDay day)
{
    private VirtualWorld World => day.Lived;

    [Fact]
    [Trait("row", "REG-15")]
    public void A_handset_with_a_foreign_SIM_is_silent()
    {
        VirtualHandset[] foreign = [.. World.Handsets.Where(h => !h.Handset.Sim.IsHomeOperator)];
        Assert.NotEmpty(foreign);
        Assert.All(foreign, h => Assert.DoesNotContain(h.Story.Actions, IsRequest));
    }

    [Fact]
    [Trait("row", "REG-20")]
    public void There_is_at_most_one_registration_message_in_a_boot()
    {
        foreach (VirtualHandset h in World.Handsets)
        {
            int sentInBoot = 0;
            foreach (StoryStep step in h.Story.Steps)
            {
                if (step.Events.Any(e => e is TerminalEvent.PowerOn)) sentInBoot = 0;
                sentInBoot += step.Actions.Count(a => a is TerminalAction.SendSms);
                Assert.InRange(sentInBoot, 0, 1);
            }
        }
    }

    [Fact]
    public void A_handset_without_power_or_signal_begins_nothing()
    {
        foreach (VirtualHandset h in World.Handsets)
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

                // What the step began before the cut is broken off by it.
                if (!power || !signal) Assert.DoesNotContain(step.Actions.Reverse().TakeWhile(a => a is not TerminalAction.BreakOff), IsRequest);
            }
        }
    }

    [Fact]
    public void No_request_is_answered_twice()
    {
        foreach (VirtualHandset h in World.Handsets)
        {
            int[] asked = [.. h.Story.Actions.Select(NumberOf).OfType<int>()];
            int[] answered = [.. h.Story.Events.Select(AnswerTo).OfType<int>()];
            Assert.Equal(asked.Distinct(), asked);
            Assert.Equal(answered.Distinct(), answered);
            Assert.Subset(asked.ToHashSet(), answered.ToHashSet());
        }
    }

    [Fact]
    [Trait("row", "EXC-05")]
    public void A_download_goes_on_at_the_very_octet_where_it_was_cut()
    {
        int resumed = 0;
        ILookup<string, long> served = World.Platform.Books.OfType<BookEntry.RangeRequest>().ToLookup(r => r.Imei, r => r.Start);
        foreach (VirtualHandset h in World.Handsets)
        {
            TerminalAction.Fetch[] fetches = [.. h.Story.Actions.OfType<TerminalAction.Fetch>()];
            ILookup<int, int> octets = h.Story.Events.OfType<TerminalEvent.FetchOctets>().ToLookup(o => o.Request, o => o.Octets.Length);
            long held = 0;
            foreach (TerminalAction.Fetch fetch in fetches)
            {
                Assert.Equal(held, fetch.Offset);
                held += octets[fetch.Request].Sum();
                Assert.InRange(held, 0, fetch.StopAt ?? World.Scenario.Platform.PackageOctets);
                if (fetch.Offset > 0) resumed++;
            }

            Assert.Equal(served[h.Terminal.Imei.ToString()], fetches.Select(f => f.Offset));
        }

        Assert.InRange(resumed, 150, int.MaxValue);
    }

    [Fact]
    [Trait("row", "FUM-18")]
    public void Every_finished_update_is_reported_and_a_report_is_repeated_only_until_it_is_answered()
    {
        Dictionary<string, BookedHandset> rows = BooksText.Rows(World.Platform.Books);
        foreach (VirtualHandset h in World.Handsets)
        {
            TerminalFact[] facts = [.. h.Story.Actions.OfType<TerminalAction.Note>().Select(n => n.Fact)];
            int finished = facts.Count(f => f is TerminalFact.FirmwareFinished);
            Assert.Equal(finished, facts.Count(f => f is TerminalFact.ReportAnswered));
            int sent = h.Story.Actions.Count(a => a is TerminalAction.PostDm { CarriesReport: true });
            int lost = h.Story.Faults.Count(f => f == FaultKind.ReportAnswerLost);
            int switchedOff = h.Story.Events.Count(e => e is TerminalEvent.PowerOff);
            Assert.InRange(sent, finished + lost, finished + lost + (finished * switchedOff));
            Assert.Equal(sent, rows.GetValueOrDefault(h.Terminal.Imei.ToString())?.Reports ?? 0);
        }
    }

    [Fact]
    public void The_message_centre_keeps_only_what_is_for_SIMs_that_have_left()
    {
        Assert.InRange(World.MessageCentre.StoredEver, 20, int.MaxValue);
        HashSet<long> inHandsets = [.. World.Handsets.Select(h => h.Handset.Sim.Index)];
        Assert.DoesNotContain(World.MessageCentre.Waiting, inHandsets.Contains);
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

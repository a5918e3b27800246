using FleetSim.Device;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>Determinism promise 1, over a whole fleet: recorded events give identical actions again, octets included.</summary>
[Collection(TroubledDayTests.Name)]
public sealed class ReplayTests(TroubledDay day)
{
    [Fact]
    public void A_fresh_handset_that_sees_what_another_saw_does_what_it_did()
    {
        HandsetOutputs outputs = new();
        foreach (VirtualHandset lived in day.Lived.Handsets)
        {
            Handset fresh = new(day.Lived.Fleet, lived.Handset.Index);
            Story story = new();
            foreach (StoryStep step in lived.Story.Steps) story.Add(StoryStep.Take(step.Stimulus, fresh, outputs));
            TraceText.AssertSame($"handset {fresh.Index}", lived.Story.Trace(), story.Trace());
            Assert.Equal(lived.Handset.Save(), fresh.Save());
        }
    }

    /// <summary>Else a crash right after the step would undo it.</summary>
    [Fact]
    public void A_step_that_changes_what_must_last_says_so()
    {
        HandsetOutputs outputs = new();
        List<string> silent = [];
        foreach (VirtualHandset lived in day.Lived.Handsets)
        {
            Handset fresh = new(day.Lived.Fleet, lived.Handset.Index);
            byte[] committed = fresh.Save();
            foreach (StoryStep step in lived.Story.Steps)
            {
                StoryStep.Take(step.Stimulus, fresh, outputs);
                byte[] now = fresh.Save();
                if (!fresh.TakeDirty(early: true) && !now.AsSpan().SequenceEqual(committed)) silent.Add($"{step.Stimulus.GetType().Name} {string.Join('+', step.Events.Select(e => e.GetType().Name))} {string.Join('+', step.Faults)}");
                committed = now;
            }
        }

        Assert.Equal([], silent.CountBy(s => s).Select(s => $"{s.Value} x {s.Key}"));
    }

    /// <summary>Without its environment: only what the environment adds to actions (cuts, lost answers, stops) is missing.</summary>
    [Fact]
    public void A_bare_terminal_does_the_same_on_the_same_events()
    {
        foreach (VirtualHandset lived in day.Lived.Handsets)
        {
            Terminal bare = FromFactory(lived.Handset.Index);
            List<TerminalAction> actions = [];
            foreach (TerminalEvent happened in lived.Story.Events) bare.Step(happened, actions);
            byte[] expected = TraceText.Of(lived.Story.Actions.Where(a => a is not TerminalAction.StopTransfer).Select(Unsurrounded));
            TraceText.AssertSame($"handset {lived.Handset.Index}", expected, TraceText.Of(actions));
        }
    }

    /// <summary>A terminal with the factory's mistakes in its tree, which a handset gets at its first power-on.</summary>
    private Terminal FromFactory(long index)
    {
        Fleet fleet = day.Lived.Fleet;
        Handset twin = new(fleet, index);
        twin.FirstPowerOn(day.Lived.Now, new HandsetOutputs());
        Terminal terminal = new(fleet.Identity.ImeiOf(index), fleet.Identity.ModelOf(index), fleet.Settings, fleet.Identity.ChanceOf(index));
        Assert.Equal(200, terminal.Tree.RollBack(twin.Terminal.Tree.Mark()));
        return terminal;
    }

    private static TerminalAction Unsurrounded(TerminalAction action) => action switch
    {
        TerminalAction.Fetch fetch => fetch with { StopAt = null },
        TerminalAction.PostDm post => post with { LoseReply = false },
        _ => action,
    };
}

using FleetSim.Device;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>One step of a handset in its environment: what came in, what the handset itself saw, and what came out.</summary>
public sealed record StoryStep(
    Stimulus Stimulus, IReadOnlyList<TerminalEvent> Events, IReadOnlyList<TerminalAction> Actions, IReadOnlyList<FaultKind> Faults, DateTimeOffset? EnvironmentDue)
{
    /// <summary>Carries a stimulus out and keeps what comes of it.</summary>
    public static StoryStep Take(Stimulus stimulus, Handset handset, HandsetOutputs outputs)
    {
        outputs.Clear();
        stimulus.Apply(handset, outputs);
        return new StoryStep(stimulus, [.. outputs.Events], [.. outputs.Actions], [.. outputs.Faults], outputs.EnvironmentDue);
    }
}

/// <summary>The whole life of a handset, octets included. Values only: octets of packages are slices of the platform's own.</summary>
public sealed class Story
{
    private readonly List<StoryStep> _steps = [];

    public IReadOnlyList<StoryStep> Steps => _steps;

    /// <summary>The events that the handset itself saw, in order.</summary>
    public IEnumerable<TerminalEvent> Events => _steps.SelectMany(s => s.Events);

    /// <summary>What it did, in order; the environment's hand in it included.</summary>
    public IEnumerable<TerminalAction> Actions => _steps.SelectMany(s => s.Actions);

    public IEnumerable<FaultKind> Faults => _steps.SelectMany(s => s.Faults);

    public void Add(StoryStep step) => _steps.Add(step);

    /// <summary>The trace: a line for each event, action and fault, with all their octets; the same life gives the same octets.</summary>
    public byte[] Trace() => TraceText.Of(_steps);
}

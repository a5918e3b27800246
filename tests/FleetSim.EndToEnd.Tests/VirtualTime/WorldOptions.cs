using FleetSim.Platform.Settings;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>When a handset is saved, thrown away, and loaded again.</summary>
public enum Rests
{
    Never,

    /// <summary>Whenever it is switched off: what a TerminalGrain does by itself.</summary>
    WhenOff,

    /// <summary>Whenever a step ends with nothing under way: what the emulator may do at any time.</summary>
    AtEveryRest,
}

/// <summary>What a scenario does not say.</summary>
public sealed record WorldOptions
{
    /// <summary>One way of a short message, between handset and platform or back.</summary>
    public TimeSpan SmsLatency { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>One way of an HTTP message.</summary>
    public TimeSpan HttpLatency { get; init; } = TimeSpan.FromMilliseconds(5);

    public Rests Rests { get; init; }

    /// <summary>What the platform is told beside what the scenario says.</summary>
    public Func<PlatformOptions, PlatformOptions> Platform { get; init; } = options => options;

    /// <summary>
    /// When, from the beginning on, the emulator is killed and comes back at once: of every handset only the stored snapshot is left; the
    /// platform and what the message centre has stored live on.
    /// </summary>
    public IReadOnlyList<TimeSpan> Kills { get; init; } = [];
}

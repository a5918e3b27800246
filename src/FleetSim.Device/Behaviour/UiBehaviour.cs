using FleetSim.Protocol.Interaction;

namespace FleetSim.Device.Behaviour;

/// <summary>How a model talks to its user.</summary>
public sealed record UiBehaviour
{
    /// <summary>ALR-02: true: Alerts 1100 and 1102 to 1104 are shown; false: 406. Alert 1101 is always shown.</summary>
    public bool OptionalAlerts { get; init; } = true;

    /// <summary>What a Status says when MAXDT has passed.</summary>
    public TimeoutAnswer TimeoutAnswer { get; init; } = TimeoutAnswer.Bare;

    /// <summary>D3: where trouble is shown.</summary>
    public PromptPolicy Prompts { get; init; } = PromptPolicy.Chapters;

    /// <summary>True: the user has a menu for the network parameters, which QB-E-008 does not want (CFG-06).</summary>
    public bool ParameterMenu { get; init; }

    /// <summary>Characters of a text or choice that can be shown; a longer one is answered 416.</summary>
    public int TextLimit { get; init; } = 1024;
}

/// <summary>Prompts on time-out, lost signal, low memory and power loss (D3).</summary>
public enum PromptPolicy
{
    /// <summary>In a firmware update always; in collection, registration and background sessions that never began never; otherwise when visible.</summary>
    Chapters,

    /// <summary>In silent jobs never.</summary>
    Quiet,
}

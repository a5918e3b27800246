using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>Commands that a session sends besides its job, stage after stage, and whose Statuses are booked under the script's name.</summary>
internal sealed record Script(string Name, IReadOnlyList<ScriptStage> Stages)
{
    /// <summary>True: begins again at its end, for as long as the handset answers.</summary>
    public bool IsEndless { get; init; }

    public static Script Of(string name, params Command[] commands) => new(name, [new ScriptStage(commands)]);
}

/// <param name="ClosesPackage">False: its message has no Final, the next stage belongs to the same package.</param>
internal sealed record ScriptStage(IReadOnlyList<Command> Commands, bool ClosesPackage = true);

namespace FleetSim.Run;

/// <summary>What the command line of <c>fleetsim run</c> says.</summary>
public sealed record RunOptions
{
    public string? ScenarioPath { get; init; }

    /// <summary>Folder with handset models beside those that ship; null: none.</summary>
    public string? ModelsFolder { get; init; }

    public ulong? Seed { get; init; }

    public int? Terminals { get; init; }

    public string StateDirectory { get; init; } = ".fleetsim/state";

    public string? ReportDirectory { get; init; }

    public bool Resume { get; init; }

    /// <summary>IMEIs whose whole story is written.</summary>
    public IReadOnlyList<string> Traced { get; init; } = [];

    /// <summary>Hosts beside loopback that the operator allows, repeated from the scenario.</summary>
    public IReadOnlyList<string> AllowedTargets { get; init; } = [];

    /// <summary>Prometheus endpoint on loopback; null: none; 0: any free port.</summary>
    public int? MetricsPort { get; init; }

    public string? ConfigPath { get; init; }

    /// <summary>Drives the nodes of a cluster in place of a node of this process.</summary>
    public bool Cluster { get; init; }

    /// <summary>Nodes of the cluster to wait for.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>Deactivates every activation once in mid-run, to show that nothing changes.</summary>
    public bool DeactivateOnce { get; init; }

    /// <summary>Told what a run waits for that cannot begin yet.</summary>
    public Action<string> Says { get; init; } = _ => { };
}

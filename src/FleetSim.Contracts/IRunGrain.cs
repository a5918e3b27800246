namespace FleetSim.Contracts;

/// <summary>One run's control state: which scenario, which seed, since when, how often taken up again. Kept by the AdoNet provider.</summary>
[Alias("fleetsim.run")]
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Begins the run, or takes up the one that is stored; the manifest in force is returned.</summary>
    [Alias("begin")]
    Task<RunManifest> Begin(RunManifest proposed, bool resume);

    /// <summary>Marks the run as over.</summary>
    [Alias("finish")]
    Task Finish(string verdict);

    /// <summary>The stored manifest, or null.</summary>
    [Alias("get")]
    Task<RunManifest?> Get();
}

/// <summary>What must be the same when a run is taken up again.</summary>
[GenerateSerializer]
[Alias("fleetsim.run-manifest")]
public sealed record RunManifest
{
    [Id(0)]
    public string Scenario { get; init; } = "";

    /// <summary>SHA-256 of the scenario file, hex.</summary>
    [Id(1)]
    public string ScenarioHash { get; init; } = "";

    [Id(2)]
    public ulong Seed { get; init; }

    /// <summary>When the schedule's clock started; moved forward by the time in which the run was dead.</summary>
    [Id(3)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Times the run was taken up again after its process was gone.</summary>
    [Id(4)]
    public int Resumes { get; init; }

    /// <summary>DM port of the reference platform: addresses that handsets keep must stay right.</summary>
    [Id(5)]
    public int PlatformPort { get; init; }

    [Id(6)]
    public int SmppPort { get; init; }

    /// <summary>When the run was begun, by the wall clock.</summary>
    [Id(8)]
    public DateTimeOffset BegunAt { get; init; }

    /// <summary>VALID, SUSPECT, INVALID, or empty while the run goes on.</summary>
    [Id(7)]
    public string Verdict { get; init; } = "";
}

using FleetSim.Commands;
using FleetSim.Contracts;
using FleetSim.Platform.Settings;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Population;
using FleetSim.Silo;
using FleetSim.Storage;
using FleetSim.Transport.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetSim.Run;

/// <summary>Nodes, a platform and a fleet between them: started, lived, drained. What is shown and reported is not in here.</summary>
public sealed class FleetRun : IAsyncDisposable
{
    private static readonly TimeSpan SettledFor = TimeSpan.FromSeconds(2);
    private const int PlatformAttempts = 80;

    /// <summary>How often the nodes are asked.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private readonly ScenarioFile _file;
    private readonly RunOptions _options;
    private readonly StartWait _wait;
    private readonly CancellationTokenSource _ended = new();
    private FleetDoor? _door;
    private NodeRoll? _roll;
    private Task _following = Task.CompletedTask;
    private PlatformProcess? _platform;

    private FleetRun(ScenarioFile file, RunOptions options) => (_file, _options, _wait) = (file, options, new StartWait(options.Says, TimeProvider.System));

    public Scenario Scenario => _file.Scenario;

    public Fleet Fleet { get; private set; } = null!;

    public IStateStore Store => _door!.Store;

    public NodeRoll Roll => _roll!;

    /// <summary>The node of this process; null: the fleet is a cluster.</summary>
    public FleetNode? Node => _door!.Node;

    public PlatformProcess? Platform => _platform;

    public RunManifest Manifest { get; private set; } = new();

    /// <summary>What an earlier process of this run left; null for a new run.</summary>
    public RunCheckpoint? Earlier { get; private set; }

    /// <summary>A handset of which nobody wants anything is no activation.</summary>
    public bool Hibernates => Scenario.Fleet.HibernateAfter > TimeSpan.Zero;

    public string BooksPath => PlatformPlan.BooksPath(_options.StateDirectory);

    private string ConfigPath => _options.ConfigPath ?? RepositoryFiles.Find(RepositoryFiles.OrleansConfig);

    /// <summary>Brings everything up to the moment before the first power-on.</summary>
    public static async Task<FleetRun> StartAsync(ScenarioFile file, RunOptions options, Action<ILoggingBuilder> logging, Action<IServiceCollection>? more, CancellationToken stop)
    {
        FleetRun run = new(file, options);
        try
        {
            await run.StartAsync(logging, more, stop);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Switches the fleet on as the schedule wants; completes after the last one.</summary>
    public async Task PowerOnAsync(CancellationToken stop)
    {
        await Roll.ReleaseAsync(Manifest.StartedAt, DateTimeOffset.UtcNow);
        while (!Roll.Figures.ArrivalsDone) await Task.Delay(Poll, stop);
        if (_platform is not null && Scenario.Platform.Waves == WavesStart.AfterPowerOn) await _platform.StartWavesAsync(stop);
    }

    /// <summary>Waits until nothing moves any more: no session, no transfer, no timer, no job of the platform. False: the limit passed first, and it was said what moved.</summary>
    public async Task<bool> DrainAsync(CancellationToken stop)
    {
        DateTimeOffset limit = DateTimeOffset.UtcNow + Scenario.DrainLimit;
        DateTimeOffset? quietSince = null;
        string? moves = null;
        while (DateTimeOffset.UtcNow < limit)
        {
            moves = await UnrestAsync(stop);
            quietSince = moves is null ? quietSince ?? DateTimeOffset.UtcNow : null;
            if (DateTimeOffset.UtcNow - quietSince >= SettledFor) return true;
            await Task.Delay(Poll, stop);
        }

        _options.Says($"the drain ended by its limit of {Scenario.DrainLimit}, with {moves ?? "nothing that moved"}");
        return false;
    }

    /// <summary>Activations of TerminalGrain by Orleans' own count, on all nodes.</summary>
    public async Task<long> CountActivationsAsync()
    {
        IManagementGrain management = _door!.Grains.GetGrain<IManagementGrain>(0);
        SimpleGrainStatistic[] statistics = await management.GetSimpleGrainStatistics();
        return statistics.Where(s => s.GrainType.Contains(nameof(Grains.TerminalGrain), StringComparison.Ordinal)).Sum(s => (long)s.ActivationCount);
    }

    /// <summary>Gives up every activation at its next rest and wakes it again.</summary>
    public async Task DeactivateAllAsync()
    {
        foreach ((long index, _) in Store.Reader.Scan()) await _door!.Grains.GetGrain<ITerminalGrain>(index).Rest();
    }

    public Task FinishAsync(string verdict) => _door!.Grains.GetGrain<IRunGrain>("run").Finish(verdict);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _following;
        if (_roll is not null) await _roll.ConcludeAsync();
        if (_door is not null) await _door.DisposeAsync();
        if (_platform is not null) await _platform.DisposeAsync();
        _ended.Dispose();
    }

    private async Task StartAsync(Action<ILoggingBuilder> logging, Action<IServiceCollection>? more, CancellationToken stop)
    {
        _door = await (_options.Cluster ? JoinClusterAsync(logging, stop) : OpenNodeAsync(logging, more, stop));
        await StateFiles.KeepScenarioAsync(_options.StateDirectory, _file, Store);
        _roll = new NodeRoll(_door.Grains, Scenario, TimeProvider.System);
        await _roll.RefreshAsync();
        IRunGrain manifest = _door.Grains.GetGrain<IRunGrain>("run");
        RunManifest? stored = await manifest.Get();
        CheckManifest(stored);
        await PlanAsync(stored, stop);
        Earlier = _options.Resume ? CheckpointLog.Read(Store.Reader) : null;
        await _roll.BeginAsync();
        await TakenUpAsync(stop);
        Manifest = await manifest.Begin(Begun(), _options.Resume);
        _following = FollowAsync();
    }

    private Task<FleetDoor> OpenNodeAsync(Action<ILoggingBuilder> logging, Action<IServiceCollection>? more, CancellationToken stop)
    {
        PortGuard.Check("connection.smppPort", Scenario.Connection.SmppPort);
        StateFiles.Prepare(_options.StateDirectory, ConfigPath, _options.Resume);
        return FleetDoor.OpenNodeAsync(Options(), logging, more, stop);
    }

    private async Task<FleetDoor> JoinClusterAsync(Action<ILoggingBuilder> logging, CancellationToken stop)
    {
        if (_options.Traced.Count > 0) throw new ConfigurationException("--trace writes on the node that has the handset; it is for runs without --cluster");
        FleetDoor door = await FleetDoor.JoinClusterAsync(ConfigPath, _options.StateDirectory, logging, stop);
        try
        {
            ClusterReadiness cluster = new(door.Grains);
            if (!_options.Resume) await cluster.ConcludeOthersAsync(stop);
            StateFiles.Prepare(_options.StateDirectory, ConfigPath, _options.Resume);
            await cluster.WaitForAsync(_options.Nodes, stop);
            return door;
        }
        catch
        {
            await door.DisposeAsync();
            throw;
        }
    }

    private NodeOptions Options() => new()
    {
        StateDirectory = _options.StateDirectory, ConfigPath = ConfigPath,
        Targets = new AllowedTargets([.. _options.AllowedTargets]), Traces = TraceFiles.Prepare(_options, new FleetIdentity(Scenario)),
    };

    /// <summary>Starts the platform, and writes down what the nodes must know.</summary>
    private async Task PlanAsync(RunManifest? stored, CancellationToken stop)
    {
        string address = Scenario.Target?.DmUrl ?? await StartPlatformAsync(_options.Resume ? stored?.PlatformPort ?? 0 : 0, stop);
        PlannedPackage[] packages = _platform is null ? [] : [.. (await _platform.PackagesAsync(stop)).Select(PlatformPlan.PackageOf)];
        string id = (_options.Resume ? RunPlan.Read(Store.Reader)?.Id : null) ?? Guid.NewGuid().ToString("N");
        RunPlan plan = PlannedScenario.Make(id, _file, address, packages);
        await plan.WriteAsync(Store);
        Fleet = NodeRun.FleetOf(Scenario, plan);
        if (_platform is null) return;
        await _wait.UntilAsync(() => Roll.Figures.Binds == 0 ? $"the platform's first bind to {string.Join(" or ", Roll.MessageCentres)}" : null, () => LookAsync(Poll, stop));
    }

    private RunManifest Begun()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return new RunManifest
        {
            Scenario = Scenario.Name, ScenarioHash = _file.Hash, Seed = Scenario.Seed, BegunAt = now, StartedAt = now - TimeSpan.FromSeconds(Earlier?.ElapsedSeconds ?? 0),
            PlatformPort = _platform?.Address.Port ?? 0,
        };
    }

    private void CheckManifest(RunManifest? stored)
    {
        if (!_options.Resume) return;
        if (stored is null) throw new ConfigurationException($"--resume: there is no run in '{_options.StateDirectory}'.");
        if (stored.ScenarioHash != _file.Hash || stored.Seed != Scenario.Seed)
            throw new ConfigurationException($"--resume: the run in '{_options.StateDirectory}' is of scenario '{stored.Scenario}' with another content or seed; give the same file, or start anew without --resume.");
    }

    private async Task<string> StartPlatformAsync(int port, CancellationToken stop)
    {
        PlatformOptions plan = PlatformPlan.Make(Scenario, _options.StateDirectory, Roll.MessageCentres, port);
        for (int attempt = 1; _platform is null; attempt++)
        {
            try
            {
                _platform = await PlatformProcess.StartAsync(plan, _options.StateDirectory, stop);
            }
            catch (ConfigurationException) when (_options.Resume && attempt < PlatformAttempts)
            {
                // The platform of the run that was killed is still on its way out, and has the port.
                await Task.Delay(Poll, stop);
            }
        }

        Roll.Changed = centres => _platform.BindAsync(centres, CancellationToken.None);
        return new Uri(_platform.Address, "/dm").ToString();
    }

    /// <summary>Waits until every cohort is somewhere, and everybody is awake who lived when the run was killed.</summary>
    private Task TakenUpAsync(CancellationToken stop)
    {
        long cohorts = Cohorts.Count(Scenario.Fleet.Terminals);
        return _wait.UntilAsync(
            () => Roll.Figures.Cohorts < cohorts || Roll.Figures.BeingWoken > 0
                ? $"the fleet's place on {Roll.Count} nodes: {Roll.Figures.Cohorts} of {cohorts} cohorts have one, {Roll.Figures.BeingWoken} handsets that were switched on are still to be woken"
                : null,
            () => LookAsync(TimeSpan.FromMilliseconds(20), stop));
    }

    private async Task LookAsync(TimeSpan pause, CancellationToken stop)
    {
        await Task.Delay(pause, stop);
        await Roll.RefreshAsync();
    }

    /// <summary>Asks the nodes until the run is over.</summary>
    private async Task FollowAsync()
    {
        using PeriodicTimer timer = new(Poll);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token)) await Roll.RefreshAsync();
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <summary>What still moves, in words; null: nothing. The platform is asked when the fleet is at rest.</summary>
    private async Task<string?> UnrestAsync(CancellationToken stop) =>
        Roll.Figures.Unrest(Cohorts.Count(Scenario.Fleet.Terminals)) ?? (_platform is null || (await _platform.StatusAsync(stop)).Idle ? null : "a platform that is not idle");
}

using FleetSim.Commands;
using FleetSim.Contracts;
using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Grains;
using FleetSim.Platform.Settings;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Population;
using FleetSim.Silo;
using FleetSim.Telemetry;
using FleetSim.Transport.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetSim.Run;

/// <summary>A node, a platform and a fleet between them: started, lived, drained. What is shown and reported is not in here.</summary>
public sealed class FleetRun : IAsyncDisposable
{
    private static readonly TimeSpan SettledFor = TimeSpan.FromSeconds(2);
    private const int WakeParallelism = 128;
    private const int PlatformAttempts = 80;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private readonly ScenarioFile _file;
    private readonly RunOptions _options;
    private Fleet? _fleet;
    private FleetNode? _node;
    private PlatformProcess? _platform;

    private FleetRun(ScenarioFile file, RunOptions options) => (_file, _options) = (file, options);

    public Scenario Scenario => _file.Scenario;

    public Fleet Fleet => _fleet!;

    public FleetNode Node => _node!;

    public PlatformProcess? Platform => _platform;

    public RunManifest Manifest { get; private set; } = new();

    /// <summary>What an earlier process of this run left; null for a new run.</summary>
    public RunCheckpoint? Earlier { get; private set; }

    public string BooksPath => PlatformPlan.BooksPath(_options.StateDirectory);

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

    /// <summary>Switches the fleet on as the schedule wants.</summary>
    public async Task PowerOnAsync(CancellationToken stop)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await Node.Services.GetRequiredService<ArrivalPacer>().RunAsync(Manifest.StartedAt, now, stop);
    }

    /// <summary>Waits until nothing moves any more: no session, no transfer, no timer, no job of the platform. False: the limit passed first.</summary>
    public async Task<bool> DrainAsync(CancellationToken stop)
    {
        DateTimeOffset limit = DateTimeOffset.UtcNow + Scenario.DrainLimit;
        DateTimeOffset? quietSince = null;
        while (DateTimeOffset.UtcNow < limit)
        {
            bool quiet = await IsQuietAsync(stop);
            quietSince = quiet ? quietSince ?? DateTimeOffset.UtcNow : null;
            if (DateTimeOffset.UtcNow - quietSince >= SettledFor) return true;
            await Task.Delay(Poll, stop);
        }

        return false;
    }

    /// <summary>Activations of TerminalGrain by Orleans' own count.</summary>
    public async Task<long> CountActivationsAsync()
    {
        IManagementGrain management = Node.Grains.GetGrain<IManagementGrain>(0);
        SimpleGrainStatistic[] statistics = await management.GetSimpleGrainStatistics();
        return statistics.Where(s => s.GrainType.Contains(nameof(TerminalGrain), StringComparison.Ordinal)).Sum(s => (long)s.ActivationCount);
    }

    /// <summary>Gives up every activation at its next rest and wakes it again.</summary>
    public async Task DeactivateAllAsync()
    {
        foreach ((long index, _) in Node.Store.Reader.Scan()) await Node.Grains.GetGrain<ITerminalGrain>(index).Rest();
    }

    public Task FinishAsync(string verdict) => Node.Grains.GetGrain<IRunGrain>("run").Finish(verdict);

    public async ValueTask DisposeAsync()
    {
        if (_node is not null) await _node.DisposeAsync();
        if (_platform is not null) await _platform.DisposeAsync();
    }

    private async Task StartAsync(Action<ILoggingBuilder> logging, Action<IServiceCollection>? more, CancellationToken stop)
    {
        PortGuard.Check("connection.smppPort", Scenario.Connection.SmppPort);
        string config = _options.ConfigPath ?? RepositoryFiles.Find(RepositoryFiles.OrleansConfig);
        StateFiles.Prepare(_options.StateDirectory, config, _options.Resume);
        FleetIdentity identity = new(Scenario);
        NodeOptions node = new()
        {
            StateDirectory = _options.StateDirectory, ConfigPath = config,
            Targets = new AllowedTargets([.. _options.AllowedTargets]), SmppPort = Scenario.Connection.SmppPort, MetricsPort = _options.MetricsPort,
            Traces = TraceFiles.Prepare(_options, identity),
        };
        _node = await FleetNode.StartAsync(node, Scenario, () => Fleet, logging, more, stop);
        await StateFiles.KeepScenarioAsync(_options.StateDirectory, _file, Node.Store);
        Node.MessageCentre.Start();
        RunManifest proposed = new() { Scenario = Scenario.Name, ScenarioHash = _file.Hash, Seed = Scenario.Seed, SmppPort = Node.MessageCentre.Port };
        RunManifest? stored = await Node.Grains.GetGrain<IRunGrain>("run").Get();
        CheckManifest(stored);
        string address = Scenario.Target?.DmUrl ?? await StartPlatformAsync(_options.Resume ? stored?.PlatformPort ?? 0 : 0, stop);
        PackageMap packages = _platform is null ? PackageMap.Empty : new PackageMap((await _platform.PackagesAsync(stop)).Select(PlatformPlan.PackageOf));
        _fleet = new Fleet(Scenario, identity, Settings(address, packages), new FaultPlan(Scenario.Faults), new Personas(Scenario.Seed));
        Node.MessageCentre.Open();
        if (_platform is not null) await Node.MessageCentre.WaitForBindAsync(stop);
        if (_options.Resume) await WakeAsync();
        Earlier = _options.Resume ? RunCheckpoint.Read(Node.Store.Reader) : null;
        DateTimeOffset now = DateTimeOffset.UtcNow;
        RunManifest begun = proposed with { BegunAt = now, StartedAt = now - TimeSpan.FromSeconds(Earlier?.ElapsedSeconds ?? 0), PlatformPort = _platform?.Address.Port ?? 0 };
        Manifest = await Node.Grains.GetGrain<IRunGrain>("run").Begin(begun, _options.Resume);
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
        PlatformOptions plan = PlatformPlan.Make(Scenario, _options.StateDirectory, Node.MessageCentre.Port, port);
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

        return new Uri(_platform.Address, "/dm").ToString();
    }

    private TerminalSettings Settings(string address, PackageMap packages) => new()
    {
        Account = new PresetAccount { Address = address },
        PromptTimeout = Scenario.Handset.PromptTimeout, SessionTimeout = Scenario.Handset.SessionTimeout, ReportRetry = Scenario.Handset.ReportRetry,
        DownloadRetry = Scenario.Handset.DownloadRetry, UpdateDuration = Scenario.Handset.UpdateDuration, UpdateBlocks = Scenario.Handset.UpdateBlocks, Packages = packages,
    };

    /// <summary>Every handset with a snapshot is activated once: it takes up what was under way, and re-arms its timers.</summary>
    private async Task WakeAsync()
    {
        await Parallel.ForEachAsync(Node.Store.Reader.Scan(), new ParallelOptions { MaxDegreeOfParallelism = WakeParallelism }, async (row, _) =>
        {
            ITerminalGrain terminal = Node.Grains.GetGrain<ITerminalGrain>(row.Key);
            if (!await terminal.Wake()) await terminal.Rest();
        });
    }

    private async Task<bool> IsQuietAsync(CancellationToken stop)
    {
        FleetLedger ledger = Node.Ledger;
        if (ledger.DownloadsRunning > 0 || ledger.DevicesIn(DeviceTag.InSession) + ledger.DevicesIn(DeviceTag.Downloading) + ledger.DevicesIn(DeviceTag.Updating) > 0) return false;
        for (long cohort = 0; cohort <= Cohorts.Of(Scenario.Fleet.Terminals - 1); cohort++)
        {
            if (await Node.Grains.GetGrain<ICohortGrain>(cohort).Count() > 0) return false;
        }

        return _platform is null || (await _platform.StatusAsync(stop)).Idle;
    }
}

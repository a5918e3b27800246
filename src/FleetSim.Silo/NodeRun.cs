using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Load;
using FleetSim.Scenarios.Population;
using FleetSim.Storage;

namespace FleetSim.Silo;

/// <summary>The run in which this node takes part. Its plan is read from the store when somebody asks for the first time: a handset may be placed here before anybody told the node.</summary>
public sealed class NodeRun(IStateStore store, Func<RunPlan, Scenario> read)
{
    private readonly Lock _reading = new();
    private volatile Taken? _taken;

    private sealed record Taken(string Id, Scenario Scenario, Fleet Fleet, ArrivalSchedule Arrivals);

    public string Id => Current.Id;

    public Scenario Scenario => Current.Scenario;

    public Fleet Fleet => Current.Fleet;

    public ArrivalSchedule Arrivals => Current.Arrivals;

    /// <summary>True once the plan was read.</summary>
    public bool IsTaken => _taken is not null;

    private Taken Current => _taken ?? Take();

    /// <summary>The fleet of a plan: the same on every node, and wherever its snapshots are read.</summary>
    public static Fleet FleetOf(Scenario scenario, RunPlan plan) =>
        new(scenario, new FleetIdentity(scenario), Settings(scenario, plan), new FaultPlan(scenario.Faults), new Personas(scenario.Seed));

    /// <summary>Reads the plan if there is one; false: no run has been begun.</summary>
    public bool TryTake()
    {
        if (IsTaken) return true;
        lock (_reading)
        {
            if (_taken is not null) return true;
            if (RunPlan.Read(store.Reader) is not { } plan) return false;
            _taken = Take(plan);
            return true;
        }
    }

    private Taken Take() => TryTake() ? _taken! : throw new InvalidOperationException("No run has been begun on this store.");

    private Taken Take(RunPlan plan)
    {
        Scenario scenario = read(plan);
        return new Taken(plan.Id, scenario, FleetOf(scenario, plan), new ArrivalSchedule(scenario.Seed, scenario.PowerOnRate, scenario.Fleet.Terminals));
    }

    private static TerminalSettings Settings(Scenario scenario, RunPlan plan) => new()
    {
        Account = new PresetAccount { Address = plan.DmAddress },
        PromptTimeout = scenario.Handset.PromptTimeout, SessionTimeout = scenario.Handset.SessionTimeout, ReportRetry = scenario.Handset.ReportRetry,
        DownloadRetry = scenario.Handset.DownloadRetry, UpdateDuration = scenario.Handset.UpdateDuration, UpdateBlocks = scenario.Handset.UpdateBlocks,
        Packages = plan.Packages.Count == 0 ? PackageMap.Empty : new PackageMap(plan.Packages.Select(PackageOf)),
    };

    /// <summary>What a handset knows of a package.</summary>
    public static FirmwarePackage PackageOf(PlannedPackage package) =>
        new(package.Name, package.Version, package.Octets, package.Sha256) { Requires = package.Requires, IsFinal = package.IsFinal };
}

using FleetSim.Commands;
using FleetSim.Device;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Population;
using FleetSim.Storage;

namespace FleetSim.Run;

/// <summary>A fleet as its state directory has it, during a run or after it; nothing is connected to.</summary>
public sealed class StoredFleet : IDisposable
{
    private StoredFleet(Fleet fleet, IStateReader store) => (Fleet, Store) = (fleet, store);

    public Fleet Fleet { get; }

    public IStateReader Store { get; }

    /// <summary>Every handset that has a snapshot, in the order of their indices.</summary>
    public IEnumerable<Handset> Handsets => Store.Scan().Select(row => Handset.Load(Fleet, row.Key, row.State.Payload));

    /// <summary>Opens a state directory; the scenario is the one its run was started with.</summary>
    /// <exception cref="ConfigurationException">There is no run in it.</exception>
    /// <exception cref="StateStoreException">Its file is not ours, or of another version.</exception>
    public static StoredFleet Open(string directory)
    {
        IStateReader store = StateFiles.PlanOf(directory).OpenReader();
        return new StoredFleet(FleetOf(StateFiles.ReadScenario(directory, store)), store);
    }

    /// <summary>The handset with this index; one that never lived when it has no snapshot.</summary>
    public (Handset Handset, bool Lived) Read(long index) =>
        Store.Read(index) is { } row ? (Handset.Load(Fleet, index, row.Payload), true) : (new Handset(Fleet, index), false);

    public void Dispose() => Store.Dispose();

    private static Fleet FleetOf(Scenario scenario)
    {
        TerminalSettings settings = new() { Account = new PresetAccount { Address = scenario.Target?.DmUrl ?? "http://127.0.0.1/dm" } };
        return new Fleet(scenario, new FleetIdentity(scenario), settings, new FaultPlan(scenario.Faults), new Personas(scenario.Seed));
    }
}

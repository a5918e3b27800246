using FleetSim.Scenarios.Life;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FleetSim.Grains;

/// <summary>What all handsets of a node share: one reference in each activation instead of one for each of these.</summary>
public sealed class HandsetShell(
    Fleet fleet, [FromKeyedServices(HandsetShell.Snapshots)] IGrainStorage storage, ActionDispatch dispatch, IHomes homes, Revival revival, FleetLedger ledger, TimeProvider clock)
{
    /// <summary>The provider as handsets call it; the node may stand between them and the one that the configuration names.</summary>
    public const string Snapshots = "snapshots";

    // The ones that were given back last are the ones that a processor still has at hand.
    private readonly Stack<HandsetOutputs> _outputs = new();

    public Fleet Fleet => fleet;

    public IGrainStorage Storage => storage;

    public ActionDispatch Dispatch => dispatch;

    /// <summary>True when this silo is the home of the handset's cohort.</summary>
    public bool IsHome(long terminal) => homes.IsHere(Contracts.Cohorts.Of(terminal));

    /// <summary>True when a handset of which nobody wants anything gives its activation up.</summary>
    public bool Hibernates { get; } = fleet.Scenario.Fleet.HibernateAfter > TimeSpan.Zero;

    /// <summary>True when another silo can take over what this one had.</summary>
    public bool HasOthers => homes.HasOthers;

    /// <summary>Sees to it that a handset whose activation goes away comes back.</summary>
    public void WakeAgain(long terminal) => revival.Wake(terminal);

    public FleetLedger Ledger => ledger;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Room for what comes of steps: only a handset that is taking one has it.</summary>
    internal HandsetOutputs Rent()
    {
        lock (_outputs)
        {
            if (_outputs.TryPop(out HandsetOutputs? free)) return free;
        }

        return new HandsetOutputs();
    }

    /// <summary>Gives it back; nothing in it is held on to.</summary>
    internal void Return(HandsetOutputs outputs)
    {
        outputs.Clear();
        lock (_outputs) _outputs.Push(outputs);
    }
}

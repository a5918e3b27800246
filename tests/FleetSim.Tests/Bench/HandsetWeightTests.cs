using FleetSim.Bench;
using FleetSim.Device;
using FleetSim.Models;

namespace FleetSim.Tests.Bench;

/// <summary>The heap is weighed: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(AloneOnTheHeap), DisableParallelization = true)]
public sealed class AloneOnTheHeap;

/// <summary>The budgets of a handset, for each model that ships.</summary>
[Collection(nameof(AloneOnTheHeap))]
public sealed class HandsetWeightTests
{
    private const int Handsets = 300;

    /// <summary>What a registered, idle handset may take on the heap in all, less what an activation takes that has nothing in it.</summary>
    private const int IdleHeapBytes = 3_500 - 2_100;

    private const int SnapshotOctets = 300;

    /// <summary>Beside the hash's midstate: addresses, offset, validator.</summary>
    private const int DownloadOctets = SnapshotOctets + 100;

    public static TheoryData<string> Models => [.. ShippedModels.Catalogue.All.Select(m => m.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_handset_stays_within_its_budgets(string id)
    {
        HandsetModel model = ShippedModels.Catalogue.Find(id)!;
        Dictionary<string, HandsetWeight> weights = HandsetWeight.Of(model, Handsets).ToDictionary(w => w.State);
        Assert.InRange(weights["registered"].HeapBytes, 100, IdleHeapBytes);
        Assert.InRange(weights["afterSession"].HeapBytes, 100, IdleHeapBytes);
        Assert.InRange(weights["afterSession"].SnapshotOctets, 20, SnapshotOctets);
        Assert.InRange(weights["downloading"].SnapshotOctets, SnapshotOctets, DownloadOctets);
    }
}

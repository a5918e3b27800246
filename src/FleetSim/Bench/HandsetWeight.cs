using FleetSim.Device;

namespace FleetSim.Bench;

/// <summary>What a handset of one model weighs in one state.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="State">factory, registered, inSession, afterSession or downloading.</param>
/// <param name="SnapshotOctets">Octets in the store.</param>
/// <param name="HeapBytes">Bytes on the managed heap, without what the fleet shares (models, settings).</param>
public sealed record HandsetWeight(string Model, string State, int SnapshotOctets, long HeapBytes)
{
    private static readonly (string State, Func<HandsetRig, HandsetRig> Reach)[] States =
    [
        ("factory", rig => rig), ("registered", rig => rig.Registered()), ("inSession", rig => rig.Registered().InSession()),
        ("afterSession", rig => rig.Registered().AfterSession()), ("downloading", rig => rig.Registered().Downloading()),
    ];

    /// <summary>Weighs so many handsets of a model in each state; the heap is what they add to it, divided by their number.</summary>
    public static IEnumerable<HandsetWeight> Of(HandsetModel model, int handsets)
    {
        foreach ((string state, Func<HandsetRig, HandsetRig> reach) in States)
        {
            int octets = reach(new HandsetRig(model, 0)).SnapshotOctets();
            Terminal[] kept = new Terminal[handsets];
            long before = GC.GetTotalMemory(forceFullCollection: true);
            for (int i = 0; i < handsets; i++) kept[i] = reach(new HandsetRig(model, i)).Alone();
            long heap = (GC.GetTotalMemory(forceFullCollection: true) - before) / handsets;
            GC.KeepAlive(kept);
            yield return new HandsetWeight(model.Id, state, octets, heap);
        }
    }
}

namespace FleetSim.Storage.Commit;

/// <summary>The requests of a batch for one key: <paramref name="First"/> (included) to <paramref name="End"/> (not included) of the batch's states, in arrival order.</summary>
internal readonly record struct KeyWrites(long Key, int First, int End);

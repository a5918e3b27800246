namespace FleetSim.Storage;

/// <summary>One row of the fleet's state.</summary>
/// <param name="Version">1 for the first write of a key, one more with each further write.</param>
/// <param name="DueUnixMs">When the handset wants to be woken, milliseconds since 1970 UTC; null: never.</param>
/// <param name="Payload">The snapshot's octets, owned by the reader.</param>
public readonly record struct StoredState(long Version, long? DueUnixMs, byte[] Payload);

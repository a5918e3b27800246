namespace FleetSim.Storage;

/// <summary>A short message on its way to a handset: accepted from the platform, not yet delivered.</summary>
/// <param name="Id">The message centre's number of it; unique.</param>
/// <param name="Destination">The destination's SIM key.</param>
/// <param name="ValidUntilUnixMs">End of its validity period, milliseconds since 1970 UTC.</param>
/// <param name="Payload">The message as its owner encoded it.</param>
public readonly record struct StoredMessage(long Id, long Destination, long ValidUntilUnixMs, byte[] Payload);

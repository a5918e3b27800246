namespace FleetSim.Protocol.SyncMl;

/// <summary>What a decoder passed over in a message that it took all the same: a measure of how far the peer strays.</summary>
/// <param name="UnknownElements">Elements of no vocabulary, skipped with all they contain.</param>
/// <param name="UnsupportedCommands">SyncML commands that DM does not use (Put, Sync, Map...), skipped.</param>
/// <param name="BareAmpersands">Ampersands in XML that begin no known reference, taken for themselves.</param>
/// <param name="TrailingOctets">Octets behind the root element, white space not counted.</param>
public readonly record struct SyncMlOddities(int UnknownElements, int UnsupportedCommands, int BareAmpersands, int TrailingOctets);

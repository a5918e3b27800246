namespace FleetSim.Storage.Transfer;

/// <summary>The state of a control-plane grain, as Orleans' AdoNet provider keeps it on every database.</summary>
internal sealed record ControlRow(int IdHash, long N0, long N1, int TypeHash, string Type, string? Extension, byte[]? Payload, int Version);

namespace FleetSim.Protocol.Smpp;

/// <summary>What to tell the peer about a PDU that is invalid.</summary>
/// <param name="Status">The command_status of the answer.</param>
/// <param name="Octets">
/// Octets of the faulty PDU, to be passed over; 0 when its length is wrong, so that nothing behind it can be read: close.
/// </param>
public readonly record struct SmppFault(uint Status, uint CommandId, uint Sequence, int Octets);

namespace FleetSim.Protocol.Sms;

/// <summary>Application ports of a short message: element 05 (16 bits) or 04 (8 bits) of the header. Destination comes first on the wire.</summary>
public readonly record struct PortAddress(ushort Destination, ushort Source);

/// <summary>Place of a part in a longer message: element 00 (reference of 8 bits) or 08 (16 bits).</summary>
/// <param name="Reference">0 to 65535; equal in all parts.</param>
/// <param name="Total">Parts of the message, 1 to 255.</param>
/// <param name="Number">This part, from 1 to <paramref name="Total"/>.</param>
public readonly record struct Concatenation(int Reference, int Total, int Number);

/// <summary>The user data of one short message, its header taken apart.</summary>
/// <param name="Ports">Null when the header names none.</param>
/// <param name="Part">Null for a message of one part.</param>
/// <param name="Payload">What follows the header.</param>
public sealed record SmsUserData(PortAddress? Ports, Concatenation? Part, byte[] Payload);

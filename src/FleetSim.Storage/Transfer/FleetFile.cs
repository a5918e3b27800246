namespace FleetSim.Storage.Transfer;

/// <summary>
/// A fleet as one file: handsets, messages not yet delivered, notes, the state of control grains, and files of the state directory.
/// </summary>
/// <remarks>
/// <code>
/// octet  0..14   "fleetsim fleet" NL
/// octet 15       version
/// octet 16..     records, compressed as one Brotli stream
/// last 32        SHA-256 of all octets before them
///
/// record         kind (1 octet), then by kind; numbers are 7-bit groups, lowest first (negative ones as 64 bits), texts and octets have their length in front
///   1 file       name, octets
///   2 control    id hash, N0, N1, type hash, type, has extension (0, 1), extension, has payload, payload, version
///   3 state      key, version, has due, due, octets
///   4 message    id, destination, valid until, octets
///   5 note       name, value
///   0 end        records before it
/// </code>
/// Records come in the order of their kinds and, within one, of their keys: equal fleets give equal files.
/// </remarks>
internal static class FleetFile
{
    public const byte Version = 1;
    public const int HeaderOctets = 16;
    public const int CheckOctets = 32;

    /// <summary>Octets of one payload, text or name, at most.</summary>
    public const int TextLimit = 64 * 1024 * 1024;

    public static ReadOnlySpan<byte> Magic => "fleetsim fleet\n"u8;

    public enum Kind : byte
    {
        End = 0,
        File = 1,
        Control = 2,
        State = 3,
        Message = 4,
        Note = 5,
    }
}

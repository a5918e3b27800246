namespace FleetSim.Protocol.Notification;

/// <summary>How much of the session the user is to see: 2 bits of package #0.</summary>
public enum UiMode
{
    NotSpecified,
    Background,
    Informative,
    UserInteraction,
}

/// <summary>Who wanted the session: 1 bit of package #0.</summary>
public enum Initiator
{
    User,
    Server,
}

/// <summary>The content of a notification.</summary>
public sealed record Package0
{
    /// <summary>Ten times the version: 11 for DM 1.2, 10 for DM 1.1, 12 for a notification of SyncML DS; 10 bits.</summary>
    public int Version { get; init; } = 11;

    public UiMode UiMode { get; init; }

    public Initiator Initiator { get; init; }

    /// <summary>1 to FFFF.</summary>
    public ushort SessionId { get; init; }

    /// <summary>At most 255 octets of UTF-8.</summary>
    public required string ServerId { get; init; }
}

/// <summary>A received notification, not yet believed.</summary>
/// <param name="Digest">16 octets as sent.</param>
/// <param name="Trigger">Everything behind the digest, vendor octets included: what the digest covers.</param>
public sealed record SignedPackage0(Package0 Content, byte[] Digest, byte[] Trigger)
{
    /// <summary>Octets of the trigger before the server id: bits, session id, length.</summary>
    internal const int FixedTriggerOctets = 8;

    /// <summary>What follows the server id.</summary>
    public ReadOnlySpan<byte> VendorOctets => Trigger.AsSpan(FixedTriggerOctets + Trigger[FixedTriggerOctets - 1]);
}

using FleetSim.Protocol.Identity;

namespace FleetSim.Platform.Engine;

public enum DownlinkKind
{
    Confirmation,
    Notification,

    /// <summary>A bootstrap push; mostly of several parts.</summary>
    Bootstrap,
}

/// <summary>A short message the platform wants sent, from its service number.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Imei">The handset it is for.</param>
/// <param name="Destination">That handset's number as registered.</param>
/// <param name="Source">The platform's service number.</param>
/// <param name="UserData">User data with its header, at most 140 octets, 8-bit data.</param>
public sealed record Downlink(DownlinkKind Kind, Imei Imei, Msisdn Destination, string Source, byte[] UserData)
{
    /// <summary>False for a drill: <see cref="UserData"/> has no header.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>How long it is held back before it is handed to the message centre; a drill.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>True when a drill had its hand in it: it is not sent again when the message centre refuses it.</summary>
    public bool IsDrilled { get; init; }

    /// <summary>True for a message that is submitted until the message centre takes it.</summary>
    public bool MustArrive => Kind == DownlinkKind.Confirmation && !IsDrilled;
}

/// <summary>The answer to a short message of a handset.</summary>
/// <param name="Status">command_status of the deliver_sm_resp: 0 taken; 64, 65 or 66 (hex) for a drill.</param>
/// <param name="Downlinks">To be sent after the commit.</param>
public sealed record UplinkReply(uint Status, IReadOnlyList<Downlink> Downlinks);

using FleetSim.Protocol.Identity;

namespace FleetSim.Platform.Engine;

public enum DownlinkKind
{
    Confirmation,
    Notification,
}

/// <summary>A short message the platform wants sent, from its service number.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Imei">The handset it is for.</param>
/// <param name="Destination">That handset's number as registered.</param>
/// <param name="Source">The platform's service number.</param>
/// <param name="UserData">User data with its header, at most 140 octets, 8-bit data.</param>
public sealed record Downlink(DownlinkKind Kind, Imei Imei, Msisdn Destination, string Source, byte[] UserData);

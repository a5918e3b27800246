using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device;

/// <summary>One handset model: what it says of itself, its tree, and how its client behaves.</summary>
public sealed record HandsetModel
{
    /// <summary>Name in scenarios.</summary>
    public required string Id { get; init; }

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    /// <summary>The version it leaves the factory with.</summary>
    public required string SoftwareVersion { get; init; }

    public string HardwareVersion { get; init; } = "1.0";

    public string Language { get; init; } = "zh-CN";

    public SyncMlEncoding Encoding { get; init; } = SyncMlEncoding.Xml;

    public SyncMlStyle? Style { get; init; }

    public string? ContentType { get; init; }

    /// <summary>True: SessionID as decimal text, as many Chinese handsets send it; false: upper-case hex, as OMA wants.</summary>
    public bool DecimalSessionId { get; init; }

    public int MaxMsgSize { get; init; } = 9000;

    public int MaxObjSize { get; init; } = 524288;

    /// <summary>Where the FUMO object stands.</summary>
    public string FumoRoot { get; init; } = "FwUpdate";

    /// <summary>The tree every handset of this model shares.</summary>
    public required TreeTemplate Tree { get; init; }

    public string EffectiveContentType => ContentType ?? SyncMlMediaType.For(Encoding);
}

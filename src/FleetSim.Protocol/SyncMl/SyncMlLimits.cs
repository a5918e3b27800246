namespace FleetSim.Protocol.SyncMl;

/// <summary>What a decoder takes from a peer at most. Beyond any of these the message is invalid.</summary>
public sealed record SyncMlLimits
{
    /// <summary>The decoder recurses into groups, so the depth itself has a limit.</summary>
    public const int DeepestDepth = 256;

    public static SyncMlLimits Default { get; } = new();

    /// <summary>Octets of one message as encoded.</summary>
    public int MessageOctets { get; init; } = 1 << 20;

    /// <summary>Elements open at once; at most <see cref="DeepestDepth"/>.</summary>
    public int Depth
    {
        get;
        init => field = value is >= 1 and <= DeepestDepth ? value : throw new ArgumentOutOfRangeException(nameof(value), "1 to 256");
    } = 64;

    /// <summary>Commands of one message, those inside groups included.</summary>
    public int Commands { get; init; } = 10_000;

    /// <summary>Items of one message, and also TargetRefs and SourceRefs.</summary>
    public int Items { get; init; } = 20_000;

    /// <summary>UTF-8 octets of one text or value.</summary>
    public int TextOctets { get; init; } = 1 << 20;

    /// <summary>Octets of a WBXML string table.</summary>
    public int StringTableOctets { get; init; } = 1 << 16;

    /// <summary>Octets that references into the string table may add up to, as a multiple of the message's octets.</summary>
    public int StringTableGain { get; init; } = 16;
}

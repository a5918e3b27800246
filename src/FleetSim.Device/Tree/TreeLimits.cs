using System.Globalization;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tree;

/// <summary>
/// What a tree takes from a server at most: its model's ./DevDetail/URI, where 0 is no limit, inside of the hard limits here.
/// Spec: OMA-TS-DM_StdObj-V1_2_1, 5.2 (DevDetail/URI).
/// </summary>
internal sealed record TreeLimits
{
    /// <summary>Characters of any address, whatever the model says.</summary>
    public const int UriCharacters = 2048;

    /// <summary>Segments of any address.</summary>
    public const int UriSegments = 64;

    /// <summary>Characters of any segment.</summary>
    public const int SegmentCharacters = 255;

    /// <summary>UTF-8 octets of a Title. Spec: OMA-TS-DM_TND-V1_2_1, Title.</summary>
    public const int TitleOctets = 255;

    /// <summary>UTF-8 octets of a Type.</summary>
    public const int TypeOctets = 255;

    /// <summary>Characters of an access control list.</summary>
    public const int AclCharacters = 1024;

    /// <summary>Nodes of one answer to a Get with ?list=.</summary>
    public const int ListedNodes = 4096;

    /// <summary>Octets of names and values in one answer to a Get with ?list=.</summary>
    public const int ListedOctets = 256 * 1024;

    /// <summary>Nodes that one serialised tree may bring.</summary>
    public const int DocumentNodes = 1024;

    /// <summary>Octets of one serialised tree.</summary>
    public const int DocumentOctets = 256 * 1024;

    /// <summary>For the decoder of serialised trees.</summary>
    public static SyncMlLimits Document { get; } = new() { MessageOctets = DocumentOctets, TextOctets = DocumentOctets };

    private TreeLimits(int totalLength, int depth, int segmentLength) => (TotalLength, Depth, SegmentLength) = (totalLength, depth, segmentLength);

    /// <summary>Characters of an address with its query.</summary>
    public int TotalLength { get; }

    /// <summary>Segments of an address, the leading "." not counted.</summary>
    public int Depth { get; }

    /// <summary>Characters of a segment.</summary>
    public int SegmentLength { get; }

    public static TreeLimits Of(TreeTemplate template) => new(
        Limit(template, "DevDetail/URI/MaxTotLen", UriCharacters),
        Limit(template, "DevDetail/URI/MaxDepth", UriSegments),
        Limit(template, "DevDetail/URI/MaxSegLen", SegmentCharacters));

    private static int Limit(TreeTemplate template, string path, int hard)
    {
        string? text = template.Find(path) is >= 0 and int number ? template[number].Default : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0 ? Math.Min(limit, hard) : hard;
    }
}

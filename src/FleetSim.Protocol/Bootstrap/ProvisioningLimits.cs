namespace FleetSim.Protocol.Bootstrap;

/// <summary>What a decoder of provisioning documents takes at most. Beyond any of these the document is invalid.</summary>
internal static class ProvisioningLimits
{
    public const int Octets = 256 * 1024;
    public const int Depth = 16;

    /// <summary>Characteristics and parms together.</summary>
    public const int Elements = 8192;

    /// <summary>UTF-8 octets of one attribute, string table references included.</summary>
    public const int TextOctets = 8192;

    /// <summary>Octets of all attributes together: references into a string table cannot blow a document up.</summary>
    public const int AllTextOctets = 1024 * 1024;
}

namespace FleetSim.Protocol.Download;

/// <summary>What a server says of an object before it is fetched. Spec: OMA-Download-OTA-V1_0, download descriptor. URIs are texts as received, not checked.</summary>
public sealed record DownloadDescriptor
{
    /// <summary>Media types that a handset must support to use the object; the first is the object's own.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Octets of the object.</summary>
    public required long Size { get; init; }

    /// <summary>Where the object is.</summary>
    public required string ObjectUri { get; init; }

    /// <summary>Where the outcome is to be POSTed; null: nowhere.</summary>
    public string? InstallNotifyUri { get; init; }

    public string? NextUrl { get; init; }

    public string? InfoUrl { get; init; }

    public string? IconUri { get; init; }

    public string? Name { get; init; }

    public string? Vendor { get; init; }

    public string? Description { get; init; }

    public string? InstallParam { get; init; }

    /// <summary>Version of the descriptor format, "1.0" where it is missing. Another major version is status 951.</summary>
    public string? DdVersion { get; init; }

    /// <summary>True when DDVersion is missing or 1.x; any other is to be answered with <see cref="InstallNotifyStatus.InvalidDdVersion"/>.</summary>
    public bool HasKnownVersion => DdVersion is null || DdVersion.Trim() is "1" || DdVersion.Trim().StartsWith("1.", StringComparison.Ordinal);
}

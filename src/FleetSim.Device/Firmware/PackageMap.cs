namespace FleetSim.Device.Firmware;

/// <summary>What is known of one firmware package from outside the wire: a download descriptor carries no hash and no version.</summary>
/// <param name="Name">As in the descriptor's name.</param>
/// <param name="Version">The version a handset has after it.</param>
/// <param name="Octets">Its size.</param>
/// <param name="Sha256">Its digest, 32 octets.</param>
public sealed record FirmwarePackage(string Name, string Version, long Octets, byte[] Sha256)
{
    /// <summary>Name of the package that must be installed before this one; null: none.</summary>
    public string? Requires { get; init; }

    /// <summary>False: a part of an update; the handset's version changes only with the final package (FUM-05).</summary>
    public bool IsFinal { get; init; } = true;

    /// <summary>What its update ends with: 200, or the FUMO result code of its failure.</summary>
    public int UpdateResult { get; init; } = FumoResult.Success;
}

/// <summary>The packages of a run, found by name, or by content where no descriptor names them. Without an entry only the size can be checked.</summary>
public sealed class PackageMap(IEnumerable<FirmwarePackage> packages)
{
    public static readonly PackageMap Empty = new([]);

    private readonly Dictionary<string, FirmwarePackage> _byName = packages.ToDictionary(p => p.Name, StringComparer.Ordinal);

    public FirmwarePackage? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>The package of a job: by its name; one without a descriptor also by its content, once that is held.</summary>
    public FirmwarePackage? Of(FirmwareJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (Find(job.Name) is { } named) return named;
        bool isUnnamed = job.IsDirect || job.PackageUrl.Length == 0;
        return isUnnamed && job.Offset > 0 && job.Offset == job.Size ? _byName.Values.FirstOrDefault(p => IsContent(p, job)) : null;
    }

    /// <summary>True when what the job holds is this package, octet by octet.</summary>
    public static bool IsContent(FirmwarePackage package, FirmwareJob job)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(job);
        return package.Octets == job.Offset && package.Sha256.AsSpan().SequenceEqual(job.Hash.Digest());
    }
}

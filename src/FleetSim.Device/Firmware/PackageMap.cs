namespace FleetSim.Device.Firmware;

/// <summary>What is known of one firmware package from outside the wire: a download descriptor carries no hash and no version.</summary>
/// <param name="Name">As in the descriptor's name.</param>
/// <param name="Version">The version a handset has after it.</param>
/// <param name="Octets">Its size.</param>
/// <param name="Sha256">Its digest, 32 octets.</param>
public sealed record FirmwarePackage(string Name, string Version, long Octets, byte[] Sha256);

/// <summary>The packages of a run, found by the descriptor's name. Without an entry only the size can be checked.</summary>
public sealed class PackageMap(IEnumerable<FirmwarePackage> packages)
{
    public static readonly PackageMap Empty = new([]);

    private readonly Dictionary<string, FirmwarePackage> _byName = packages.ToDictionary(p => p.Name, StringComparer.Ordinal);

    public FirmwarePackage? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);
}

namespace FleetSim.Platform.Settings;

/// <summary>Several packages for one model, in the order in which they must be installed.</summary>
public static class PackageChain
{
    /// <summary>True when each package but the last is required by exactly one other, and nothing else is required.</summary>
    /// <param name="packages">All packages for a model.</param>
    public static bool IsOne(IReadOnlyList<PackageOptions> packages)
    {
        ArgumentNullException.ThrowIfNull(packages);
        return Target(packages) is { } target && Of(target, packages).Count == packages.Count;
    }

    /// <summary>The package that no other requires: the one whose version the handset has in the end. Null when there is none, or several.</summary>
    public static PackageOptions? Target(IReadOnlyList<PackageOptions> packages)
    {
        HashSet<string> required = [.. packages.SelectMany(p => p.Requires)];
        PackageOptions[] last = [.. packages.Where(p => !required.Contains(p.Name))];
        return last.Length == 1 ? last[0] : null;
    }

    /// <summary>What the target needs, then the target; a package that requires itself by a detour is there once.</summary>
    public static IReadOnlyList<PackageOptions> Of(PackageOptions target, IReadOnlyList<PackageOptions> packages)
    {
        List<PackageOptions> chain = [];
        Add(target, packages, chain, []);
        return chain;
    }

    private static void Add(PackageOptions package, IReadOnlyList<PackageOptions> packages, List<PackageOptions> chain, HashSet<string> seen)
    {
        if (!seen.Add(package.Name)) return;
        foreach (string name in package.Requires)
        {
            if (packages.FirstOrDefault(p => p.Name == name && p.Model == package.Model) is { } needed) Add(needed, packages, chain, seen);
        }

        chain.Add(package);
    }
}

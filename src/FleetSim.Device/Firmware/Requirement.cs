namespace FleetSim.Device.Firmware;

/// <summary>Whether what a package builds on is there.</summary>
internal enum RequirementState
{
    Met,

    /// <summary>Another FUMO object is about to bring it.</summary>
    Awaited,
    Missing,
}

/// <summary>Packages of one update that build on each other (FUM-07). What they build on stands in the package map.</summary>
internal static class Requirement
{
    public static RequirementState Of(in StepContext context, FirmwareJob job)
    {
        FirmwareJob? next = job;
        // A chain that comes back to the job, or is longer than there are jobs, is a circle: nothing will ever bring the package.
        for (int step = 0; step <= context.Nv.Jobs.Count; step++)
        {
            if (context.Settings.Packages.Of(next)?.Requires is not { } name || IsInstalled(context, name)) return step == 0 ? RequirementState.Met : RequirementState.Awaited;
            next = Provider(context, name, next);
            if (next is null || next == job) return RequirementState.Missing;
        }

        return RequirementState.Missing;
    }

    /// <summary>A part on top of the version, or the package that brought the version.</summary>
    private static bool IsInstalled(in StepContext context, string name) =>
        context.Nv.Firmware?.Parts.Contains(name) == true
        || (context.Settings.Packages.Find(name) is { IsFinal: true } final && final.Version == context.Terminal.SoftwareVersion);

    /// <summary>The job that brings a package: known by its name, or one that may still turn out to be it.</summary>
    private static FirmwareJob? Provider(in StepContext context, string name, FirmwareJob asks)
    {
        PackageMap packages = context.Settings.Packages;
        FirmwareJob[] others = [.. context.Nv.Jobs.Where(j => j != asks && (j.IsUnderWay || j.Phase == FumoPhase.Ready))];
        return Array.Find(others, j => (packages.Of(j)?.Name ?? j.Name) == name) ?? Array.Find(others, j => !j.HasPackage && j.Name is null);
    }
}

namespace FleetSim.Tests.Decode;

/// <summary>Our golden samples, and the vectors beside the repository, which may be absent.</summary>
internal static class SampleFiles
{
    private static readonly string Root = FindRoot();

    public static string Golden(string name) => Path.Combine(Root, "tests", "golden", name);

    /// <summary>Ours are in the repository; for the others the test is skipped when the folder beside it is not there.</summary>
    public static string Vector(string name)
    {
        if (File.Exists(Golden("vectors/" + name))) return Golden("vectors/" + name);
        string folder = Path.Combine(Root, "..", "shared", "vectors");
        Assert.SkipUnless(Directory.Exists(folder), "the folder ../shared/vectors is not present");
        return Path.Combine(folder, name);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FleetSim.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No folder with FleetSim.sln above the test program.");
    }
}

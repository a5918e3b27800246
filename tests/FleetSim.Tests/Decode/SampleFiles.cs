namespace FleetSim.Tests.Decode;

/// <summary>Our golden samples, and the vectors beside the repository, which may be absent.</summary>
internal static class SampleFiles
{
    private static readonly string Root = FindRoot();

    public static string Golden(string name) => Path.Combine(Root, "tests", "golden", name);

    /// <summary>Skips the test when the vectors are not there.</summary>
    public static string Vector(string name)
    {
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

namespace FleetSim.Transport.Tests;

/// <summary>The vectors beside the repository, which may be absent.</summary>
internal static class TestFiles
{
    /// <summary>The lines of a vector: ours are in the repository; for the others the test is skipped when the vectors are not there.</summary>
    public static string[] Vector(string name)
    {
        string? root = FindRoot();
        string own = Path.Combine(root ?? "", "tests", "golden", "vectors", name);
        if (File.Exists(own)) return File.ReadAllLines(own);
        string folder = Path.Combine(root ?? "", "..", "shared", "vectors");
        Assert.SkipUnless(root is not null && Directory.Exists(folder), "the folder ../shared/vectors is not present");
        return File.ReadAllLines(Path.Combine(folder, name));
    }

    private static string? FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FleetSim.sln"))) folder = folder.Parent;
        return folder?.FullName;
    }
}

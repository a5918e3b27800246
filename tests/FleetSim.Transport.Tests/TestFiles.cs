namespace FleetSim.Transport.Tests;

/// <summary>The vectors beside the repository, which may be absent.</summary>
internal static class TestFiles
{
    /// <summary>The lines of a vector; skips the test when the vectors are not there.</summary>
    public static string[] Vector(string name)
    {
        string? root = FindRoot();
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

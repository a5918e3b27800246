namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Files the tests read: our own samples under tests/golden, and the vectors beside the repository, which may be absent.</summary>
internal static class TestFiles
{
    private static readonly string? Root = FindRoot();

    public static byte[] Golden(string name) => File.ReadAllBytes(Path.Combine(Root!, "tests", "golden", name));

    public static string GoldenFolder(string name) => Path.Combine(Root!, "tests", "golden", name);

    /// <summary>One vector; skips the test when the vectors are not there.</summary>
    public static byte[] Vector(string name)
    {
        string folder = Path.Combine(Root ?? "", "..", "shared", "vectors");
        Assert.SkipUnless(Root is not null && Directory.Exists(folder), "the folder ../shared/vectors is not present");
        return File.ReadAllBytes(Path.Combine(folder, name));
    }

    private static string? FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FleetSim.sln"))) folder = folder.Parent;
        return folder?.FullName;
    }
}

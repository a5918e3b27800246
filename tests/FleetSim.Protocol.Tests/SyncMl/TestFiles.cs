namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Files the tests read: our own samples under tests/golden, and the vectors beside the repository, which may be absent.</summary>
internal static class TestFiles
{
    private static readonly string? Root = FindRoot();

    public static byte[] Golden(string name) => File.ReadAllBytes(Path.Combine(Root!, "tests", "golden", name));

    public static string GoldenFolder(string name) => Path.Combine(Root!, "tests", "golden", name);

    /// <summary>One vector: ours are in the repository, for the others the test is skipped when the folder beside it is absent.</summary>
    public static byte[] Vector(string name)
    {
        string own = GoldenFolder("vectors/" + name);
        return File.Exists(own) ? File.ReadAllBytes(own) : SharedVector(name);
    }

    /// <summary>One vector out of the folder beside the repository.</summary>
    public static byte[] SharedVector(string name) => File.ReadAllBytes(Path.Combine(SharedFolder(), name));

    /// <summary>The sample of our own that shows the same as a vector; a binary one is written as hex with comments.</summary>
    public static byte[] Twin(string name)
    {
        string file = GoldenFolder("twins/" + name);
        return File.Exists(file) ? File.ReadAllBytes(file)
            : Convert.FromHexString(string.Concat(File.ReadLines(file + ".hex").Select(line => line.Split('#')[0])).Replace(" ", "", StringComparison.Ordinal));
    }

    /// <summary>The paths of all vectors, in ordinal order.</summary>
    public static IEnumerable<string> Vectors() => In(SharedFolder());

    /// <summary>The paths of all files below a folder of tests/golden, in ordinal order.</summary>
    public static IEnumerable<string> GoldenFiles(string folder) => In(GoldenFolder(folder));

    public static bool HasVectors => Root is not null && Directory.Exists(Path.Combine(Root, "..", "shared", "vectors"));

    private static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static string SharedFolder()
    {
        string folder = Path.Combine(Root ?? "", "..", "shared", "vectors");
        Assert.SkipUnless(HasVectors, "the folder ../shared/vectors is not present");
        return folder;
    }

    private static string? FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FleetSim.sln"))) folder = folder.Parent;
        return folder?.FullName;
    }
}

namespace FleetSim.Device.Tests.Support;

/// <summary>Files of the checkout the tests run in, and the vectors beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Octets of a file of the repository.</summary>
    public static byte[] Read(params string[] path) => File.ReadAllBytes(Path.Combine([Root, .. path]));

    /// <summary>Octets of a shared vector; the test is skipped when the folder is not there.</summary>
    public static byte[] Vector(params string[] path)
    {
        string file = Path.Combine([Path.GetDirectoryName(Root)!, "shared", "vectors", .. path]);
        Assert.SkipUnless(File.Exists(file), $"no {Path.Combine(path)} in ../shared/vectors");
        return File.ReadAllBytes(file);
    }

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FleetSim.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no folder with FleetSim.sln above the tests");
    }
}

namespace FleetSim.Scenarios.Tests.Support;

/// <summary>Files of the checkout the tests run in.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static byte[] Read(params string[] path) => File.ReadAllBytes(Path.Combine([Root, .. path]));

    public static bool Exists(params string[] path) => File.Exists(Path.Combine([Root, .. path]));

    /// <summary>Names of the files of a folder, sorted.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(Root, folder), pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FleetSim.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no folder with FleetSim.sln above the tests");
    }
}

namespace FleetSim.Scenarios.Tests.Support;

/// <summary>Files of the checkout the tests run in.</summary>
internal static class Repository
{
    public static byte[] Read(params string[] path) => File.ReadAllBytes(Path.Combine([Root(), .. path]));

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FleetSim.sln"))) folder = folder.Parent;
        Assert.True(folder is not null, "no folder with FleetSim.sln above the tests");
        return folder.FullName;
    }
}

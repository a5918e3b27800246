namespace FleetSim.Architecture.Tests;

/// <summary>The files of this repository as they lie on disk; what builds and runs leave behind is not part of it.</summary>
internal static class Repository
{
    private static readonly HashSet<string> LeftBehind = new(StringComparer.Ordinal) { ".git", "bin", "obj", "artifacts", ".fleetsim", ".vs", ".idea", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts" };

    public static string Root { get; } = FindRoot();

    /// <summary>Every file, as a path below the root with forward slashes, sorted.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> FilesUnder(string folder, string extension) =>
        Files.Where(f => f.StartsWith(folder, StringComparison.Ordinal) && f.EndsWith(extension, StringComparison.Ordinal));

    public static bool Exists(string path) => File.Exists(Path.Combine(Root, path));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(DirectoryInfo directory) =>
        directory.EnumerateFiles().Select(f => Path.GetRelativePath(Root, f.FullName).Replace('\\', '/'))
            .Concat(directory.EnumerateDirectories().Where(d => !LeftBehind.Contains(d.Name)).SelectMany(Walk));

    private static string FindRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "FleetSim.sln"))) at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("No folder with FleetSim.sln above the test program.");
    }
}

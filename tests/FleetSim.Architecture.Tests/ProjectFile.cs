using System.Xml.Linq;

namespace FleetSim.Architecture.Tests;

/// <summary>What a csproj says. The file, not the compiled assembly: the compiler drops references that nothing uses.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _xml;

    private ProjectFile(string path)
    {
        Path = path;
        _xml = XDocument.Parse(Repository.Read(path));
    }

    public static IReadOnlyList<ProjectFile> All { get; } = [.. Repository.FilesUnder("", ".csproj").Select(p => new ProjectFile(p))];

    /// <summary>Projects of the product, by name.</summary>
    public static IReadOnlyDictionary<string, ProjectFile> Sources { get; } = All.Where(p => p.IsUnder("src/")).ToDictionary(p => p.Name);

    /// <summary>Below the repository's root.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..(Path.LastIndexOf('/') + 1)];

    /// <summary>Names of the projects it references itself.</summary>
    public IReadOnlyList<string> References => [.. Includes("ProjectReference").Select(r => System.IO.Path.GetFileNameWithoutExtension(r.Replace('\\', '/')))];

    public IReadOnlyList<string> Packages => [.. Includes("PackageReference")];

    public IReadOnlyList<string> Frameworks => [.. Includes("FrameworkReference")];

    /// <summary>Everything it sees through its references, itself not included.</summary>
    public IReadOnlySet<string> Closure
    {
        get
        {
            HashSet<string> seen = [];
            Queue<string> open = new(References);
            while (open.TryDequeue(out string? next))
            {
                if (seen.Add(next) && Sources.TryGetValue(next, out ProjectFile? project)) project.References.ToList().ForEach(open.Enqueue);
            }

            return seen;
        }
    }

    public bool IsUnder(string folder) => Path.StartsWith(folder, StringComparison.Ordinal);

    public IEnumerable<XElement> Elements(string name) => _xml.Descendants(name);

    public override string ToString() => Path;

    private IEnumerable<string> Includes(string item) => Elements(item).Select(e => e.Attribute("Include")?.Value).OfType<string>();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FleetSim.Architecture.Tests;

/// <summary>Packages have one version each, in one file, and every restore gets the same.</summary>
public sealed partial class PackageTests
{
    private static readonly XDocument Central = XDocument.Parse(Repository.Read("Directory.Packages.props"));
    private static readonly XDocument Build = XDocument.Parse(Repository.Read("Directory.Build.props"));

    private static Dictionary<string, string> Versions => Central.Descendants("PackageVersion").ToDictionary(p => p.Attribute("Include")!.Value, p => p.Attribute("Version")!.Value);

    [Fact]
    public void Every_package_stands_in_Directory_Packages_props() => Assert.Empty(
        from project in ProjectFile.All
        from package in project.Packages
        where !Versions.ContainsKey(package)
        select $"{project}: {package}");

    [Fact]
    public void No_project_gives_a_version_of_its_own() => Assert.Empty(
        from project in ProjectFile.All
        from package in project.Elements("PackageReference")
        where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null || package.Element("Version") is not null
        select $"{project}: {package.Attribute("Include")?.Value}");

    [Fact]
    public void Every_version_is_exact() => Assert.Empty(Versions.Where(v => !ExactVersion().IsMatch(v.Value)).Select(v => $"{v.Key} {v.Value}"));

    [Fact]
    public void Central_versions_and_lock_files_are_switched_on_for_all()
    {
        Assert.Equal("true", Central.Descendants("ManagePackageVersionsCentrally").Single().Value);
        foreach (string setting in (string[])["RestorePackagesWithLockFile", "TreatWarningsAsErrors", "EnforceCodeStyleInBuild", "Deterministic"]) Assert.Equal("true", Build.Descendants(setting).Single().Value);
        Assert.Equal("enable", Build.Descendants("Nullable").Single().Value);
    }

    [Fact]
    public void No_project_switches_a_rule_of_the_whole_off() => Assert.Empty(
        from project in ProjectFile.All
        from setting in (string[])["Nullable", "TreatWarningsAsErrors", "RestorePackagesWithLockFile", "ManagePackageVersionsCentrally", "EnforceCodeStyleInBuild", "AnalysisLevel", "TargetFramework", "LangVersion"]
        where project.Elements(setting).Any()
        select $"{project}: {setting}");

    [Fact]
    public void Every_project_has_a_lock_file_that_knows_its_packages() => Assert.Empty(
        from project in ProjectFile.All
        let locked = Locked(project)
        from package in project.Packages.DefaultIfEmpty()
        where locked is null || (package is not null && !locked.Contains(package))
        select $"{project}: {package ?? "no packages.lock.json"}");

    [Theory]
    [InlineData("FleetSim.Contracts", "Microsoft.Orleans.Sdk")]
    [InlineData("FleetSim.Grains", "Microsoft.Orleans.Sdk")]
    [InlineData("FleetSim.Transport", "")]
    [InlineData("FleetSim.Telemetry", "")]
    public void A_project_has_only_these_packages(string project, string packages) =>
        Assert.Equal(packages.Split(' ', StringSplitOptions.RemoveEmptyEntries), ProjectFile.Sources[project].Packages.Order());

    [Fact]
    public void Only_the_projects_above_the_grains_know_the_Orleans_server() => Assert.Empty(
        from project in ProjectFile.Sources.Values
        where project.Name is not ("FleetSim" or "FleetSim.Silo" or "FleetSim.Grains" or "FleetSim.Contracts")
        from package in project.Packages
        where package.StartsWith("Microsoft.Orleans", StringComparison.Ordinal)
        select $"{project}: {package}");

    private static HashSet<string>? Locked(ProjectFile project)
    {
        string path = project.Folder + "packages.lock.json";
        if (!Repository.Exists(path)) return null;
        using JsonDocument file = JsonDocument.Parse(Repository.Read(path));
        return [.. file.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()).Select(p => p.Name)];
    }

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion();
}

using System.Text;
using FleetSim.Models;

namespace FleetSim.Tests.Models;

/// <summary>A folder of one's own with a model and its description, removed at the end of the test.</summary>
internal sealed class Phones : IDisposable
{
    public Phones(string id = "mine", string more = "")
    {
        Directory.CreateDirectory(Folder);
        Write("mine.json", $"{{ \"schema\": \"fleetsim.model/1\", \"id\": \"{id}\", \"manufacturer\": \"Own\", \"model\": \"One\",\n\"softwareVersion\": \"1\", \"ddf\": \"own.ddf\"{more} }}");
        File.WriteAllBytes(PathOf("own.ddf"), ShippedModels.Open("cmcc.ddf")!);
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text, new UTF8Encoding(false));
        return PathOf(name);
    }

    /// <summary>A scenario file whose fleet has these models.</summary>
    public string Scenario(string models) => Write("day.scenario", $"{{ \"schema\": \"fleetsim.scenario/1\", \"name\": \"t\",\n\"fleet\": {{ \"terminals\": 5, \"models\": [ {models} ] }} }}");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

using System.Collections;
using System.Reflection;
using FleetSim.Device;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Population.Models;

/// <summary>Models that stand for different handsets are different: on the wire, in the tree and in their switches.</summary>
public sealed class ModelsDifferTests
{
    private static readonly string[] Kinds = ["cmcc-reference", "sparrow-s2", "magpie-m6", "heron-h11", "ibis-f10", "kite-u1", "stork-x3"];

    public static TheoryData<string, string> Pairs { get; } = Make(Kinds);

    public static TheoryData<string, string> AllPairs { get; } = Make([.. SampleModels.Shipped.All.Select(m => m.Id)]);

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void Package_1_differs_in_its_octets(string one, string other) => Assert.NotEqual(PackageOne(one), PackageOne(other));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Paths_of_the_trees_differ(string one, string other) => Assert.NotEqual(Paths(one), Paths(other));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void At_least_two_switches_differ(string one, string other)
    {
        string[] differing = [.. Switches(one).Except(Switches(other)).Select(s => s[..s.IndexOf('=', StringComparison.Ordinal)])];
        Assert.True(differing.Length >= 2, string.Join(", ", differing));
    }

    private static TheoryData<string, string> Make(string[] ids)
    {
        TheoryData<string, string> pairs = [];
        foreach ((int at, string one) in ids.Index())
        {
            foreach (string other in ids[(at + 1)..]) pairs.Add(one, other);
        }

        return pairs;
    }

    private static byte[] PackageOne(string id)
    {
        Dialogue dialogue = new(SampleModels.Find(id));
        dialogue.Ask(["./DevInfo/Man"]);
        return dialogue.PackageOne;
    }

    private static IEnumerable<string> Paths(string id) => SampleModels.Find(id).Tree.Nodes.Select(n => n.Path);

    /// <summary>Every switch as "section.name=value".</summary>
    private static IEnumerable<string> Switches(string id)
    {
        HandsetModel model = SampleModels.Find(id);
        foreach (object section in (object[])[model.Dm, model.Authentication, model.TreeBehaviour, model.Ui, model.Registration, model.Firmware, model.Http])
        {
            foreach (PropertyInfo property in section.GetType().GetProperties().Where(p => p.SetMethod is not null))
                yield return $"{section.GetType().Name}.{property.Name}={(property.GetValue(section) is IEnumerable many and not string ? string.Join(',', many.Cast<object>()) : property.GetValue(section))}";
        }
    }
}

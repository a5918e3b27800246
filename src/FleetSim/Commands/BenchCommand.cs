using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetSim.Bench;
using FleetSim.Bench.Storage;
using FleetSim.Models;

namespace FleetSim.Commands;

/// <summary><c>fleetsim bench handsets</c>: what a handset of each model weighs, in the store and on the heap.</summary>
public static class BenchCommand
{
    private static readonly Option<int> Count = new("--count") { Description = "Handsets weighed per model and state.", DefaultValueFactory = _ => 2_000 };
    private static readonly Option<bool> Json = new("--json") { Description = "For programs." };

    public static Command Create()
    {
        Command handsets = new("handsets", "Octets of a snapshot and bytes on the heap, for each model and state.") { Count, Json };
        handsets.SetAction(parsed => Weigh(parsed.GetValue(Count), parsed.GetValue(Json), parsed.InvocationConfiguration.Output));
        return new Command("bench", "Measures FleetSim itself, so that you can size your own machines.") { handsets, StorageBench.Create() };
    }

    private static int Weigh(int count, bool json, TextWriter output)
    {
        if (count is < 1 or > 1_000_000) throw new ConfigurationException("--count is a number from 1 to 1,000,000");
        HandsetWeight[] weights = [.. ShippedModels.Catalogue.All.SelectMany(model => HandsetWeight.Of(model, count))];
        if (json) output.WriteLine(JsonSerializer.Serialize(weights, BenchJson.Default.HandsetWeightArray));
        else Show(weights, output);
        return ExitCode.Passed;
    }

    private static void Show(HandsetWeight[] weights, TextWriter output)
    {
        output.WriteLine("octets of a snapshot / bytes on the heap");
        output.WriteLine($"{"model",-16}" + string.Concat(weights.Select(w => w.State).Distinct().Select(state => $"{state,16}")));
        foreach (IGrouping<string, HandsetWeight> model in weights.GroupBy(w => w.Model))
            output.WriteLine($"{model.Key,-16}" + string.Concat(model.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.SnapshotOctets,8} / {w.HeapBytes,5}"))));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(HandsetWeight[]))]
internal sealed partial class BenchJson : JsonSerializerContext;

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FleetSim.Bench;
using FleetSim.Bench.Memory;
using FleetSim.Bench.Session;
using FleetSim.Bench.Sms;
using FleetSim.Bench.Storage;
using FleetSim.Models;

namespace FleetSim.Commands;

/// <summary><c>fleetsim bench</c>: what FleetSim itself costs, so that users can size their own machines. docs/performance.md says how to read it.</summary>
public static class BenchCommand
{
    private static readonly Option<int> Count = new("--count") { Description = "Handsets weighed per model and state.", DefaultValueFactory = _ => 2_000 };
    private static readonly Option<int> Terminals = new("--terminals") { Description = "Handsets of the fleet.", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<MemoryLife?> Life = new Option<MemoryLife?>("--life") { Hidden = true };
    private static readonly Option<int> Sessions = new("--sessions") { Description = "Sessions of each round.", DefaultValueFactory = _ => 5_000 };
    private static readonly Option<int> MessageCount = new("--messages") { Description = "Short messages of each round.", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<bool> Json = new("--json") { Description = "For programs." };

    public static Command Create()
    {
        Command bench = new("bench", "Measures FleetSim itself, so that you can size your own machines.") { Handsets(), Memory(), Session(), Sms(), StorageBench.Create() };
        foreach (Command part in BenchPartCommands.All) bench.Subcommands.Add(part);
        return bench;
    }

    private static Command Handsets()
    {
        Command command = new("handsets", "Octets of a snapshot and bytes on the heap, for each model and state.") { Count, Json };
        command.SetAction(parsed =>
        {
            int count = InRange(parsed, Count, 1_000_000);
            HandsetWeight[] weights = [.. ShippedModels.Catalogue.All.SelectMany(model => HandsetWeight.Of(model, count))];
            return Print(parsed, parsed.GetValue(Json) ? JsonSerializer.Serialize(weights, BenchJson.Default.HandsetWeightArray) : BenchText.Of(weights));
        });
        return command;
    }

    private static Command Memory()
    {
        Command command = new("memory", "Bytes of heap and resident set for each handset of a fleet in a real node, state by state.") { Terminals, Life, Json };
        command.SetAction(async (parsed, stop) =>
        {
            int terminals = InRange(parsed, Terminals, 5_000_000);
            if (parsed.GetValue(Life) is { } life)
            {
                await MemoryBench.RunChildAsync(terminals, life, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, stop);
                return ExitCode.Passed;
            }

            MemoryReport report = await MemoryBench.RunAsync(terminals, stop);
            return Print(parsed, parsed.GetValue(Json) ? JsonSerializer.Serialize(report, BenchJson.Default.MemoryReport) : BenchText.Of(report));
        });
        return command;
    }

    private static Command Session()
    {
        Command command = new("session", "CPU of a DM session over that of a raw HTTP loop with the same octets: a connection per session, and pooled ones.") { Sessions, Json };
        command.SetAction(async (parsed, stop) =>
        {
            SessionReport report = await SessionBench.RunAsync(InRange(parsed, Sessions, 200_000), parsed.InvocationConfiguration.Error, stop);
            return Print(parsed, parsed.GetValue(Json) ? JsonSerializer.Serialize(report, BenchJson.Default.SessionReport) : BenchText.Of(report));
        });
        return command;
    }

    private static Command Sms()
    {
        Command command = new("sms", "CPU of a short message through the message centre over that of a raw socket loop, and registrations on one bind.") { MessageCount, Json };
        command.SetAction(async (parsed, stop) =>
        {
            SmsReport report = await SmsBench.RunAsync(InRange(parsed, MessageCount, 1_000_000), parsed.InvocationConfiguration.Error, stop);
            return Print(parsed, parsed.GetValue(Json) ? JsonSerializer.Serialize(report, BenchJson.Default.SmsReport) : BenchText.Of(report));
        });
        return command;
    }

    private static int InRange(ParseResult parsed, Option<int> option, int most)
    {
        int value = parsed.GetValue(option);
        return value >= 1 && value <= most ? value : throw new ConfigurationException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is a number from 1 to {most:N0}"));
    }

    private static int Print(ParseResult parsed, string text)
    {
        parsed.InvocationConfiguration.Output.WriteLine(text);
        return ExitCode.Passed;
    }
}

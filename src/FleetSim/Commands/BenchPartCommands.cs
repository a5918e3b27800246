using System.CommandLine;
using FleetSim.Bench.Session;
using FleetSim.Bench.Sms;
using FleetSim.Transport.Http;

namespace FleetSim.Commands;

/// <summary>The processes that benches start of this program; nobody else needs them.</summary>
internal static class BenchPartCommands
{
    private static readonly Option<string> Recording = new Option<string>("--recording") { Required = true };
    private static readonly Option<ConnectionPolicy> Policy = new Option<ConnectionPolicy>("--policy") { Required = true };

    public static IEnumerable<Command> All => [Part("collection-server", CollectionHost.RunAsync), RawSessions(), Part("sms-peer", SmsPeer.RunAsync), Part("raw-sms", RawSmsProcess.RunAsync)];

    /// <summary>A part that is told everything in lines.</summary>
    private static Command Part(string name, Func<TextReader, TextWriter, CancellationToken, Task> run)
    {
        Command command = new(name) { Hidden = true };
        command.SetAction(async (parsed, stop) => await run(Console.In, parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static Command RawSessions()
    {
        Command command = new("raw-sessions") { Recording, Policy };
        command.Hidden = true;
        command.SetAction(async (parsed, stop) =>
            await RawProcess.RunAsync(parsed.GetValue(Recording)!, parsed.GetValue(Policy), Console.In, parsed.InvocationConfiguration.Output, stop));
        return command;
    }
}

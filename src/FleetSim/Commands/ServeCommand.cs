using System.CommandLine;
using System.Net;
using FleetSim.Metrics;
using FleetSim.Run;
using FleetSim.Silo;
using FleetSim.Transport.Http;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace FleetSim.Commands;

/// <summary><c>fleetsim serve</c>: one node of a cluster; it carries its share of whatever <c>fleetsim run --cluster</c> begins.</summary>
public static class ServeCommand
{
    private static readonly Option<string?> Config = new("--config") { Description = "orleans.config.json of the cluster.", Required = true };
    private static readonly Option<string> State = new("--state") { Description = "Directory for this node's own files.", DefaultValueFactory = _ => ".fleetsim/node" };
    private static readonly Option<string?> SmppListen = new("--smpp-listen") { Description = "Where platforms bind to this node, ADDRESS:PORT; default: any free port of 127.0.0.1." };
    private static readonly Option<string[]> AllowTarget = new("--allow-target") { Description = "Host beside loopback that handsets of this node may connect to. May be repeated." };
    private static readonly Option<int?> MetricsPort = new("--metrics-port") { Description = "Serve /metrics for Prometheus on this loopback port (0: any free one)." };

    public static Command Create()
    {
        Command command = new("serve", "Runs one node of a cluster until it is told to stop.");
        foreach (Option option in (Option[])[Config, State, SmppListen, AllowTarget, MetricsPort]) command.Options.Add(option);
        command.SetAction((parsed, stop) => RunAsync(Options(parsed), parsed.GetValue(MetricsPort), parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static NodeOptions Options(ParseResult parsed) => new()
    {
        StateDirectory = parsed.GetValue(State)!, ConfigPath = parsed.GetValue(Config)!, SmppListen = EndPoint(parsed.GetValue(SmppListen)), BeginsAnew = true,
        Targets = new AllowedTargets([.. parsed.GetValue(AllowTarget) ?? []]),
    };

    private static IPEndPoint? EndPoint(string? text) => text is null ? null
        : IPEndPoint.TryParse(text, out IPEndPoint? parsed) && text.Contains(':', StringComparison.Ordinal) ? parsed
        : throw new ConfigurationException($"--smpp-listen: '{text}' is not ADDRESS:PORT, such as 127.0.0.1:2775");

    private static async Task<int> RunAsync(NodeOptions options, int? metricsPort, TextWriter output, CancellationToken stop)
    {
        await using MetricsEndpoint? metrics = await MetricsEndpoint.StartAsync(metricsPort, stop);
        if (metrics is not null) await output.WriteLineAsync($"metrics {metrics.Address}");
        while (!stop.IsCancellationRequested)
        {
            // A run that is over leaves nothing behind: the node comes back as a new one.
            await using FleetNode node = await FleetNode.StartAsync(options, PlannedScenario.Read, logging => logging.AddProvider(new ErrorLog(AnsiConsole.Console)), null, stop);
            await output.WriteLineAsync($"node {node.Address.Endpoint} is ready");
            await output.FlushAsync(stop);
            await node.Concluded.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ExitCode.Passed;
    }
}

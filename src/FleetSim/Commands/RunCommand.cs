using System.CommandLine;
using FleetSim.Live;
using FleetSim.Metrics;
using FleetSim.Reports;
using FleetSim.Reports.Model;
using FleetSim.Run;
using FleetSim.Scenarios.Load;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace FleetSim.Commands;

/// <summary><c>fleetsim run [scenario.json]</c>: the fleet lives, and a verdict ends it.</summary>
public static class RunCommand
{
    private static readonly Argument<string?> ScenarioPath = new("scenario") { Arity = ArgumentArity.ZeroOrOne, Description = "Scenario file; without one the first day that ships with FleetSim." };
    private static readonly Option<string?> Models = new("--models") { Description = "Folder with handset models of your own; scenarios name them by id." };
    private static readonly Option<string> State = new("--state") { Description = "Directory of the run's state.", DefaultValueFactory = _ => ".fleetsim/state" };
    private static readonly Option<string?> Report = new("--report") { Description = "Directory for the report; default .fleetsim/reports/<time>." };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Take up the run in the state directory where it was." };
    private static readonly Option<string[]> Trace = new("--trace") { Description = "Write the whole story of this handset (IMEI, or #n). May be repeated." };
    private static readonly Option<string[]> AllowTarget = new("--allow-target") { Description = "Host beside loopback that the scenario names and that may be loaded. May be repeated." };
    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Seed in place of the scenario's." };
    private static readonly Option<int?> Terminals = new("--terminals") { Description = "Handsets in place of the scenario's." };
    private static readonly Option<int?> MetricsPort = new("--metrics-port") { Description = "Serve /metrics for Prometheus on this loopback port (0: any free one)." };
    private static readonly Option<string?> Config = new("--config") { Description = "orleans.config.json to use." };
    private static readonly Option<bool> Cluster = new("--cluster") { Description = "Drive the nodes of a cluster (fleetsim serve) in place of a node of this process; --config names the cluster." };
    private static readonly Option<int> Nodes = new("--nodes") { Description = "With --cluster: wait until so many nodes are there.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> DeactivateOnce = new("--deactivate-once") { Description = "Give up every activation once in mid-run: nothing may change." };

    /// <summary>Seconds between two checkpoints.</summary>
    private const int CheckpointEvery = 2;

    public static Command Create()
    {
        Command command = new("run", "Lets a fleet live against a DM platform and judges the run.");
        command.Arguments.Add(ScenarioPath);
        foreach (Option option in (Option[])[Models, State, Report, Resume, Trace, AllowTarget, Seed, Terminals, MetricsPort, Config, Cluster, Nodes, DeactivateOnce]) command.Options.Add(option);
        command.SetAction((parsed, stop) => RunAsync(OptionsOf(parsed), stop));
        return command;
    }

    private static RunOptions OptionsOf(ParseResult parsed) => new()
    {
        ScenarioPath = parsed.GetValue(ScenarioPath), ModelsFolder = parsed.GetValue(Models), StateDirectory = parsed.GetValue(State)!, ReportDirectory = parsed.GetValue(Report), Resume = parsed.GetValue(Resume),
        Traced = parsed.GetValue(Trace) ?? [], AllowedTargets = parsed.GetValue(AllowTarget) ?? [], Seed = parsed.GetValue(Seed), Terminals = parsed.GetValue(Terminals),
        MetricsPort = parsed.GetValue(MetricsPort), ConfigPath = parsed.GetValue(Config), DeactivateOnce = parsed.GetValue(DeactivateOnce),
        Cluster = parsed.GetValue(Cluster), Nodes = parsed.GetValue(Nodes),
    };

    private static async Task<int> RunAsync(RunOptions options, CancellationToken stop)
    {
        ScenarioFile file = Effective(StateFiles.ScenarioOf(options), options);
        TargetGuard.Check(file.Scenario, options.AllowedTargets);
        IAnsiConsole console = AnsiConsole.Console;
        await using MetricsEndpoint? metrics = await MetricsEndpoint.StartAsync(options.MetricsPort, stop);
        await using FleetRun run = await FleetRun.StartAsync(file, options with { Says = console.Profile.Out.Writer.WriteLine }, logging => logging.AddProvider(new ErrorLog(console)), more: null, stop);
        FleetHealth health = new(TimeProvider.System);
        RunRecorder recorder = new(file.Scenario, run.Roll, health, TimeProvider.System);
        Announce(console, file, run, metrics);
        bool interrupted = await LiveAsync(run, recorder, options, console, stop);
        return await JudgeAsync(run, recorder, health, file, options, interrupted, console);
    }

    /// <summary>The scenario with what the command line says in place of the file; its name for a resume is file and changes together.</summary>
    private static ScenarioFile Effective(ScenarioFile file, RunOptions options)
    {
        Scenarios.Scenario scenario = file.Scenario;
        if (options.Seed is { } seed) scenario = scenario with { Seed = seed };
        if (options.Terminals is { } terminals) scenario = scenario with { Fleet = scenario.Fleet with { Terminals = terminals } };
        foreach (Threshold threshold in scenario.Thresholds.Where(t => !RunMetrics.Exists(t.Metric)))
            throw new ConfigurationException($"{file.Path}: threshold \"{threshold.Expression}\" names no metric; there are: {string.Join(", ", RunMetrics.Names)}");
        return file with { Scenario = scenario, Hash = options.Terminals is null ? file.Hash : $"{file.Hash}+{options.Terminals}" };
    }

    private static async Task<bool> LiveAsync(FleetRun run, RunRecorder recorder, RunOptions options, IAnsiConsole console, CancellationToken stop)
    {
        recorder.PlatformCpuSeconds = () => run.Platform?.CpuSeconds;
        recorder.Start(run.Manifest.StartedAt, run.Earlier);
        // At once: a process that is killed before its first point would else take the gap before or after it along.
        CheckpointLog checkpoints = new(run.Store);
        await checkpoints.WriteAsync(recorder.Checkpoint(checkpoints.Kept));
        using CancellationTokenSource ended = new();
        Task recording = recorder.RunAsync(point => point % CheckpointEvery == 0 ? checkpoints.WriteAsync(recorder.Checkpoint(checkpoints.Kept)) : ValueTask.CompletedTask, ended.Token);
        Task showing = LiveView.RunAsync(recorder.Snapshot, console, ended.Token);
        try
        {
            recorder.Enter(RunPhases.PowerOn);
            await run.PowerOnAsync(stop);
            recorder.Enter(RunPhases.Drain);
            if (options.DeactivateOnce) await run.DeactivateAllAsync();
            await run.DrainAsync(stop);
            return false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
        finally
        {
            recorder.Enter(RunPhases.Truth);
            await ended.CancelAsync();
            await Task.WhenAll(recording, showing);
        }
    }

    private static async Task<int> JudgeAsync(FleetRun run, RunRecorder recorder, FleetHealth health, ScenarioFile file, RunOptions options, bool interrupted, IAnsiConsole console)
    {
        long activations = await run.CountActivationsAsync();
        (FleetTotals totals, TruthReport truth) = FleetReview.Read(run.Store.Reader, run.Fleet, run.Platform is null || interrupted ? null : run.BooksPath);
        recorder.End();
        RunReport report = ReportBuilder.Build(run, recorder, health, totals, truth, file.Hash, activations, interrupted);
        IReadOnlyList<string> written = ReportWriter.Write(report, options.ReportDirectory ?? Path.Combine(".fleetsim", "reports", report.EndedAt.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture)));
        SummaryView.Write(report, console);
        console.Profile.Out.Writer.WriteLine($"report: {written[0]}");
        if (!interrupted) await run.FinishAsync(report.Verdict.ToString());
        return CodeOf(report);
    }

    private static int CodeOf(RunReport report) =>
        report.Interrupted ? ExitCode.Interrupted
        : report.Verdict == Verdict.Invalid || report.Truth.Mismatches > 0 || report.Truth.Explained != report.Truth.ExpectedExplained ? ExitCode.Failed
        : report.Thresholds.Any(t => !t.Passed) ? ExitCode.ThresholdsCrossed
        : ExitCode.Passed;

    private static void Announce(IAnsiConsole console, ScenarioFile file, FleetRun run, MetricsEndpoint? metrics)
    {
        TextWriter writer = console.Profile.Out.Writer;
        writer.WriteLine($"scenario {file.Scenario.Name} ({file.Path}), seed {file.Scenario.Seed}, {file.Scenario.Fleet.Terminals} handsets{(run.Manifest.Resumes > 0 ? $", taken up again ({run.Manifest.Resumes})" : "")}");
        writer.WriteLine($"message centre {string.Join(", ", run.Roll.MessageCentres)} (SMPP 3.4), platform {run.Platform?.Address.ToString() ?? file.Scenario.Target!.DmUrl}{(metrics is null ? "" : $", metrics {metrics.Address}")}");
        foreach ((string name, string value) in SettingsText.Of(file.Scenario)) writer.WriteLine($"  {name}: {value}");
    }
}

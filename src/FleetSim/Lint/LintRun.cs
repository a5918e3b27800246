using System.Diagnostics;
using System.Globalization;
using FleetSim.Commands;
using FleetSim.Grains;
using FleetSim.Run;
using FleetSim.Scenarios.Conformance.Lint;
using FleetSim.Scenarios.Life;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace FleetSim.Lint;

/// <summary>A few handsets live against a platform; each has a lint that reads along.</summary>
internal sealed class LintRun(LintOptions options, TextWriter output, TextWriter progress)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>The exit code: 0 without an error finding, 1 with one, 130 when interrupted.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        string directory = Path.Combine(Path.GetTempPath(), "fleetsim-lint-" + Path.GetRandomFileName());
        try
        {
            return await RunAsync(directory, stop);
        }
        finally
        {
            if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<int> RunAsync(string directory, CancellationToken stop)
    {
        ScenarioFile file = LintScenarioFile.Write(directory, options);
        TargetGuard.Check(file.Scenario, options.AllowedTargets);
        LintLimits limits = new() { AllowedHosts = options.AllowedTargets };
        long started = Stopwatch.GetTimestamp();
        LintReport report;
        bool interrupted;
        await using (FleetRun run = await StartAsync(file, directory, limits, stop))
        {
            LintTraces traces = (LintTraces)run.Node!.Services.GetRequiredService<IHandsetTraces>();
            Announce(run);
            interrupted = await LiveAsync(run, traces, stop);
            report = traces.End(DateTimeOffset.UtcNow);
        }

        LintOutcome outcome = new(options.Target, Stopwatch.GetElapsedTime(started), interrupted, report);
        Write(outcome);
        return interrupted ? ExitCode.Interrupted : report.HasErrors ? ExitCode.Failed : ExitCode.Passed;
    }

    private Task<FleetRun> StartAsync(ScenarioFile file, string directory, LintLimits limits, CancellationToken stop)
    {
        RunOptions run = new() { ScenarioPath = file.Path, StateDirectory = directory, AllowedTargets = options.AllowedTargets, Says = progress.WriteLine };

        // The last one registered is the one that is used.
        return FleetRun.StartAsync(
            file, run, logging => logging.AddProvider(new ErrorLog(AnsiConsole.Console)),
            services => services.AddSingleton<IHandsetTraces>(s => new LintTraces(() => s.GetRequiredService<Fleet>(), limits)), stop);
    }

    /// <summary>True: interrupted by the operator; what was seen until then is reported.</summary>
    private async Task<bool> LiveAsync(FleetRun run, LintTraces traces, CancellationToken stop)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using CancellationTokenSource shown = new();
        Task showing = ShowAsync(run, traces, shown.Token);
        ended.CancelAfter(options.TimeLimit);
        try
        {
            await run.PowerOnAsync(ended.Token);

            // Nobody tells when a platform that is not ours has nothing more to do: it is watched to the end of the time.
            if (options.IsReference) await run.DrainAsync(ended.Token);
            while (!options.IsReference || traces.AwaitsConfirmation) await Task.Delay(Poll, ended.Token);
            return false;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return stop.IsCancellationRequested;
        }
        finally
        {
            await shown.CancelAsync();
            await showing;
        }
    }

    private void Announce(FleetRun run)
    {
        progress.WriteLine($"{run.Scenario.Fleet.Terminals} handsets against {run.Platform?.Address.ToString() ?? options.Target}, message centre {string.Join(", ", run.Roll.MessageCentres)} (SMPP 3.4)");
        if (!options.IsReference) progress.WriteLine($"The platform is watched for {options.TimeLimit:c}; Ctrl-C ends it sooner. Registrations, notifications and firmware orders are the platform's to begin.");
    }

    private async Task ShowAsync(FleetRun run, LintTraces traces, CancellationToken ended)
    {
        long started = Stopwatch.GetTimestamp();
        using PeriodicTimer timer = new(ProgressInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(ended)) progress.WriteLine(Line(run, traces, Stopwatch.GetElapsedTime(started)));
        }
        catch (OperationCanceledException)
        {
            // The run has ended; the report says the rest.
        }
    }

    private static string Line(FleetRun run, LintTraces traces, TimeSpan elapsed)
    {
        FleetFigures ledger = run.Roll.Figures;
        LintReport report = traces.Report();
        return string.Create(CultureInfo.InvariantCulture, $"t={elapsed.TotalSeconds:0}s on={ledger.SwitchedOn} confirmed={ledger.Registrations(Device.RegistrationFact.Confirmed)} sessions={ledger.SessionsStarted} downloading={ledger.DownloadsRunning} updated={ledger.FirmwareSucceeded} rules_seen={report.Exercised.Count()} rules_broken={report.Findings.Count()}");
    }

    private void Write(LintOutcome outcome)
    {
        output.Write(options.Json ? LintJson.Of(outcome) : LintText.Of(outcome));
        if (options.ReportDirectory is not { } directory) return;
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "lint.json"), LintJson.Of(outcome));
        File.WriteAllText(Path.Combine(directory, "lint.txt"), LintText.Of(outcome));
        progress.WriteLine($"report: {Path.Combine(directory, "lint.json")}");
    }
}

/// <summary>A lint that is over.</summary>
/// <param name="Interrupted">The operator ended it before its time.</param>
internal sealed record LintOutcome(string Target, TimeSpan Took, bool Interrupted, LintReport Report);

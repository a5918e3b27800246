using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using FleetSim.Fuzz;

namespace FleetSim.Commands;

/// <summary><c>fleetsim fuzz DECODER</c>: broken inputs until the number is reached. Exit code 1: something happened that must not.</summary>
public static class FuzzCommand
{
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(10);

    private static readonly Argument<string?> Decoder = new("decoder") { Description = "A decoder, or all.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> List = new("--list") { Description = "Names the decoders." };
    private static readonly Option<long> Cases = new("--cases") { Description = "Inputs per decoder.", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<long> First = new("--first") { Description = "Number of the first case: with --cases 1 one case is made again." };
    private static readonly Option<long> Seed = new("--seed") { Description = "The same seed gives the same inputs.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Save = new("--save") { Description = "Directory for inputs that something happened with.", DefaultValueFactory = _ => ".fleetsim/fuzz" };

    public static Command Create()
    {
        Command command = new("fuzz", "Feeds broken inputs to a decoder of the protocol library.") { Decoder, List, Cases, First, Seed, Save };
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken stop)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        string? name = parsed.GetValue(Decoder);
        if (parsed.GetValue(List) || name is null)
        {
            foreach (FuzzTarget target in FuzzTargets.All) output.WriteLine(target.Name);
            return ExitCode.Passed;
        }

        IReadOnlyList<FuzzTarget> targets = name == "all" ? FuzzTargets.All
            : FuzzTargets.Find(name) is { } found ? [found]
            : throw new ConfigurationException($"no decoder is called {name}; fleetsim fuzz --list names them");
        int findings = targets.Sum(target => Run(target, parsed, output, stop));
        return stop.IsCancellationRequested ? ExitCode.Interrupted : findings == 0 ? ExitCode.Passed : ExitCode.Failed;
    }

    private static int Run(FuzzTarget target, ParseResult parsed, TextWriter output, CancellationToken stop)
    {
        FuzzRun run = new(target, parsed.GetValue(Seed));
        long first = parsed.GetValue(First);
        long cases = parsed.GetValue(Cases);
        long started = Stopwatch.GetTimestamp();
        Thread worker = new(() => run.Run(first, cases, stop)) { IsBackground = true };
        worker.Start();
        FuzzFinding[] findings = Watch(worker, run) ? [.. run.Findings] : [.. run.Findings.ToArray(), new FuzzFinding("hang", run.Number, $"no answer within {HangLimit.TotalSeconds} s", run.Current)];
        long done = Math.Min(cases, run.Number - first + 1);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name,-20} {done,10} cases {seconds,7:F1} s   {run.Accepted,9} accepted   at most {run.WorstFactor,6:F1} octets allocated per octet   {findings.Length} findings"));
        foreach (FuzzFinding finding in findings) Keep(target, finding, parsed.GetValue(Save)!, output);
        return findings.Length;
    }

    /// <summary>False when one case does not end.</summary>
    private static bool Watch(Thread worker, FuzzRun run)
    {
        long seen = run.Number;
        while (!worker.Join(HangLimit))
        {
            if (run.Number == seen && seen > 0) return false;
            seen = run.Number;
        }

        return true;
    }

    private static void Keep(FuzzTarget target, FuzzFinding finding, string directory, TextWriter output)
    {
        Directory.CreateDirectory(directory);
        string file = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{target.Name}-{finding.Number}.bin"));
        File.WriteAllBytes(file, finding.Input);
        output.WriteLine($"  case {finding.Number}: {finding.What}: {finding.Detail}");
        output.WriteLine($"  saved as {file}");
    }
}

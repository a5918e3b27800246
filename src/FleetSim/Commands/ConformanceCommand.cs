using System.CommandLine;
using FleetSim.Lint;
using FleetSim.Scenarios.Conformance.Lint;

namespace FleetSim.Commands;

/// <summary><c>fleetsim conformance</c>: the matrix; with a target, the handset side against somebody's platform, which is linted.</summary>
public static class ConformanceCommand
{
    private static readonly Option<string?> Target = new("--target") { Description = "Address for package 1 of the platform to lint, or 'reference'. Without it the matrix is printed." };
    private static readonly Option<string[]> Drill = new("--drill") { Description = "What the reference platform does wrong; see docs/platform.md. May be repeated." };
    private static readonly Option<int> SmppPort = new("--smpp-port") { Description = "Port of the message centre on loopback, for the platform's bind (0: any free one)." };
    private static readonly Option<string> SystemId = new("--system-id") { Description = "System id of the platform's bind.", DefaultValueFactory = _ => "platform" };
    private static readonly Option<string> Password = new("--password") { Description = "Password of the platform's bind.", DefaultValueFactory = _ => "secret" };
    private static readonly Option<int> Handsets = new("--handsets") { Description = "How many handsets.", DefaultValueFactory = _ => LintScenario.Handsets };
    private static readonly Option<string?> Model = new("--model") { Description = "The one model of the handsets; default: those that ship, alike." };
    private static readonly Option<string[]> AllowTarget = new("--allow-target") { Description = "Host beside loopback that may be loaded. May be repeated." };
    private static readonly Option<string?> Report = new("--report") { Description = "Directory for lint.json and lint.txt." };
    private static readonly Option<bool> Json = new("--json") { Description = "The matrix or the report as JSON on standard output; progress goes to standard error." };
    private static readonly Option<TimeSpan> TimeLimit = new("--time-limit") { Description = "How long the run takes at most, hh:mm:ss.", DefaultValueFactory = _ => TimeSpan.FromMinutes(2) };

    public static Command Create()
    {
        Command command = new("conformance", "Prints the conformance matrix, or lints a DM platform from the handset's side.");
        foreach (Option option in (Option[])[Target, Drill, SmppPort, SystemId, Password, Handsets, Model, AllowTarget, Report, Json, TimeLimit]) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        bool json = parsed.GetValue(Json);
        if (parsed.GetValue(Target) is null && parsed.GetValue(Drill) is not { Length: > 0 })
        {
            await output.WriteAsync(json ? MatrixPrint.Json() : MatrixPrint.Text());
            return ExitCode.Passed;
        }

        return await new LintRun(OptionsOf(parsed), output, json ? parsed.InvocationConfiguration.Error : output).RunAsync(stop);
    }

    private static LintOptions OptionsOf(ParseResult parsed)
    {
        LintOptions options = new()
        {
            Target = parsed.GetValue(Target) ?? LintOptions.Reference, Drills = parsed.GetValue(Drill) ?? [], SmppPort = parsed.GetValue(SmppPort),
            SystemId = parsed.GetValue(SystemId)!, Password = parsed.GetValue(Password)!, Handsets = parsed.GetValue(Handsets), Model = parsed.GetValue(Model),
            AllowedTargets = parsed.GetValue(AllowTarget) ?? [], ReportDirectory = parsed.GetValue(Report), Json = parsed.GetValue(Json), TimeLimit = parsed.GetValue(TimeLimit),
        };
        if (!options.IsReference && options.Drills.Count > 0) throw new ConfigurationException("--drill: only the reference platform can be told to do wrong; give --target reference.");
        if (options.TimeLimit <= TimeSpan.Zero) throw new ConfigurationException("--time-limit must be above 0.");
        return options;
    }
}

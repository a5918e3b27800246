using System.CommandLine;
using FleetSim.Silo;
using FleetSim.Storage;

namespace FleetSim.Commands;

/// <summary><c>fleetsim db init|check</c>: the tables that orleans.config.json asks for, ours and those of Orleans' providers.</summary>
public static class DbCommand
{
    private static readonly Option<string?> Config = new("--config") { Description = "orleans.config.json that names the databases.", Recursive = true };
    private static readonly Option<string> State = new("--state") { Description = "Directory of SQLite files.", DefaultValueFactory = _ => ".fleetsim/state", Recursive = true };

    public static Command Create()
    {
        Command init = new("init", "Makes the tables; harmless when they are there. A database with tables of another version is left as it is.");
        init.SetAction(parsed => Init(Plan(parsed), parsed.InvocationConfiguration.Output));
        Command check = new("check", "Says what is missing or of another version; exit code 2 when anything is.");
        check.SetAction(parsed => Check(Plan(parsed), parsed.InvocationConfiguration));
        return new Command("db", "Makes and checks the tables in the databases that orleans.config.json names.") { Config, State, init, check };
    }

    private static StatePlan Plan(ParseResult parsed) =>
        StatePlan.Read(OrleansConfig.Read(parsed.GetValue(Config) ?? RepositoryFiles.Find(RepositoryFiles.OrleansConfig)), parsed.GetValue(State)!);

    private static int Init(StatePlan plan, TextWriter output)
    {
        foreach (string ready in plan.Apply()) output.WriteLine(ready);
        return ExitCode.Passed;
    }

    private static int Check(StatePlan plan, InvocationConfiguration console)
    {
        IReadOnlyList<string> problems = plan.Problems();
        foreach (string problem in problems) console.Error.WriteLine(problem);
        if (problems.Count > 0) return ExitCode.BadConfiguration;
        console.Output.WriteLine($"{plan.Name}: ready");
        return ExitCode.Passed;
    }
}

using System.CommandLine;
using System.Globalization;
using FleetSim.Run;
using FleetSim.Silo;
using FleetSim.Storage;

namespace FleetSim.Commands;

/// <summary><c>fleetsim fleet export|import FILE</c>: carries a fleet, in mid-campaign if need be, to another machine or database.</summary>
public static class FleetCommand
{
    private static readonly Option<string> State = new("--state") { Description = "Directory of the run's state.", DefaultValueFactory = _ => ".fleetsim/state", Recursive = true };
    private static readonly Option<string?> Config = new("--config") { Description = "orleans.config.json that names the databases; export: default is the run's own.", Recursive = true };

    public static Command Create()
    {
        Argument<string> target = new("file") { Description = "File to write." };
        Command export = new("export", "Writes handsets, pending messages, notes, scenario and books into one compressed file. The run must be at rest.") { target };
        export.SetAction(parsed => Export(parsed.GetValue(target)!, parsed.GetValue(State)!, parsed.GetValue(Config), parsed.InvocationConfiguration));

        Argument<string> source = new("file") { Description = "File that export has written." };
        Option<bool> replace = new("--replace") { Description = "In place of the fleet that is there." };
        Command import = new("import", "Reads such a file into an empty store; go on with run --resume. A file that is cut or altered changes nothing.") { source, replace };
        import.SetAction(parsed => Import(parsed.GetValue(source)!, parsed.GetValue(State)!, parsed.GetValue(Config), parsed.GetValue(replace), parsed.InvocationConfiguration));
        return new Command("fleet", "Carries a fleet to another machine or database.") { State, Config, export, import };
    }

    private static int Export(string path, string state, string? config, InvocationConfiguration console) => Guarded(path, () =>
    {
        StatePlan plan = config is null ? StateFiles.PlanOf(state) : StatePlan.Read(OrleansConfig.Read(config), state);
        string partial = path + ".partial";
        long handsets;
        using (FileStream file = File.Create(partial)) handsets = new FleetTransfer(plan, Progress(console)).Export(file, StateFiles.Carried(state));
        File.Move(partial, path, overwrite: true);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {handsets:N0} handsets, {new FileInfo(path).Length:N0} octets"));
    });

    private static int Import(string path, string state, string? config, bool replace, InvocationConfiguration console) => Guarded(path, () =>
    {
        using FileStream file = File.OpenRead(path);
        Directory.CreateDirectory(state);
        string chosen = config ?? RepositoryFiles.Find(RepositoryFiles.OrleansConfig);
        StatePlan plan = StatePlan.Read(OrleansConfig.Read(chosen), state);
        using CarriedFiles files = new(state);
        long handsets = new FleetTransfer(plan, Progress(console)).Import(file, path, replace, files.Create);
        files.Commit();
        StateFiles.KeepConfig(state, chosen);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Name}: {handsets:N0} handsets"));
    });

    private static int Guarded(string path, Action work)
    {
        try
        {
            work();
            return ExitCode.Passed;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: {refusal.Message}", refusal);
        }
    }

    private static Action<long> Progress(InvocationConfiguration console) => count => console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} handsets"));
}

using System.Globalization;
using FleetSim.Commands;
using FleetSim.Models;
using FleetSim.Scenarios;
using FleetSim.Storage;

namespace FleetSim.Run;

/// <summary>The files of one run: handset snapshots, control state, the platform's books.</summary>
public static class StateFiles
{
    public const string Handsets = "handsets.db";

    private const string ScenarioCopy = "scenario.json", SeedNote = "seed", TerminalsNote = "terminals";

    private static readonly string[] Names = [Handsets, "control.db", "platform.db"];

    /// <summary>Keeps what the run was started with, so that inspect and the like need not be told.</summary>
    public static async Task KeepScenarioAsync(string directory, ScenarioFile file, IStateStore store)
    {
        string copy = Path.GetFullPath(Path.Combine(directory, ScenarioCopy));
        if (copy != Path.GetFullPath(file.Path)) File.Copy(file.Path, copy, overwrite: true);
        KeptFiles.Keep(directory, file);
        await store.SetMetaAsync(SeedNote, file.Scenario.Seed.ToString(CultureInfo.InvariantCulture));
        await store.SetMetaAsync(TerminalsNote, file.Scenario.Fleet.Terminals.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The scenario of a run: the one that its command line names; when it is resumed without one, that with which it was started, its models included.</summary>
    public static ScenarioFile ScenarioOf(RunOptions options)
    {
        string copy = Path.Combine(options.StateDirectory, ScenarioCopy);
        return options.ScenarioPath is null && options.Resume && File.Exists(copy)
            ? KeptFiles.Read(options.StateDirectory, copy)
            : ScenarioFile.Read(options.ScenarioPath, options.ModelsFolder);
    }

    /// <summary>The scenario that the run in a directory was started with, its command line included.</summary>
    /// <exception cref="ConfigurationException">The copy is gone.</exception>
    public static Scenario ReadScenario(string directory, IStateReader store)
    {
        Scenario scenario = KeptFiles.Read(directory, Path.Combine(directory, ScenarioCopy)).Scenario;
        if (ulong.TryParse(store.GetMeta(SeedNote), CultureInfo.InvariantCulture, out ulong seed)) scenario = scenario with { Seed = seed };
        if (int.TryParse(store.GetMeta(TerminalsNote), CultureInfo.InvariantCulture, out int terminals)) scenario = scenario with { Fleet = scenario.Fleet with { Terminals = terminals } };
        return scenario;
    }

    /// <summary>Makes the directory ready: for a new run the files of an earlier one are removed, once they are known to be ours.</summary>
    /// <exception cref="ConfigurationException">It cannot be written, or there is nothing to resume.</exception>
    /// <exception cref="StateStoreException">A file there is not ours, or of another version; nothing is touched.</exception>
    public static void Prepare(string directory, bool resume)
    {
        try
        {
            Directory.CreateDirectory(directory);
            string handsets = Path.Combine(directory, Handsets);
            if (resume && !File.Exists(handsets)) throw new ConfigurationException($"--resume: there is no run in '{directory}'.");
            if (resume || !File.Exists(handsets)) return;
            SqliteStateReader.Open(handsets).Dispose();
            foreach (string name in Names)
            {
                foreach (string suffix in (string[])["", "-wal", "-shm"]) File.Delete(Path.Combine(directory, name + suffix));
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The state directory '{directory}' cannot be used: {refusal.Message}", refusal);
        }
    }
}

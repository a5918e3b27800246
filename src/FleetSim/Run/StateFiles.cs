using System.Globalization;
using FleetSim.Commands;
using FleetSim.Models;
using FleetSim.Scenarios;
using FleetSim.Silo;
using FleetSim.Storage;

namespace FleetSim.Run;

/// <summary>What one run keeps in its directory: the platform's books, scenario and configuration, and on one box its databases.</summary>
public static class StateFiles
{
    private const string ScenarioCopy = "scenario.json", ConfigCopy = "orleans.config.json", SeedNote = "seed", TerminalsNote = "terminals";

    private const string Books = "platform.db";

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

    /// <summary>The files beside the databases that a run needs to be taken up elsewhere, by their names.</summary>
    public static IReadOnlyDictionary<string, string> Carried(string directory) =>
        ((string[])[ScenarioCopy, KeptFiles.Archive, Books, Books + "-wal"]).ToDictionary(name => name, name => Path.Combine(directory, name));

    /// <summary>Remembers the configuration with which a run's databases are found.</summary>
    public static void KeepConfig(string directory, string configPath)
    {
        string copy = Path.GetFullPath(Path.Combine(directory, ConfigCopy));
        if (copy != Path.GetFullPath(configPath)) File.Copy(configPath, copy, overwrite: true);
    }

    /// <summary>Where the run in a directory keeps its state: as the configuration says with which it was started.</summary>
    /// <exception cref="ConfigurationException">There is no run in it.</exception>
    public static StatePlan PlanOf(string directory)
    {
        string config = Path.Combine(directory, ConfigCopy);
        StatePlan plan = File.Exists(config) ? StatePlan.Read(OrleansConfig.Read(config), directory) : StatePlan.InDirectory(directory);
        return plan.HasRun ? plan : throw new ConfigurationException($"There is no run in '{directory}'.");
    }

    /// <summary>Makes directory and databases ready: for a new run what an earlier one left is removed, once it is known to be ours.</summary>
    /// <exception cref="ConfigurationException">The directory cannot be written, or there is nothing to resume.</exception>
    /// <exception cref="StateStoreException">What is there is not ours, or of another version; nothing is touched.</exception>
    public static void Prepare(string directory, string configPath, bool resume)
    {
        try
        {
            Directory.CreateDirectory(directory);
            StatePlan plan = StatePlan.Read(OrleansConfig.Read(configPath), directory);
            bool again = plan.HasRun;
            if (resume && !again) throw new ConfigurationException($"--resume: there is no run in '{directory}'.");
            if (!resume && again) plan.Clear();
            // The books of a run whose handsets were elsewhere are its books all the same.
            if (!resume && (again || File.Exists(Path.Combine(directory, ConfigCopy)))) DeleteBooks(directory);
            KeepConfig(directory, configPath);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The state directory '{directory}' cannot be used: {refusal.Message}", refusal);
        }
    }

    private static void DeleteBooks(string directory)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm"]) File.Delete(Path.Combine(directory, Books + suffix));
    }
}

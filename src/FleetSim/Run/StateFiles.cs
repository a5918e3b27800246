using FleetSim.Commands;
using FleetSim.Storage;

namespace FleetSim.Run;

/// <summary>The files of one run: handset snapshots, control state, the platform's books.</summary>
public static class StateFiles
{
    public const string Handsets = "handsets.db";

    private static readonly string[] Names = [Handsets, "control.db", "platform.db"];

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

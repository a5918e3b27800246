using FleetSim.Commands;
using FleetSim.Protocol.Identity;
using FleetSim.Scenarios.Population;

namespace FleetSim.Run;

/// <summary>Where the stories of traced handsets go.</summary>
public static class TraceFiles
{
    /// <summary>Index of each traced handset to its file, emptied.</summary>
    /// <exception cref="ConfigurationException">Not an IMEI of this fleet.</exception>
    public static IReadOnlyDictionary<long, string> Prepare(RunOptions options, FleetIdentity identity)
    {
        Dictionary<long, string> files = [];
        foreach (string text in options.Traced)
        {
            long index = IndexOf(text, identity);
            string directory = Path.Combine(options.StateDirectory, "traces");
            Directory.CreateDirectory(directory);
            string path = Path.Combine(directory, $"{identity.ImeiOf(index)}.txt");
            if (!options.Resume) File.Delete(path);
            files[index] = path;
        }

        return files;
    }

    /// <summary>The handset that an operator names: an IMEI, or "#n" for the n-th handset.</summary>
    public static long IndexOf(string text, FleetIdentity identity)
    {
        if (text.StartsWith('#') && long.TryParse(text.AsSpan(1), out long index) && index >= 0 && index < identity.Terminals) return index;
        return Imei.Parse(text) is { } imei && identity.TerminalOf(imei) is { } found
            ? found
            : throw new ConfigurationException($"'{text}' is no handset of this fleet: give an IMEI of it, or #0 to #{identity.Terminals - 1}.");
    }
}

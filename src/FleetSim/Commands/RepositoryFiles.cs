namespace FleetSim.Commands;

/// <summary>Finds the files that ship with FleetSim: from the working directory upwards, else from where the program lies.</summary>
public static class RepositoryFiles
{
    public const string DefaultScenario = "load-tests/scenarios/first-day.json";

    public const string OrleansConfig = "orleans.config.json";

    /// <summary>The path of a shipped file.</summary>
    /// <exception cref="ConfigurationException">It is nowhere.</exception>
    public static string Find(string relative)
    {
        foreach (string start in (string[])[Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
            {
                string path = Path.Combine(at.FullName, relative);
                if (File.Exists(path)) return path;
            }
        }

        throw new ConfigurationException($"'{relative}' was not found here or above; start fleetsim inside its repository or name the file.");
    }
}

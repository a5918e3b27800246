using FleetSim.Storage;
using Microsoft.Extensions.Configuration;

namespace FleetSim.Silo;

/// <summary>orleans.config.json, and what the environment says in its place: passwords need not stand in the file (<c>ConnectionStrings__fleet</c>).</summary>
public static class OrleansConfig
{
    /// <exception cref="StateStoreException">There is no such file, or it is not JSON.</exception>
    public static IConfigurationRoot Read(string path)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false).AddEnvironmentVariables().Build();
        }
        catch (Exception refusal) when (refusal is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new StateStoreException($"{path}: cannot be read as orleans.config.json: {(refusal.InnerException ?? refusal).Message}", refusal);
        }
    }
}

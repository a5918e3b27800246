namespace FleetSim.Grains;

/// <summary>The port to what the store knows of a slice of the fleet when its timers are gone.</summary>
public interface IWakeTable
{
    /// <summary>The handsets from <paramref name="from"/> (included) to <paramref name="to"/> (not included) that must be woken, and when.</summary>
    Task<IReadOnlyList<(long Terminal, DateTimeOffset Due)>> ReadAsync(long from, long to);
}

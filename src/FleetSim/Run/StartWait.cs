using FleetSim.Commands;

namespace FleetSim.Run;

/// <summary>
/// What a run waits for before it begins: a bind, a place for every cohort. Short waits are silent; a longer one says what is missing; one in which nothing moves
/// any more ends the run.
/// </summary>
/// <param name="says">Told what is missing, a line each.</param>
/// <param name="clock">Its clock.</param>
public sealed class StartWait(Action<string> says, TimeProvider clock)
{
    /// <summary>How long a wait is silent, and between two words of it.</summary>
    public static readonly TimeSpan SaysEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long nothing may move: longer than a database that is away for a minute and the nodes' way back.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <param name="missing">Says what is missing still, with figures that move while it comes; null: nothing.</param>
    /// <param name="look">Pauses, and looks again.</param>
    /// <exception cref="ConfigurationException">The same was missing for <see cref="Limit"/>.</exception>
    public async Task UntilAsync(Func<string?> missing, Func<Task> look)
    {
        ArgumentNullException.ThrowIfNull(missing);
        ArgumentNullException.ThrowIfNull(look);
        string? before = null;
        DateTimeOffset said = clock.GetUtcNow(), moved = said;
        while (missing() is { } still)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (still != before) (before, moved) = (still, now);
            if (now - moved >= Limit)
                throw new ConfigurationException($"The run cannot begin: for {Limit.TotalSeconds:0} s it has waited for {still}, and nothing moved. Look at the output of the nodes and of the platform.");
            if (now - said >= SaysEvery)
            {
                says($"waiting for {still}");
                said = now;
            }

            await look();
        }
    }
}

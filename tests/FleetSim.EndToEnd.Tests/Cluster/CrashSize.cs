using System.Globalization;

namespace FleetSim.EndToEnd.Tests.Cluster;

/// <summary>How large the crash tests are: small in every run of the tests, large and repeated with <c>./test.sh --crash</c>.</summary>
internal static class CrashSize
{
    /// <summary>Handsets of a fleet that is crashed; a cohort for each node at least.</summary>
    public static int Terminals { get; } = Number("FLEETSIM_CRASH_TERMINALS", 3 * Contracts.Cohorts.Size);

    /// <summary>How often each crash is done in a row.</summary>
    public static int Rounds { get; } = Number("FLEETSIM_CRASH_ROUNDS", 1);

    /// <summary>How long the database is away.</summary>
    public static TimeSpan Outage { get; } = TimeSpan.FromSeconds(Number("FLEETSIM_CRASH_OUTAGE", 8));

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) && number > 0 ? number : otherwise;
}

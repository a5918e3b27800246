namespace FleetSim.Commands;

/// <summary>What the program says to scripts.</summary>
public static class ExitCode
{
    public const int Passed = 0;

    /// <summary>An error, an INVALID run, or a truth mismatch.</summary>
    public const int Failed = 1;

    public const int BadConfiguration = 2;

    public const int ThresholdsCrossed = 99;

    public const int Interrupted = 130;
}

/// <summary>Something the operator must mend before anything starts; the message says what and how. Exit code 2.</summary>
public sealed class ConfigurationException : Exception
{
    public ConfigurationException()
    {
    }

    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

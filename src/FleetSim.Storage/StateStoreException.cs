namespace FleetSim.Storage;

/// <summary>The state file cannot be used. The message is one sentence for the operator.</summary>
public sealed class StateStoreException : Exception
{
    public StateStoreException(string message)
        : base(message)
    {
    }

    public StateStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public StateStoreException()
    {
    }
}

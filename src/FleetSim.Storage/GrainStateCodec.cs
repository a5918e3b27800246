namespace FleetSim.Storage;

/// <summary>How a grain's state becomes a row and back.</summary>
/// <param name="Encode">The payload, and when the grain wants to be woken (milliseconds since 1970 UTC, null: never).</param>
/// <param name="Decode">The state that <paramref name="Encode"/> was given.</param>
public sealed record GrainStateCodec<TState>(Func<TState, (byte[] Payload, long? DueUnixMs)> Encode, Func<byte[], TState> Decode)
    where TState : class, new();

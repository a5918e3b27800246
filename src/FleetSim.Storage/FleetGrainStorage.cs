using System.Globalization;
using Orleans.Storage;

namespace FleetSim.Storage;

/// <summary>
/// The Orleans storage provider over the group-commit store, for one kind of grain with an integer key: the key is the row's key,
/// the ETag is the row's version as text.
/// </summary>
/// <remarks>
/// The row has no room for a grain type: a second kind of grain on the same provider would overwrite rows of equal keys,
/// so it is refused (dotnet/orleans#9737 is that fault in the AdoNet provider).
/// </remarks>
public sealed class FleetGrainStorage<TState>(IStateStore store, GrainStateCodec<TState> codec) : IGrainStorage
    where TState : class, new()
{
    private sealed record Kind(string StateName, GrainType GrainType);

    private Kind? _kind;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var (key, target) = Accept(stateName, grainId, grainState);
        var stored = await store.ReadAsync(key, cancellationToken);
        target.State = stored is { } found ? codec.Decode(found.Payload) : new TState();
        target.ETag = stored is { } row ? ETag(row.Version) : null;
        target.RecordExists = stored is not null;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <exception cref="InconsistentStateException">The stored version is another than this activation knows: it must be dropped.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var (key, source) = Accept(stateName, grainId, grainState);
        var (payload, due) = codec.Encode(source.State ?? new TState());
        var outcome = await store.WriteAsync(key, Version(source.ETag), payload, due, cancellationToken);
        RequireAccepted(outcome, grainId, source.ETag);
        source.ETag = ETag(outcome.Version);
        source.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc cref="WriteStateAsync{T}(string, GrainId, IGrainState{T}, CancellationToken)"/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var (key, target) = Accept(stateName, grainId, grainState);
        var outcome = await store.DeleteAsync(key, Version(target.ETag), cancellationToken);
        RequireAccepted(outcome, grainId, target.ETag);
        target.State = new TState();
        target.ETag = null;
        target.RecordExists = false;
    }

    private (long Key, IGrainState<TState> State) Accept<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState is not IGrainState<TState> own)
            throw new NotSupportedException($"This provider stores {typeof(TState).Name}, not {typeof(T).Name}.");
        var kind = _kind ?? Interlocked.CompareExchange(ref _kind, new Kind(stateName, grainId.Type), null) ?? _kind;
        if (kind.GrainType != grainId.Type || kind.StateName != stateName)
            throw new NotSupportedException($"This provider stores '{kind.StateName}' of {kind.GrainType}; give '{stateName}' of {grainId.Type} a provider of its own.");
        return (grainId.GetIntegerKey(), own);
    }

    private static void RequireAccepted(WriteOutcome outcome, GrainId grainId, string? etag)
    {
        if (outcome.Accepted) return;
        throw new InconsistentStateException(
            $"The state of {grainId} was written by somebody else.", ETag(outcome.Version), etag ?? "none");
    }

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long Version(string? etag) => etag is null ? 0 : long.Parse(etag, CultureInfo.InvariantCulture);
}

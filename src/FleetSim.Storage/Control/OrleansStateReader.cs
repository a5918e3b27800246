namespace FleetSim.Storage.Control;

/// <summary>Reads a fleet whose handsets are kept by Orleans' AdoNet provider; its messages and notes are in a store of ours.</summary>
internal sealed class OrleansStateReader(OrleansRows rows, IStateReader own) : IStateReader
{
    public StoredState? Read(long key) => rows.At(key);

    public List<(long Key, StoredState State)> Read(IReadOnlyCollection<long> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return [.. from key in keys let state = rows.At(key) where state.HasValue select (key, state.Value)];
    }

    public IEnumerable<(long Key, StoredState State)> Scan() => Scan(long.MinValue, long.MaxValue);

    public IEnumerable<(long Key, StoredState State)> Scan(long from, long to) => rows.Between(from, to);

    public IEnumerable<(long Key, long DueUnixMs)> ScanDue(long from, long to) =>
        rows.Between(from, to).Where(row => row.State.DueUnixMs.HasValue).Select(row => (row.Key, row.State.DueUnixMs!.Value));

    public long Count() => rows.Count();

    public IReadOnlyList<StoredMessage> PendingFor(long destination) => own.PendingFor(destination);

    public IEnumerable<StoredMessage> Messages() => own.Messages();

    public IEnumerable<StoredMessage> Messages(long fromDestination, long toDestination) => own.Messages(fromDestination, toDestination);

    public IEnumerable<KeyValuePair<string, string>> Notes() => own.Notes();

    public string? GetMeta(string name) => own.GetMeta(name);

    public void Dispose() => own.Dispose();
}

namespace FleetSim.Storage;

/// <summary>Writes a whole fleet into an empty store, faster than it was ever written by its handsets. All of it is there after <see cref="Commit"/>, and nothing without it.</summary>
public interface IFleetImport : IDisposable
{
    /// <summary>Rows with the versions they have; each key once.</summary>
    void States(IEnumerable<(long Key, StoredState State)> rows);

    void Messages(IEnumerable<StoredMessage> messages);

    void Notes(IEnumerable<KeyValuePair<string, string>> notes);

    void Commit();
}

namespace FleetSim.Storage;

/// <summary>Reads a fleet's state, also while others write it. Every read sees the last commit; a scan sees one commit from begin to end.</summary>
public interface IStateReader : IDisposable
{
    /// <summary>The last committed state; null when there is none.</summary>
    StoredState? Read(long key);

    /// <summary>The rows that exist among <paramref name="keys"/>, in the order asked, over one connection.</summary>
    List<(long Key, StoredState State)> Read(IReadOnlyCollection<long> keys);

    /// <summary>All rows in key order, one consistent snapshot. A scan that stays open keeps the database from tidying up.</summary>
    IEnumerable<(long Key, StoredState State)> Scan();

    /// <summary>The rows from <paramref name="from"/> (included) to <paramref name="to"/> (not included, but long.MaxValue is).</summary>
    IEnumerable<(long Key, StoredState State)> Scan(long from, long to);

    /// <summary>The wake-up table of a slice of the fleet: who wants to be woken, and when; in key order, bounds as for a scan.</summary>
    IEnumerable<(long Key, long DueUnixMs)> ScanDue(long from, long to);

    /// <summary>Rows of state.</summary>
    long Count();

    /// <summary>The messages not yet delivered to one SIM, oldest number first.</summary>
    IReadOnlyList<StoredMessage> PendingFor(long destination);

    /// <summary>Every message not yet delivered, in the order of their numbers, one consistent snapshot.</summary>
    IEnumerable<StoredMessage> Messages();

    /// <summary>The messages not yet delivered to the SIMs of a range, in the order of their numbers; bounds as for a scan.</summary>
    IEnumerable<StoredMessage> Messages(long fromDestination, long toDestination);

    /// <summary>All notes, in the order of their names' octets.</summary>
    IEnumerable<KeyValuePair<string, string>> Notes();

    /// <returns>Null when it was never set.</returns>
    string? GetMeta(string name);
}

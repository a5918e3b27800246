using FleetSim.Storage.Commit;
using Npgsql;
using NpgsqlTypes;

namespace FleetSim.Storage.Postgres;

/// <summary>
/// The changes of a batch that carry no version, as at most one statement of each kind: of several changes of one message or note
/// only the last one counts. Sorted, so that two writers never wait for each other in a circle.
/// </summary>
internal sealed class ChangeArrays
{
    private const string Put = """
        INSERT INTO fleetsim.message (id, destination, valid_until, payload) SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (id) DO UPDATE SET destination = excluded.destination, valid_until = excluded.valid_until, payload = excluded.payload
        """;

    private const string Remove = "DELETE FROM fleetsim.message WHERE id = ANY($1)";

    private const string Note = """
        INSERT INTO fleetsim.meta (name, value) SELECT * FROM unnest($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """;

    private readonly SortedDictionary<long, StoredMessage?> _messages = [];
    private readonly SortedDictionary<string, string> _notes = new(StringComparer.Ordinal);

    public void Load(List<StateChange> changes)
    {
        _messages.Clear();
        _notes.Clear();
        foreach (var change in changes) Add(change);
    }

    public void AddTo(NpgsqlBatchCommandCollection commands)
    {
        List<StoredMessage> put = [.. _messages.Values.OfType<StoredMessage>()];
        if (put.Count > 0) commands.Add(PutCommand(put));
        List<long> removed = [.. _messages.Where(m => m.Value is null).Select(m => m.Key)];
        if (removed.Count > 0) commands.Add(new NpgsqlBatchCommand(Remove) { Parameters = { RowArrays.Bigints(removed) } });
        if (_notes.Count > 0) commands.Add(new NpgsqlBatchCommand(Note) { Parameters = { Texts([.. _notes.Keys]), Texts([.. _notes.Values]) } });
    }

    private void Add(StateChange change)
    {
        switch (change)
        {
            case StateChange.PutMessages put:
                foreach (var message in put.Messages) _messages[message.Id] = message;
                break;
            case StateChange.RemoveMessages remove:
                foreach (long id in remove.Ids) _messages[id] = null;
                break;
            case StateChange.SetNote note:
                _notes[note.Name] = note.Value;
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static NpgsqlBatchCommand PutCommand(List<StoredMessage> put) => new(Put)
    {
        Parameters =
        {
            RowArrays.Bigints([.. put.Select(m => m.Id)]), RowArrays.Bigints([.. put.Select(m => m.Destination)]),
            RowArrays.Bigints([.. put.Select(m => m.ValidUntilUnixMs)]), RowArrays.Octets([.. put.Select(m => (ReadOnlyMemory<byte>)m.Payload)]),
        },
    };

    private static NpgsqlParameter<List<string>> Texts(List<string> values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}

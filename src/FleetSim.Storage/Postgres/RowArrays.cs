using FleetSim.Storage.Commit;
using Npgsql;
using NpgsqlTypes;

namespace FleetSim.Storage.Postgres;

/// <summary>Rows of one statement as columns, each an array parameter, in the order of the keys. The lists are used again for every batch.</summary>
internal sealed class RowArrays
{
    private readonly List<long> _keys = [];
    private readonly List<long> _replaces = [];
    private readonly List<long> _versions = [];
    private readonly List<long?> _dues = [];
    private readonly List<ReadOnlyMemory<byte>> _payloads = [];

    public List<KeyWrites> Writes { get; } = [];

    public int Count => _keys.Count;

    public void Clear()
    {
        Writes.Clear();
        _keys.Clear();
        _replaces.Clear();
        _versions.Clear();
        _dues.Clear();
        _payloads.Clear();
    }

    public void Add(in KeyWrites writes, long replaces, PendingState last)
    {
        Writes.Add(writes);
        _keys.Add(writes.Key);
        _replaces.Add(replaces);
        _versions.Add(last.NextVersion);
        _dues.Add(last.DueUnixMs);
        _payloads.Add(last.Payload);
    }

    /// <summary>$1 key, $2 version after, $3 due, $4 payload, $5 version before.</summary>
    public NpgsqlBatchCommand Update(string sql) => new(sql) { Parameters = { Bigints(_keys), Bigints(_versions), Dues(_dues), Octets(_payloads), Bigints(_replaces) } };

    /// <summary>$1 key, $2 version after, $3 due, $4 payload.</summary>
    public NpgsqlBatchCommand Insert(string sql) => new(sql) { Parameters = { Bigints(_keys), Bigints(_versions), Dues(_dues), Octets(_payloads) } };

    /// <summary>$1 key, $2 version before.</summary>
    public NpgsqlBatchCommand Delete(string sql) => new(sql) { Parameters = { Bigints(_keys), Bigints(_replaces) } };

    public static NpgsqlParameter Bigints(List<long> values) => new NpgsqlParameter<List<long>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    public static NpgsqlParameter Octets(List<ReadOnlyMemory<byte>> values) =>
        new NpgsqlParameter<List<ReadOnlyMemory<byte>>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    private static NpgsqlParameter<List<long?>> Dues(List<long?> values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
}

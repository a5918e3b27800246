using System.IO.Compression;
using System.Security.Cryptography;

namespace FleetSim.Storage.Transfer;

/// <summary>Writes a fleet file from begin to end; nothing of it is kept in memory.</summary>
internal sealed class FleetFileWriter : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _file;
    private readonly BinaryWriter _records;
    private long _count;

    public FleetFileWriter(Stream file)
    {
        _file = file;
        HashedStream hashed = new(file, _hash);
        hashed.Write([.. FleetFile.Magic, FleetFile.Version]);
        _records = new BinaryWriter(new BufferedStream(new BrotliStream(hashed, CompressionLevel.Fastest), 1 << 16));
    }

    public void File(string name, Stream content)
    {
        Begin(FleetFile.Kind.File);
        _records.Write(name);
        _records.Write7BitEncodedInt64(content.Length);
        _records.Flush();
        content.CopyTo(_records.BaseStream);
    }

    public void Control(ControlRow row)
    {
        Begin(FleetFile.Kind.Control);
        foreach (long number in (long[])[row.IdHash, row.N0, row.N1, row.TypeHash]) _records.Write7BitEncodedInt64(number);
        _records.Write(row.Type);
        _records.Write(row.Extension is not null);
        if (row.Extension is { } extension) _records.Write(extension);
        _records.Write(row.Payload is not null);
        if (row.Payload is { } payload) Octets(payload);
        _records.Write7BitEncodedInt64(row.Version);
    }

    public void State(long key, in StoredState state)
    {
        Begin(FleetFile.Kind.State);
        _records.Write7BitEncodedInt64(key);
        _records.Write7BitEncodedInt64(state.Version);
        _records.Write(state.DueUnixMs is not null);
        if (state.DueUnixMs is { } due) _records.Write7BitEncodedInt64(due);
        Octets(state.Payload);
    }

    public void Message(in StoredMessage message)
    {
        Begin(FleetFile.Kind.Message);
        _records.Write7BitEncodedInt64(message.Id);
        _records.Write7BitEncodedInt64(message.Destination);
        _records.Write7BitEncodedInt64(message.ValidUntilUnixMs);
        Octets(message.Payload);
    }

    public void Note(string name, string value)
    {
        Begin(FleetFile.Kind.Note);
        _records.Write(name);
        _records.Write(value);
    }

    /// <summary>The end and the check value; without it the file is refused.</summary>
    public void Complete()
    {
        long count = _count;
        Begin(FleetFile.Kind.End);
        _records.Write7BitEncodedInt64(count);
        _records.Dispose();
        _file.Write(_hash.GetHashAndReset());
    }

    public void Dispose()
    {
        _records.Dispose();
        _hash.Dispose();
    }

    private void Begin(FleetFile.Kind kind)
    {
        _records.Write((byte)kind);
        _count++;
    }

    private void Octets(byte[] octets)
    {
        _records.Write7BitEncodedInt64(octets.Length);
        _records.Write(octets);
    }
}

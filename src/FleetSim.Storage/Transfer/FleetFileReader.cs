using System.IO.Compression;
using System.Security.Cryptography;

namespace FleetSim.Storage.Transfer;

/// <summary>Reads a fleet file that <see cref="Verify"/> has found whole, record after record.</summary>
internal sealed class FleetFileReader : IDisposable
{
    private readonly BinaryReader _records;
    private long _count;

    public FleetFileReader(Stream file)
    {
        file.Position = FleetFile.HeaderOctets;
        _records = new BinaryReader(new BufferedStream(new BrotliStream(file, CompressionMode.Decompress, leaveOpen: true), 1 << 16));
        Next();
    }

    /// <summary>The kind of the record that is to be read next.</summary>
    public FleetFile.Kind Kind { get; private set; }

    /// <summary>Goes through the whole file: whose it is, its version, its check value.</summary>
    /// <exception cref="StateStoreException">One sentence.</exception>
    public static void Verify(Stream file, string name)
    {
        Span<byte> header = stackalloc byte[FleetFile.HeaderOctets];
        file.Position = 0;
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith(FleetFile.Magic))
            throw new StateStoreException($"{name} is not a fleet file.");
        if (header[^1] != FleetFile.Version)
            throw new StateStoreException($"{name} is a fleet file of version {header[^1]}, but this FleetSim reads version {FleetFile.Version}: use the FleetSim that wrote it, or a newer one.");
        if (!IsWhole(file)) throw new StateStoreException($"{name} is cut or altered: its check value does not fit. Nothing was imported.");
    }

    public (string Name, long Octets) File()
    {
        string name = _records.ReadString();
        return (name, _records.Read7BitEncodedInt64());
    }

    /// <summary>The octets of the file whose name was read last.</summary>
    public void FileOctets(long octets, Stream to)
    {
        byte[] buffer = new byte[1 << 16];
        for (long left = octets; left > 0;)
        {
            int read = _records.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0) throw new EndOfStreamException();
            to.Write(buffer, 0, read);
            left -= read;
        }
        Next();
    }

    public IEnumerable<ControlRow> Controls()
    {
        while (Kind == FleetFile.Kind.Control)
        {
            int idHash = (int)Number();
            long n0 = Number(), n1 = Number();
            int typeHash = (int)Number();
            string type = _records.ReadString();
            string? extension = _records.ReadBoolean() ? _records.ReadString() : null;
            byte[]? payload = _records.ReadBoolean() ? Octets() : null;
            ControlRow row = new(idHash, n0, n1, typeHash, type, extension, payload, (int)Number());
            Next();
            yield return row;
        }
    }

    public IEnumerable<(long Key, StoredState State)> States()
    {
        while (Kind == FleetFile.Kind.State)
        {
            long key = Number(), version = Number();
            StoredState state = new(version, _records.ReadBoolean() ? Number() : null, Octets());
            Next();
            yield return (key, state);
        }
    }

    public IEnumerable<StoredMessage> Messages()
    {
        while (Kind == FleetFile.Kind.Message)
        {
            StoredMessage message = new(Number(), Number(), Number(), Octets());
            Next();
            yield return message;
        }
    }

    public IEnumerable<KeyValuePair<string, string>> Notes()
    {
        while (Kind == FleetFile.Kind.Note)
        {
            KeyValuePair<string, string> note = new(_records.ReadString(), _records.ReadString());
            Next();
            yield return note;
        }
    }

    /// <exception cref="InvalidDataException">There is more, or there was less.</exception>
    public void End()
    {
        if (Kind != FleetFile.Kind.End || Number() != _count - 1) throw new InvalidDataException("The records are not those that were written.");
    }

    public void Dispose() => _records.Dispose();

    private static bool IsWhole(Stream file)
    {
        long octets = file.Length - FleetFile.CheckOctets;
        if (octets < FleetFile.HeaderOctets) return false;
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        file.Position = 0;
        for (long left = octets; left > 0;)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0) return false;
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
        Span<byte> check = stackalloc byte[FleetFile.CheckOctets];
        file.ReadExactly(check);
        return check.SequenceEqual(hash.GetHashAndReset());
    }

    private void Next()
    {
        Kind = (FleetFile.Kind)_records.ReadByte();
        _count++;
    }

    private long Number() => _records.Read7BitEncodedInt64();

    private byte[] Octets()
    {
        long length = Number();
        if (length is < 0 or > FleetFile.TextLimit) throw new InvalidDataException($"A payload of {length} octets.");
        byte[] octets = _records.ReadBytes((int)length);
        return octets.Length == length ? octets : throw new EndOfStreamException();
    }
}

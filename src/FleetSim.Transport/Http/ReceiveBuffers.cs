using System.Collections.Concurrent;

namespace FleetSim.Transport.Http;

/// <summary>
/// Buffers of connections that wait for an answer, lent and given back. The shared array pool keeps too few of them: with hundreds of
/// sessions under way each would be garbage that outlives a collection.
/// </summary>
internal sealed class ReceiveBuffers
{
    /// <summary>Enough for the head and body of nearly every DM message.</summary>
    public const int Octets = 8 * 1024;

    /// <summary>Kept at most, 32 MiB; more are garbage.</summary>
    public const int Kept = 4096;

    private readonly ConcurrentQueue<byte[]> _free = new();

    public byte[] Rent() => _free.TryDequeue(out byte[]? buffer) ? buffer : new byte[Octets];

    /// <summary>One that has grown is not taken back.</summary>
    public void Return(byte[] buffer)
    {
        if (buffer.Length == Octets && _free.Count < Kept) _free.Enqueue(buffer);
    }
}

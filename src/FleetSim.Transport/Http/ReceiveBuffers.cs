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

    // The one that was given back last is the one that a processor still has at hand.
    private readonly Stack<byte[]> _free = new();

    public byte[] Rent()
    {
        lock (_free)
        {
            if (_free.TryPop(out byte[]? buffer)) return buffer;
        }

        return new byte[Octets];
    }

    /// <summary>One that has grown is not taken back.</summary>
    public void Return(byte[] buffer)
    {
        if (buffer.Length != Octets) return;
        lock (_free)
        {
            if (_free.Count < Kept) _free.Push(buffer);
        }
    }
}

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>The nonces that the platform gave this handset, in any session; the last few.</summary>
internal sealed class ChallengeHistory
{
    private const int Most = 16;

    private readonly List<byte[]> _nonces = [];

    /// <summary>Keeps a nonce; false: it was given before.</summary>
    public bool Add(byte[] nonce)
    {
        if (_nonces.Exists(known => known.AsSpan().SequenceEqual(nonce))) return false;
        _nonces.Add(nonce);
        if (_nonces.Count > Most) _nonces.RemoveAt(0);
        return true;
    }
}

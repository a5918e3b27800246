namespace FleetSim.Fuzz;

/// <summary>Numbers that depend on a key only (SplitMix64), so that each case can be made again without those before it.</summary>
internal struct Chance(ulong key)
{
    private ulong _state = key;

    public ulong Next()
    {
        ulong z = _state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 to <paramref name="below"/> - 1; 0 when that is 0.</summary>
    public int Below(int below) => below <= 0 ? 0 : (int)(Next() % (ulong)below);
}

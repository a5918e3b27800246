using FleetSim.Protocol.Identity;

namespace FleetSim.Platform.Engine;

/// <summary>What a draw is for; each has its own numbers.</summary>
internal enum DrawPurpose
{
    CollectUiMode = 1,
    FirmwareUiMode,
    FirmwareShare,
    FirmwareConfirm,
    Correlator,
    FirstSessionId,
    Nonce,
    DrillShare,
    ScriptShare,
    BootstrapShare,
    CollectShare,
}

/// <summary>Chance by hashing: the same (seed, handset, purpose, occasion) always gives the same number, in any order and after any restart.</summary>
internal static class Draw
{
    public static ulong Bits(ulong seed, Imei imei, DrawPurpose purpose, int occasion = 0) =>
        Mix(Mix(Mix(seed) ^ imei.Value) ^ ((ulong)purpose << 32) ^ (uint)occasion);

    /// <summary>In [0, 1).</summary>
    public static double Unit(ulong seed, Imei imei, DrawPurpose purpose) => (Bits(seed, imei, purpose) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number for a name, the same on every machine: FNV-1a, 64 bits.</summary>
    public static ulong Hash(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in name) hash = (hash ^ c) * 0x100000001B3;
        return hash;
    }

    /// <summary>The finalizer of SplitMix64.</summary>
    public static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

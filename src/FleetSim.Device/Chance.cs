using System.Buffers.Binary;

namespace FleetSim.Device;

/// <summary>What a draw is for: draws of different purposes are independent of each other.</summary>
public enum ChancePurpose
{
    Model = 1,
    HomeOperator,
    HomeNetwork,
    WrongSetting,
    Persona,
    Arrival,
    SimSwap,
    SimSwapTime,
    Reboot,
    RebootTime,
    OffTime,
    UserAnswer,
    ThinkTime,
    ConfirmationLoss,
    DownloadCut,
    DownloadCutOffset,
    SignalGap,
    MemoryGap,
    UpdateCut,
    UpdateCutBlock,
    ReportAnswerLoss,
    ServerNonce,
    RetryJitter,
    KillMoment,
    UserIgnores,
    UserChoice,
}

/// <summary>
/// Counter-based chance: a draw is a function of (seed, terminal, purpose, occasion) and of nothing else. Nothing is
/// stored, so a draw is the same after a crash, on any number of nodes and in any order.
/// </summary>
public readonly record struct Chance(ulong Seed, long Terminal)
{
    /// <summary>64 random bits of one occasion; <paramref name="part"/> numbers further words of the same draw.</summary>
    public ulong Bits(ChancePurpose purpose, long occasion, int part = 0)
    {
        ulong h = Mix(Seed + 0x9E3779B97F4A7C15UL);
        h = Mix(h ^ (ulong)Terminal);
        h = Mix(h ^ ((ulong)purpose << 32 | (uint)part));
        return Mix(h ^ (ulong)occasion);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit(ChancePurpose purpose, long occasion) => (Bits(purpose, occasion) >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability.</summary>
    public bool Happens(ChancePurpose purpose, long occasion, double probability) => Unit(purpose, occasion) < probability;

    /// <summary>Uniform in [0, <paramref name="bound"/>).</summary>
    public long Below(ChancePurpose purpose, long occasion, long bound) => (long)Math.BigMul(Bits(purpose, occasion), (ulong)bound, out _);

    /// <summary>Uniform between the two, in whole milliseconds.</summary>
    public TimeSpan Between(ChancePurpose purpose, long occasion, TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromMilliseconds(Math.Floor(Unit(purpose, occasion) * ((most - least).TotalMilliseconds + 1)));

    /// <summary>Random octets, 8 a word.</summary>
    public byte[] Octets(ChancePurpose purpose, long occasion, int count)
    {
        byte[] octets = new byte[count];
        Span<byte> word = stackalloc byte[8];
        for (int at = 0; at < count; at += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Bits(purpose, occasion, (at / 8) + 1));
            word[..Math.Min(8, count - at)].CopyTo(octets.AsSpan(at));
        }

        return octets;
    }

    /// <summary>The finaliser of SplitMix64: every input bit changes half of the output bits.</summary>
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}

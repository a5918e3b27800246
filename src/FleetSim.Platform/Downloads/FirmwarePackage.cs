using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;

namespace FleetSim.Platform.Downloads;

/// <summary>A package with its content, which is the same for the same (seed, name, version, length) on any machine.</summary>
internal sealed class FirmwarePackage
{
    public FirmwarePackage(PackageOptions options, ulong seed)
    {
        Options = options;
        Content = Make(options, seed);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Content));
        ETag = $"\"{Sha256[..16]}\"";
    }

    public PackageOptions Options { get; }

    public byte[] Content { get; }

    /// <summary>64 lower-case hex digits.</summary>
    public string Sha256 { get; }

    /// <summary>Strong, quotes included.</summary>
    public string ETag { get; }

    /// <summary>The same for every package and run: the content never changes under its name.</summary>
    public static DateTimeOffset LastModified { get; } = new(2009, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static byte[] Make(PackageOptions options, ulong seed)
    {
        byte[] name = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{options.Name}\n{options.ToVersion}"));
        ulong state = BinaryPrimitives.ReadUInt64BigEndian(name);
        byte[] content = new byte[options.Octets];
        Span<byte> word = stackalloc byte[8];
        for (int at = 0; at < content.Length; at += word.Length)
        {
            BinaryPrimitives.WriteUInt64BigEndian(word, Draw.Mix(state++));
            word[..Math.Min(word.Length, content.Length - at)].CopyTo(content.AsSpan(at));
        }

        return content;
    }
}

using System.Security.Cryptography;
using System.Text;
using CsCheck;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>The digest of short texts is the library's, whatever their length; and that of RFC 1321, A.5.</summary>
public sealed class ShortMd5Tests
{
    [Theory]
    [InlineData("", "D41D8CD98F00B204E9800998ECF8427E")]
    [InlineData("abc", "900150983CD24FB0D6963F7D28E17F72")]
    [InlineData("message digest", "F96B697D7CB7938D525A2F31AAF161D0")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "D174AB98D277D9F5A5611C2C9F419D9F")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57EDF4A22BE3C955AC49DA2E2107B67A")]
    public void The_digests_of_the_standard(string text, string digest) => Assert.Equal(digest, Convert.ToHexString(ShortMd5.Hash(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void Every_length_around_the_ends_of_the_blocks()
    {
        for (int length = 0; length <= ShortMd5.Longest + 70; length++)
        {
            byte[] text = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];
            Assert.Equal(MD5.HashData(text), ShortMd5.Hash(text));
        }
    }

    [Fact]
    public void Whatever_the_octets() => Gen.Byte.Array[0, 2 * ShortMd5.Longest].Sample(text => MD5.HashData(text).AsSpan().SequenceEqual(ShortMd5.Hash(text)));
}

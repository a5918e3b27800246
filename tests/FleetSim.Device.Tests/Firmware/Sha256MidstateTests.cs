using System.Security.Cryptography;
using System.Text;
using CsCheck;
using FleetSim.Device.Firmware;

namespace FleetSim.Device.Tests.Firmware;

public sealed class Sha256MidstateTests
{
    [Theory]
    [Trait("spec", "FIPS 180-4")]
    [InlineData("", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248D6A61D20638B8E5C026930C3E6039A33CE45964FF2167F6ECEDD419DB06C1")]
    [InlineData(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "CF5B16A778AF8380036CE59E7B0492370B249B11E8F07A51AFAC45037AFEE9D1")]
    public void The_standards_examples_are_right(string text, string digest) => Assert.Equal(digest, Convert.ToHexString(Hash(Encoding.ASCII.GetBytes(text)).Digest()));

    [Fact]
    [Trait("spec", "FIPS 180-4")]
    public void A_million_times_a_is_right()
    {
        Sha256Midstate hash = new();
        byte[] thousand = [.. Enumerable.Repeat((byte)'a', 1000)];
        for (int i = 0; i < 1000; i++) hash.Append(thousand);
        Assert.Equal("CDC76E5C9914FB9281A1C7E284D73E67F1809A48A497200E046D39CCC7112CD0", Convert.ToHexString(hash.Digest()));
    }

    [Fact]
    public void Every_length_up_to_five_blocks_and_every_split_point_agrees_with_the_platforms()
    {
        byte[] all = Octets(320);
        for (int length = 0; length <= all.Length; length++)
        {
            byte[] expected = SHA256.HashData(all.AsSpan(0, length));
            for (int split = 0; split <= length; split++)
            {
                Sha256Midstate hash = Hash(all.AsSpan(0, split));
                hash.Append(all.AsSpan(split, length - split));
                Assert.Equal(expected, hash.Digest());
            }
        }
    }

    [Fact]
    public void Put_aside_and_taken_up_again_at_every_octet_it_is_the_same()
    {
        byte[] all = Octets(200);
        byte[] expected = SHA256.HashData(all);
        for (int split = 0; split <= all.Length; split++)
        {
            Sha256Midstate before = Hash(all.AsSpan(0, split));
            Sha256Midstate after = Sha256Midstate.Import(before.Export(), before.Length);
            after.Append(all.AsSpan(split));
            Assert.Equal(expected, after.Digest());
            Assert.Equal(all.Length, after.Length);
        }
    }

    [Fact]
    public void Reading_the_digest_does_not_end_it()
    {
        Sha256Midstate hash = Hash("ab"u8);
        hash.Digest();
        hash.Append("c"u8);
        Assert.Equal(SHA256.HashData("abc"u8), hash.Digest());
    }

    [Fact]
    public void Random_pieces_agree_with_the_platforms() =>
        Gen.Byte.Array[0, 300].Array[0, 12].Sample(pieces =>
        {
            Sha256Midstate hash = new();
            foreach (byte[] piece in pieces)
            {
                hash.Append(piece);
                hash = Sha256Midstate.Import(hash.Export(), hash.Length);
            }

            Assert.Equal(SHA256.HashData(pieces.SelectMany(p => p).ToArray()), hash.Digest());
        });

    [Fact]
    public void A_state_that_does_not_fit_its_length_is_refused()
    {
        byte[] state = Hash(Octets(70)).Export();
        Assert.Throws<ArgumentException>(() => Sha256Midstate.Import(state, 71));
        Assert.Throws<ArgumentException>(() => Sha256Midstate.Import(state.AsSpan(1), 70));
    }

    private static byte[] Octets(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 7))];

    private static Sha256Midstate Hash(ReadOnlySpan<byte> octets)
    {
        Sha256Midstate hash = new();
        hash.Append(octets);
        return hash;
    }
}

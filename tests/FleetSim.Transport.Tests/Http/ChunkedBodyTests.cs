using System.Text;
using FleetSim.Transport.Http;

namespace FleetSim.Transport.Tests.Http;

/// <summary>A chunked body in whatever pieces it comes.</summary>
[Trait("spec", "RFC 9112, 7.1")]
public sealed class ChunkedBodyTests
{
    private const int Most = 20;

    [Theory]
    [InlineData("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde")]
    [InlineData("0\r\n\r\n", "")]
    [InlineData("3;name=value\r\nabc\r\n0;x\r\n\r\n", "abc")]
    [InlineData("3 \r\nabc\r\n0\r\n\r\n", "abc")]
    [InlineData("3\nabc\n0\n\n", "abc")]
    [InlineData("A\r\n0123456789\r\na\r\nabcdefghij\r\n0\r\n\r\n", "0123456789abcdefghij")]
    [InlineData("00000001\r\nx\r\n0\r\nTrailer: 1\r\nOther: 2\r\n\r\n", "x")]
    public void Chunks_become_a_body_wherever_they_are_cut(string chunks, string body)
    {
        byte[] octets = Encoding.ASCII.GetBytes(chunks + "next");
        for (int piece = 1; piece <= octets.Length; piece++)
        {
            ChunkedBody reading = new(Most);
            int taken = 0;
            while (!reading.IsOver) taken += reading.Take(octets.AsSpan(taken, Math.Min(piece, octets.Length - taken)));
            Assert.Equal((ChunkedState.Done, chunks.Length, body), (reading.State, taken, Encoding.ASCII.GetString(reading.ToArray())));
        }
    }

    [Theory]
    [InlineData("15\r\n", nameof(ChunkedState.TooLarge))]
    [InlineData("14\r\n01234567890123456789\r\n1\r\n", nameof(ChunkedState.TooLarge))]
    [InlineData("ffffffff\r\n", nameof(ChunkedState.TooLarge))]
    [InlineData("000000001\r\n", nameof(ChunkedState.Malformed))]
    [InlineData("\r\n", nameof(ChunkedState.Malformed))]
    [InlineData("g\r\n", nameof(ChunkedState.Malformed))]
    [InlineData("-1\r\n", nameof(ChunkedState.Malformed))]
    [InlineData("1\r\nab", nameof(ChunkedState.Malformed))]
    [InlineData(";\r\n", nameof(ChunkedState.Malformed))]
    public void What_is_no_chunk_or_too_much_ends_it(string chunks, string state)
    {
        ChunkedBody reading = new(Most);
        reading.Take(Encoding.ASCII.GetBytes(chunks));
        Assert.Equal(state, reading.State.ToString());
    }

    [Theory]
    [InlineData("1;")]
    [InlineData("0\r\nTrailer: ")]
    public void Extensions_and_trailers_have_a_limit(string beginning)
    {
        ChunkedBody reading = new(Most);
        reading.Take(Encoding.ASCII.GetBytes(beginning + new string('x', ChunkedBody.AsideOctets - beginning.Length)));
        Assert.False(reading.IsOver);
        reading.Take(Encoding.ASCII.GetBytes(new string('x', beginning.Length + 1)));
        Assert.Equal(ChunkedState.Malformed, reading.State);
    }

    /// <summary>The table above the code: every state with every octet.</summary>
    [Fact]
    public void Every_octet_has_a_next_state_in_every_state()
    {
        (string Way, ChunkedState State)[] ways =
        [
            ("", ChunkedState.Size), ("1", ChunkedState.Size), ("1;", ChunkedState.Extension), ("1\n", ChunkedState.Data), ("1\nx", ChunkedState.DataEnd), ("1\nx\r", ChunkedState.DataLineEnd), ("0\n", ChunkedState.Trailer),
        ];
        foreach ((string way, ChunkedState state) in ways)
        {
            for (int octet = 0; octet <= byte.MaxValue; octet++)
            {
                ChunkedBody reading = new(Most);
                reading.Take(Encoding.ASCII.GetBytes(way));
                Assert.Equal(state, reading.State);
                Assert.Equal(1, reading.Take([(byte)octet]));
                Assert.Equal(Next(way, (char)octet), reading.State);
            }
        }
    }

    private static ChunkedState Next(string way, char octet) => (way, octet) switch
    {
        ("", _) when char.IsAsciiHexDigit(octet) => ChunkedState.Size,
        ("1", _) when char.IsAsciiHexDigit(octet) => ChunkedState.Size,
        ("1", '\n') => ChunkedState.Data,
        ("1", ';' or ' ' or '\t' or '\r') => ChunkedState.Extension,
        ("1;", '\n') => ChunkedState.Data,
        ("1;", _) => ChunkedState.Extension,
        ("1\n", _) => ChunkedState.DataEnd,
        ("1\nx", '\r') => ChunkedState.DataLineEnd,
        ("1\nx\r", '\n') => ChunkedState.Size,
        ("1\nx", '\n') => ChunkedState.Size,
        ("0\n", '\n') => ChunkedState.Done,
        ("0\n", _) => ChunkedState.Trailer,
        _ => ChunkedState.Malformed,
    };
}

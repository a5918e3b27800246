using System.Text;
using FleetSim.Transport.Http;

namespace FleetSim.Transport.Tests.Http;

/// <summary>The head of an answer, as servers write it and as they should not.</summary>
[Trait("spec", "RFC 9112, 4 to 6 and 9")]
public sealed class ResponseHeadTests
{
    private const string Usual = "application/vnd.syncml.dm+xml";
    private const string Whole = "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: application/vnd.syncml.dm+xml\r\nx-syncml-hmac: algorithm=MD5\r\nContent-Length: 12\r\n\r\n";

    [Fact]
    public void A_head_ends_behind_its_empty_line_wherever_it_is_cut()
    {
        foreach (string head in new[] { Whole, Whole.Replace("\r\n", "\n", StringComparison.Ordinal) })
        {
            byte[] octets = Encoding.ASCII.GetBytes(head + "body");
            for (int first = 0; first < head.Length; first++)
            {
                Assert.Equal(0, ResponseHead.EndOf(octets.AsSpan(0, first), 0));
                Assert.Equal(head.Length, ResponseHead.EndOf(octets, Math.Max(0, first - 2)));
            }
        }
    }

    [Fact]
    public void A_head_says_what_a_session_needs()
    {
        ResponseHead head = Read(Whole);
        Assert.Equal((200, BodyFraming.Length, 12L, true, "algorithm=MD5"), (head.Status, head.Framing, head.Length, head.KeepsOpen, head.Hmac));
        Assert.Same(Usual, head.ContentType);
    }

    [Theory]
    [InlineData("HTTP/1.1 200\r\n\r\n", nameof(BodyFraming.UntilClose), false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\n", nameof(BodyFraming.Length), false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 1\r\nConnection: Keep-Alive\r\n\r\n", nameof(BodyFraming.Length), true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: foo , Close\r\n\r\n", nameof(BodyFraming.Length), false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\ncontent-length: 1\r\n\r\n", nameof(BodyFraming.Length), true)]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n", nameof(BodyFraming.Chunked), true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", nameof(BodyFraming.Chunked), false)]
    [InlineData("HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\n", nameof(BodyFraming.None), true)]
    [InlineData("HTTP/1.1 304 Same\r\n\r\n", nameof(BodyFraming.None), true)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", nameof(BodyFraming.None), true)]
    public void Where_the_body_ends_and_whether_more_may_follow(string text, string framing, bool keepsOpen)
    {
        ResponseHead head = Read(text);
        Assert.Equal((framing, keepsOpen), (head.Framing.ToString(), head.KeepsOpen));
    }

    [Fact]
    public void Folds_blanks_and_repeated_fields_are_read()
    {
        ResponseHead head = Read("HTTP/1.1 503 Busy\r\nLocation:   http://a/\t\r\nContent-Type: text/\r\n\tplain;\r\n  x=1\r\nRetry-After: 1\nretry-after:2\r\n\r\n");
        Assert.Equal(("http://a/", "text/  \tplain;    x=1", "1, 2"), (head.Location, head.ContentType, head.RetryAfter));
    }

    [Theory]
    [InlineData("220 smtp ready\r\n\r\n")]
    [InlineData("HTTP/2 200\r\n\r\n")]
    [InlineData("HTTP/1.x 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 +20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: nameless\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public void What_is_no_head_is_refused(string text) => Assert.False(ResponseHead.TryRead(Encoding.Latin1.GetBytes(text), Usual, out _));

    /// <summary>Whatever a peer sends is data: nothing of it throws.</summary>
    [Fact]
    public void Mutated_heads_are_read_or_refused()
    {
        Random chance = new(5);
        for (int i = 0; i < 100_000; i++)
        {
            byte[] octets = Encoding.ASCII.GetBytes(Whole);
            for (int changes = chance.Next(1, 6); changes > 0; changes--) octets[chance.Next(octets.Length)] = (byte)"\r\n :0;\tA\0\xff"[chance.Next(10)];
            int end = ResponseHead.EndOf(octets, 0);
            if (ResponseHead.TryRead(octets.AsSpan(0, end), Usual, out ResponseHead head)) Assert.True(head.Status >= 100 && head.Length >= 0);
        }
    }

    private static ResponseHead Read(string text)
    {
        Assert.True(ResponseHead.TryRead(Encoding.Latin1.GetBytes(text), Usual, out ResponseHead head));
        return head;
    }
}

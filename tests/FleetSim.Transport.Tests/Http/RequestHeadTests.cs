using System.Text;
using FleetSim.Transport.Http;

namespace FleetSim.Transport.Tests.Http;

/// <summary>The head of a POST, to the octet.</summary>
[Trait("spec", "RFC 9112, 3")]
public sealed class RequestHeadTests
{
    [Fact]
    public void A_head_has_its_fields_in_order() => Assert.Equal(
        "POST /dm?x=1 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: Lotus L1\r\nAccept: */*\r\nx-syncml-hmac: mac\r\nConnection: close\r\nContent-Type: a/b\r\nContent-Length: 4\r\n\r\n",
        Head(new Uri("http://127.0.0.1:8080/dm?x=1#fragment"), post => post with { Fields = [Field("User-Agent", "Lotus L1"), Field("Accept", "*/*")], Hmac = "mac", Closes = true }));

    [Theory]
    [InlineData("http://localhost/", "localhost")]
    [InlineData("http://localhost:80/", "localhost")]
    [InlineData("http://[::1]:81/", "[::1]:81")]
    [InlineData("http://127.0.0.1:81/", "127.0.0.1:81")]
    public void Host_is_the_authority(string uri, string host) =>
        Assert.Equal($"POST / HTTP/1.1\r\nHost: {host}\r\nAccept: a/b\r\nContent-Type: a/b\r\nContent-Length: 4\r\n\r\n", Head(new Uri(uri), post => post));

    /// <summary>A header field of a model can neither end the head nor say where the body ends.</summary>
    [Theory]
    [InlineData("X", "a\r\nInjected: 1")]
    [InlineData("X", "a\nb")]
    [InlineData("X", "a\0b")]
    [InlineData("X", "\u4e2d")]
    [InlineData("X Y", "a")]
    [InlineData("X:", "a")]
    [InlineData("", "a")]
    [InlineData("Content-Length", "0")]
    [InlineData("content-type", "c/d")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("HOST", "elsewhere")]
    [InlineData("Expect", "100-continue")]
    public void What_cannot_be_a_field_is_left_out(string name, string value) =>
        Assert.Equal(Head(new Uri("http://localhost/"), post => post), Head(new Uri("http://localhost/"), post => post with { Fields = [Field(name, value)] }));

    [Fact]
    public void Latin_1_goes_out_as_it_is() =>
        Assert.Contains("X: \xe9\r\n", Head(new Uri("http://localhost/"), post => post with { Fields = [Field("X", "\xe9")] }), StringComparison.Ordinal);

    private static KeyValuePair<string, string> Field(string name, string value) => KeyValuePair.Create(name, value);

    private static string Head(Uri uri, Func<DmPost, DmPost> change)
    {
        HttpTarget target = new(uri, AllowedTargets.Loopback);
        DmPost post = change(new DmPost(uri, "a/b", "body"u8.ToArray(), TimeSpan.FromSeconds(1)));
        byte[] head = new byte[RequestHead.Most(target, post)];
        return Encoding.Latin1.GetString(head, 0, RequestHead.Write(target, post, head));
    }
}

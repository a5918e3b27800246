using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace FleetSim.Transport.Http;

/// <summary>
/// The head of a POST. Order: request line, Host, the model's fields, Accept, x-syncml-hmac, Connection, Content-Type, Content-Length.
/// A field that cannot be one is left out: a name that is no token, a value with a line break or beyond Latin-1, and those that frame the message.
/// Spec: RFC 9112, 3 and 6; RFC 9110, 5.
/// </summary>
internal static class RequestHead
{
    private const int MostDigits = 10;

    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Fields that say where the message ends or to whom it goes: they are written here and nowhere else.</summary>
    private static readonly string[] Framing = ["Host", "Content-Type", "Content-Length", "Transfer-Encoding", "Expect", "Upgrade"];

    /// <summary>Octets that the head takes at most.</summary>
    public static int Most(HttpTarget target, DmPost post)
    {
        int most = target.RequestLine.Length + Room("Host", target.Authority) + Room("Accept", post.ContentType) + Room("Content-Type", post.ContentType)
            + Room(HttpExchange.HmacHeader, post.Hmac ?? "") + Room("Connection", "close") + Room("Content-Length", "") + MostDigits + "\r\n".Length;
        foreach ((string name, string value) in post.Fields) most += Room(name, value);
        return most;
    }

    /// <summary>Writes the head with the empty line behind it; the number of octets.</summary>
    public static int Write(HttpTarget target, DmPost post, Span<byte> head)
    {
        target.RequestLine.CopyTo(head);
        int at = Field(head, target.RequestLine.Length, "Host", target.Authority);
        bool accepts = false;
        foreach ((string name, string value) in post.Fields)
        {
            if (IsFraming(name) || !IsField(name, value)) continue;
            accepts |= name.Equals("Accept", StringComparison.OrdinalIgnoreCase);
            at = Field(head, at, name, value);
        }

        if (!accepts) at = Checked(head, at, "Accept", post.ContentType);
        if (post.Hmac is { } mac) at = Checked(head, at, HttpExchange.HmacHeader, mac);
        if (post.Closes) at = Field(head, at, "Connection", "close");
        at = Checked(head, at, "Content-Type", post.ContentType);
        at += Encoding.Latin1.GetBytes("Content-Length: ", head[at..]);
        Utf8Formatter.TryFormat(post.Body.Length, head[at..], out int digits);
        "\r\n\r\n"u8.CopyTo(head[(at += digits)..]);
        return at + "\r\n\r\n".Length;
    }

    private static bool IsFraming(string name)
    {
        foreach (string framing in Framing)
        {
            if (name.Equals(framing, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsField(string name, string value) =>
        name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token) && !value.AsSpan().ContainsAny('\r', '\n', '\0') && !value.AsSpan().ContainsAnyExceptInRange('\0', '\xff');

    private static int Checked(Span<byte> head, int at, string name, string value) => IsField(name, value) ? Field(head, at, name, value) : at;

    private static int Field(Span<byte> head, int at, string name, string value)
    {
        at += Encoding.Latin1.GetBytes(name, head[at..]);
        ": "u8.CopyTo(head[at..]);
        at += Encoding.Latin1.GetBytes(value, head[(at + 2)..]) + 2;
        "\r\n"u8.CopyTo(head[at..]);
        return at + 2;
    }

    private static int Room(string name, string value) => name.Length + value.Length + ": \r\n".Length;
}

using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace FleetSim.Transport.Http;

/// <summary>
/// A TCP connection that carries HTTP/1.1 exchanges, one after the other: each is one write and, as a rule, one read. A connection that waits for its answer
/// holds one buffer, lent by its node; one that rests holds nothing.
/// </summary>
internal sealed class HttpSocket : IDisposable
{
    /// <summary>Octets of an answer's head, at most.</summary>
    public const int HeadOctets = 64 * 1024;

    /// <summary>Answers of the 100s before the one that counts, at most.</summary>
    public const int InterimAnswers = 8;

    private readonly Socket _socket;
    private readonly ReceiveBuffers _buffers;

    private HttpSocket(Socket socket, ReceiveBuffers buffers) => (_socket, _buffers) = (socket, buffers);

    /// <summary>True once it has carried an exchange: its peer may have closed it meanwhile.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>True when something of the last exchange's answer has come.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>True when it can carry another exchange.</summary>
    public bool KeepsOpen { get; private set; }

    /// <summary>When it began to rest; for whoever keeps it.</summary>
    public long RestsSince { get; set; }

    /// <exception cref="SocketException">No address takes the connection.</exception>
    /// <exception cref="TargetNotAllowedException">The name stands for no address that may be contacted.</exception>
    public static async ValueTask<HttpSocket> ConnectAsync(HttpTarget target, AllowedTargets allowed, ReceiveBuffers buffers, CancellationToken cancellation)
    {
        Socket socket = target.Literal is { } literal
            ? await TargetSocket.ConnectAsync(literal, target.Port, cancellation).ConfigureAwait(false)
            : await TargetSocket.ConnectAsync(allowed, target.Host, target.Port, cancellation).ConfigureAwait(false);
        return new HttpSocket(socket, buffers);
    }

    /// <summary>
    /// One request and its whole answer. Whatever it throws, and unless <see cref="KeepsOpen"/>, the connection is of no more use. The receive is under way before
    /// the request is sent: what came while the connection rested, its end or octets that would be taken for this answer, shows without a call of its own.
    /// Spec: RFC 9112, 9.2.
    /// </summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="IOException">The peer closed it before its answer ended, or spoke without being asked.</exception>
    public async ValueTask<DmReply> ExchangeAsync(HttpTarget target, DmPost post, DmHttpOptions options, CancellationToken cancellation)
    {
        (KeepsOpen, IsAnswered) = (false, false);
        byte[] buffer = _buffers.Rent();
        try
        {
            ValueTask<int> coming = _socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None, cancellation);
            if (IsUsed && coming.IsCompleted)
            {
                await GiveUpAsync(coming, isAsked: false).ConfigureAwait(false);
                throw new IOException("The peer closed the connection, or spoke, while it rested.");
            }

            try
            {
                await SendAsync(target, post, cancellation).ConfigureAwait(false);
            }
            catch
            {
                await GiveUpAsync(coming, isAsked: true).ConfigureAwait(false);
                throw;
            }

            int held = Came(await coming.ConfigureAwait(false));
            int searched = 0;
            IsAnswered = true;
            for (int answers = 0; answers <= InterimAnswers; answers++)
            {
                int end;
                while ((end = ResponseHead.EndOf(buffer.AsSpan(0, held), searched)) == 0)
                {
                    searched = Math.Max(0, held - 2);
                    if (held == HeadOctets) return Failed(HttpFailure.TooLarge);
                    if (held == buffer.Length) Array.Resize(ref buffer, Math.Min(HeadOctets, 2 * held));
                    held += Came(await _socket.ReceiveAsync(buffer.AsMemory(held), SocketFlags.None, cancellation).ConfigureAwait(false));
                }

                if (!ResponseHead.TryRead(buffer.AsSpan(0, end), post.ContentType, out ResponseHead head) || head.Status == 101) return Failed(HttpFailure.Other);
                if (head.Status < 200)
                {
                    buffer.AsSpan(end, held - end).CopyTo(buffer);
                    (held, searched) = (held - end, 0);
                    continue;
                }

                (byte[]? body, int left, HttpFailure? failure) = await ReadBodyAsync(head, buffer, end, held, options.MaxReplyOctets, cancellation).ConfigureAwait(false);
                IsUsed = true;
                KeepsOpen = failure is null && head.KeepsOpen && left == 0 && !post.Closes;
                return Reply(head, body ?? [], failure, options.Time);
            }

            return Failed(HttpFailure.Other);
        }
        finally
        {
            _buffers.Return(buffer);
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Closes the connection and waits until nothing can come into the buffer any more: then it is lent to somebody else.</summary>
    /// <param name="coming">What was to come.</param>
    /// <param name="isAsked">True: a server that answers before it has read all, and resets, has acted on the message.</param>
    private async ValueTask GiveUpAsync(ValueTask<int> coming, bool isAsked)
    {
        _socket.Dispose();
        Task<int> ended = coming.AsTask();
        await ((Task)ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        IsAnswered = isAsked && ended is { IsCompletedSuccessfully: true, Result: > 0 };
    }

    /// <summary>Head and body in one piece: a server that reads once has all of it.</summary>
    private async ValueTask SendAsync(HttpTarget target, DmPost post, CancellationToken cancellation)
    {
        byte[] request = ArrayPool<byte>.Shared.Rent(RequestHead.Most(target, post) + post.Body.Length);
        try
        {
            int head = RequestHead.Write(target, post, request);
            post.Body.CopyTo(request.AsMemory(head));
            ReadOnlyMemory<byte> left = request.AsMemory(0, head + post.Body.Length);
            while (left.Length > 0) left = left[await _socket.SendAsync(left, SocketFlags.None, cancellation).ConfigureAwait(false)..];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(request);
        }
    }

    /// <summary>The octets that came.</summary>
    /// <exception cref="IOException">None: the peer has closed the connection.</exception>
    private static int Came(int octets) => octets > 0 ? octets : throw new IOException("The peer closed the connection before its answer ended.");

    /// <summary>The body, and how many octets came behind it; the body is null when there is a failure.</summary>
    private async ValueTask<(byte[]? Body, int Left, HttpFailure? Failure)> ReadBodyAsync(ResponseHead head, byte[] buffer, int at, int held, int maxOctets, CancellationToken cancellation)
    {
        switch (head.Framing)
        {
            case BodyFraming.None: return ([], held - at, null);
            case BodyFraming.Length when head.Length > maxOctets: return (null, 0, HttpFailure.TooLarge);
            case BodyFraming.Length:
                byte[] body = new byte[head.Length];
                int had = Math.Min(body.Length, held - at);
                buffer.AsSpan(at, had).CopyTo(body);
                for (int got = had; got < body.Length;) got += Came(await _socket.ReceiveAsync(body.AsMemory(got), SocketFlags.None, cancellation).ConfigureAwait(false));
                return (body, held - at - had, null);
            case BodyFraming.Chunked:
                ChunkedBody chunks = new(maxOctets);
                at += chunks.Take(buffer.AsSpan(at, held - at));
                while (!chunks.IsOver)
                {
                    held = Came(await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellation).ConfigureAwait(false));
                    at = chunks.Take(buffer.AsSpan(0, held));
                }

                return chunks.State switch
                {
                    ChunkedState.Done => (chunks.ToArray(), held - at, null),
                    ChunkedState.TooLarge => (null, 0, HttpFailure.TooLarge),
                    _ => (null, 0, HttpFailure.Other),
                };
            default: return await ReadToEndAsync(buffer, at, held, maxOctets, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<(byte[]? Body, int Left, HttpFailure? Failure)> ReadToEndAsync(byte[] buffer, int at, int held, int maxOctets, CancellationToken cancellation)
    {
        ArrayBufferWriter<byte> body = new();
        body.Write(buffer.AsSpan(at, held - at));
        while (body.WrittenCount <= maxOctets)
        {
            int read = await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellation).ConfigureAwait(false);
            if (read == 0) return (body.WrittenSpan.ToArray(), 0, null);
            body.Write(buffer.AsSpan(0, read));
        }

        return (null, 0, HttpFailure.TooLarge);
    }

    private static DmReply Failed(HttpFailure failure) => new() { Failure = failure };

    private static DmReply Reply(in ResponseHead head, byte[] body, HttpFailure? failure, TimeProvider time)
    {
        if (failure is not (null or HttpFailure.TooLarge)) return Failed(failure.Value);
        RetryConditionHeaderValue? after = head.RetryAfter is { } text && RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? read) ? read : null;
        return new DmReply
        {
            Failure = failure, Status = head.Status, ContentType = head.ContentType, Body = body, Hmac = head.Hmac, Location = head.Location,
            RetryAfter = HttpExchange.SpanOf(after, time),
        };
    }
}

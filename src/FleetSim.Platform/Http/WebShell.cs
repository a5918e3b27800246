using System.Buffers;
using System.Net;
using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Protocol.SyncMl.Authentication;
using Microsoft.AspNetCore.Http;

namespace FleetSim.Platform.Http;

/// <summary>
/// Between Kestrel and the engine: reads the request whole, waits for the books where the reply acknowledges something, writes the reply.
/// </summary>
internal sealed class WebShell(PlatformEngine engine, ControlApi control, BooksWriter books, TimeProvider time)
{
    /// <summary>Octets of a request body at most; Kestrel refuses more with 413.</summary>
    public const int MaxBodyOctets = 1 << 20;

    public async Task HandleAsync(HttpContext context)
    {
        WebRequest request = await ReadAsync(context.Request, context.RequestAborted);
        WebReply reply = engine.Handle(request, time.GetUtcNow()) ?? control.Handle(request) ?? new WebReply(404);
        if (reply.Acknowledges) await books.CommittedAsync();
        if (reply.NeverAnswered) await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted);
        if (reply.Delay > TimeSpan.Zero) await Task.Delay(reply.Delay, time, context.RequestAborted);
        if (reply.CutAfter is { } octets) await CutReply.SendAsync(context, reply, octets, context.RequestAborted);
        else await WriteAsync(context.Response, reply, context.RequestAborted);
    }

    private static async Task<WebRequest> ReadAsync(HttpRequest request, CancellationToken aborted) =>
        new(request.Method, request.Path.Value ?? "/", request.Query["imei"].ToString())
        {
            ContentType = request.ContentType,
            Range = request.Headers.Range,
            IfRange = request.Headers.IfRange,
            Mac = request.Headers[MacHeader.Name],
            IsLocal = request.HttpContext.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer),
            Body = HttpMethods.IsPost(request.Method) ? await BodyAsync(request, aborted) : ReadOnlyMemory<byte>.Empty,
        };

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, CancellationToken aborted)
    {
        while (true)
        {
            System.IO.Pipelines.ReadResult read = await request.BodyReader.ReadAsync(aborted);
            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async Task WriteAsync(HttpResponse response, WebReply reply, CancellationToken aborted)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        if (reply.ETag is { } etag) response.Headers.ETag = etag;
        if (reply.LastModified is { } modified) response.Headers.LastModified = modified.ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        if (reply.ContentRange is { } range) response.Headers.ContentRange = range;
        if (reply.AcceptsRanges) response.Headers.AcceptRanges = "bytes";
        if (reply.Location is { } location) response.Headers.Location = location;
        if (reply.Mac is { } mac) response.Headers[MacHeader.Name] = mac;
        if (reply.Status != StatusCodes.Status204NoContent) response.ContentLength = reply.Body.Length;
        if (!reply.HeaderOnly && !reply.Body.IsEmpty) await WriteBodyAsync(response, reply, aborted);
    }

    /// <summary>The body at once, or as slowly as a drill lets it go.</summary>
    private async Task WriteBodyAsync(HttpResponse response, WebReply reply, CancellationToken aborted)
    {
        int piece = reply.OctetsPerSecond ?? reply.Body.Length;
        for (int at = 0; at < reply.Body.Length; at += piece)
        {
            if (at > 0) await Task.Delay(TimeSpan.FromSeconds(1), time, aborted);
            await response.Body.WriteAsync(reply.Body.Slice(at, Math.Min(piece, reply.Body.Length - at)), aborted);
            if (reply.OctetsPerSecond is not null) await response.Body.FlushAsync(aborted);
        }
    }
}

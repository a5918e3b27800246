using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace FleetSim.Platform.Http;

/// <summary>
/// A reply that announces its whole length and ends before: for drills. Written to the connection's socket beside the server, which would rather
/// reset the connection than send less than it has announced.
/// </summary>
internal static class CutReply
{
    /// <summary>Sends the beginning of the reply and closes this side. Without a socket of its own the connection is just broken.</summary>
    public static async Task SendAsync(HttpContext context, WebReply reply, int octets, CancellationToken aborted)
    {
        if (octets == 0 || context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            context.Abort();
            return;
        }

        byte[] head = Encoding.ASCII.GetBytes(Head(reply));
        ReadOnlyMemory<byte> part = reply.HeaderOnly ? default : reply.Body[..Math.Min(octets, reply.Body.Length)];
        try
        {
            await SendAllAsync(socket, head, aborted);
            await SendAllAsync(socket, part, aborted);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The peer was faster to go.
        }

        // The server finds the connection closed when it wants to answer, and lets go of it.
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> octets, CancellationToken aborted)
    {
        while (!octets.IsEmpty) octets = octets[await socket.SendAsync(octets, aborted)..];
    }

    private static string Head(WebReply reply)
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} \r\nContent-Length: {reply.Body.Length}\r\n");
        if (reply.ContentType is { } type) head.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\n");
        if (reply.ETag is { } etag) head.Append(CultureInfo.InvariantCulture, $"ETag: {etag}\r\n");
        if (reply.LastModified is { } modified) head.Append(CultureInfo.InvariantCulture, $"Last-Modified: {modified:r}\r\n");
        if (reply.ContentRange is { } range) head.Append(CultureInfo.InvariantCulture, $"Content-Range: {range}\r\n");
        if (reply.AcceptsRanges) head.Append("Accept-Ranges: bytes\r\n");
        return head.Append("\r\n").ToString();
    }
}

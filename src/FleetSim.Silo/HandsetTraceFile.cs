using System.Globalization;
using System.Text;
using FleetSim.Device;
using FleetSim.Grains;
using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Silo;

/// <summary>Traces of the handsets somebody asked for: one text file each, messages included.</summary>
public sealed class HandsetTraceFiles(IReadOnlyDictionary<long, string> paths) : IHandsetTraces
{
    public IHandsetTrace? Open(long terminal) => paths.TryGetValue(terminal, out string? path) ? new HandsetTraceFile(path) : null;
}

/// <summary>One handset's story as lines of text: <c>time &lt;- event</c> and <c>time -> action</c>; DM bodies as XML below them.</summary>
public sealed class HandsetTraceFile(string path) : IHandsetTrace
{
    private static readonly Lock Writing = new();

    private DateTimeOffset _at;

    public void Happened(TerminalEvent happened)
    {
        _at = happened.At;
        Write("<-", happened switch
        {
            TerminalEvent.SmsReceived sms => $"SmsReceived from {sms.Sender}: {Convert.ToHexString(sms.UserData)}",
            TerminalEvent.HttpReplied reply => $"HttpReplied #{reply.Request} {reply.Status} {reply.ContentType} {reply.Body.Length} octets{Body(reply.Body, reply.ContentType)}",
            TerminalEvent.FetchOctets octets => $"FetchOctets #{octets.Request} {octets.Octets.Length} octets",
            _ => happened.ToString(),
        });
    }

    public void Did(TerminalAction action) => Write("->", action switch
    {
        TerminalAction.SendSms send => $"SendSms #{send.Request} to {send.Destination}{(send.Redelivery ? " (again)" : "")}: {Convert.ToHexString(send.UserData)}",
        TerminalAction.PostDm post => $"PostDm #{post.Request} {post.Uri} {post.Body.Length} octets{(post.LoseReply ? " (its answer will be lost)" : "")}{Body(post.Body, post.ContentType)}",
        TerminalAction.PostNotify notify => $"PostNotify #{notify.Request} {notify.Uri}: {Encoding.ASCII.GetString(notify.Body).TrimEnd()}",
        _ => action.ToString(),
    });

    private static string Body(byte[] body, string? contentType)
    {
        if (SyncMlMediaType.Parse(contentType) is not { } encoding) return "\n    " + Encoding.UTF8.GetString(body).ReplaceLineEndings("\n    ");
        Decoded<SyncMlMessage> message = SyncMlCodec.Decode(body, encoding);
        return "\n    " + (message.IsDone ? Encoding.UTF8.GetString(SyncMlCodec.Encode(message.Value, SyncMlEncoding.Xml)) : $"not readable at octet {message.Offset}: {message.Reason}");
    }

    private void Write(string direction, string text)
    {
        string line = $"{_at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {direction} {text}\n";
        lock (Writing) File.AppendAllText(path, line);
    }
}

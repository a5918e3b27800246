using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FleetSim.Device;
using FleetSim.Protocol.SyncMl;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>
/// Lines of a trace: <c>time &lt;- event</c>, <c>time -> action</c>, <c>time !! fault</c>; times to the tick. Octets are hex, DM bodies in
/// XML are written as they are, octets of packages as length and SHA-256.
/// </summary>
public static class TraceText
{
    public static byte[] Of(IEnumerable<StoryStep> steps)
    {
        StringBuilder text = new();
        DateTimeOffset at = default;
        foreach (StoryStep step in steps)
        {
            foreach (TerminalEvent happened in step.Events) Line(text, at = happened.At, "<-", Of(happened));
            foreach (FaultKind fault in step.Faults) Line(text, at, "!!", fault.ToString());
            foreach (TerminalAction action in step.Actions) Line(text, at, "->", Of(action));
            if (step.EnvironmentDue is { } due) Line(text, at, "..", $"environment due {Time(due)}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Actions alone, a line each.</summary>
    public static byte[] Of(IEnumerable<TerminalAction> actions) => Encoding.UTF8.GetBytes(string.Join('\n', actions.Select(Of)));

    public static string Of(TerminalEvent happened) => happened switch
    {
        TerminalEvent.SmsReceived sms => $"SmsReceived from {sms.Sender}, header {sms.HasHeader}: {Convert.ToHexString(sms.UserData)}",
        TerminalEvent.HttpReplied reply => $"HttpReplied #{reply.Request} {reply.Status} {reply.ContentType} {Body(reply.Body, reply.ContentType)}",
        TerminalEvent.FetchOctets octets => $"FetchOctets #{octets.Request} {octets.Octets.Length} octets {Convert.ToHexString(SHA256.HashData(octets.Octets.Span))}",
        _ => happened.ToString(),
    };

    public static string Of(TerminalAction action) => action switch
    {
        TerminalAction.SendSms send => $"SendSms #{send.Request} to {send.Destination}, again {send.Redelivery}: {Convert.ToHexString(send.UserData)}",
        TerminalAction.PostDm post => $"PostDm #{post.Request} {post.Uri} {post.ContentType}, report {post.CarriesReport}, answer lost {post.LoseReply}, at most {post.Timeout} {Body(post.Body, post.ContentType)}",
        TerminalAction.PostNotify notify => $"PostNotify #{notify.Request} {notify.Uri}, at most {notify.Timeout}: {Convert.ToHexString(notify.Body)}",
        TerminalAction.ArmTimer arm => $"ArmTimer {arm.Slot} {Time(arm.Due)}",
        _ => action.ToString(),
    };

    /// <summary>Fails with the first place in which the two part, octet by octet.</summary>
    public static void AssertSame(string whose, byte[] one, byte[] other)
    {
        if (one.AsSpan().SequenceEqual(other)) return;
        string[] ours = Encoding.UTF8.GetString(one).Split('\n');
        string[] theirs = Encoding.UTF8.GetString(other).Split('\n');
        int line = 0;
        while (line < Math.Min(ours.Length, theirs.Length) && ours[line] == theirs[line]) line++;
        (string our, string their) = (ours.ElementAtOrDefault(line) ?? "(ends)", theirs.ElementAtOrDefault(line) ?? "(ends)");
        int column = our.AsSpan().CommonPrefixLength(their);
        Assert.Fail($"{whose}, line {line + 1}, character {column + 1}\n  {Excerpt(our, column)}\n  {Excerpt(their, column)}");
    }

    private static string Excerpt(string line, int column)
    {
        const int Before = 120, Length = 240;
        int from = Math.Max(0, column - Before);
        return $"{line[..Math.Min(from, 40)]} ... {line.Substring(from, Math.Min(Length, line.Length - from))}";
    }

    private static void Line(StringBuilder text, DateTimeOffset at, string direction, string what) =>
        text.Append(Time(at)).Append(' ').Append(direction).Append(' ').Append(what).Append('\n');

    private static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    private static string Body(byte[] body, string? contentType) =>
        SyncMlMediaType.Parse(contentType) == SyncMlEncoding.Xml ? Encoding.UTF8.GetString(body) : Convert.ToHexString(body);
}

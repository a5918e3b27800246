using System.Globalization;
using System.Security.Cryptography;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Protocol;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Dm;

/// <summary>
/// Receives the handsets' messages: finds or opens the session, answers repeated messages with the stored reply, and gives sessions up
/// that fell silent. Thread-safe; each device's messages are handled one after the other.
/// </summary>
internal sealed class DmServer(PlatformOptions options, Fleet fleet, Campaign campaign, Conversation conversation, Ledger ledger, Tally tally)
{
    private readonly Lock _gate = new();
    private readonly Queue<(DmSession Session, DateTimeOffset At)> _silence = new();

    /// <summary>Answers one POST; null when it is no DM message, or one that was overtaken.</summary>
    public DmReply? Receive(WebRequest request, DateTimeOffset now)
    {
        ReadOnlySpan<byte> body = request.Body.Span;
        SyncMlEncoding encoding = SyncMlMediaType.Parse(request.ContentType) ?? Sniff(body);
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(body, encoding);
        if (!decoded.IsDone)
        {
            tally.CountFault(Fault.MalformedMessage);
            return null;
        }

        SyncMlMessage message = decoded.Value;
        if (Imei.Parse(message.Header.Source.LocUri) is not { } imei || fleet.Meet(imei) is not { } device)
        {
            tally.CountFault(Fault.UnknownSender);
            return null;
        }

        byte[] hash = SHA256.HashData(body);
        lock (device) return Receive(device, message, encoding, request, hash, now);
    }

    /// <summary>Gives up sessions without a message for the idle time, and forgets ended ones.</summary>
    public void Expire(DateTimeOffset now)
    {
        while (TakeSilent(now) is { } session)
        {
            lock (session.Device)
            {
                if (session.Device.Session != session) continue;
                DateTimeOffset due = session.LastAt + options.Session.IdleTimeout;
                if (due > now)
                {
                    Watch(session, due);
                    continue;
                }

                if (!session.Ended) GiveUp(session, Fault.SessionTimedOut, now);
                session.Device.Session = null;
            }
        }
    }

    private DmReply? Receive(ManagedDevice device, SyncMlMessage message, SyncMlEncoding encoding, WebRequest request, byte[] hash, DateTimeOffset now)
    {
        SyncHdr header = message.Header;
        DmSession? known = device.Session is { } current && SessionIdText.AreEqual(current.Id, header.SessionId) ? current : null;
        if (known is { LastReply: { } stored } && known.LastMsgId == header.MsgId.Text && known.LastBodyHash.AsSpan().SequenceEqual(hash))
        {
            tally.CountFault(Fault.RepeatedMessage);
            known.LastAt = now;
            return stored;
        }

        if (known is { Ended: false } && IsOlder(header.MsgId, known.LastMsgId))
        {
            tally.CountFault(Fault.RepeatedMessage);
            return null;
        }

        DmSession session = known is not null && Continues(known, message) ? known : Open(device, header.SessionId, encoding, now);
        bool wasEnded = session.Ended;
        if (header.VerDtd is "1.1" or "1.2") LearnProtocol(device, header.VerDtd);
        DmReply reply = conversation.Turn(session, message, request, now);
        session.LastMsgId = header.MsgId.Text;
        session.LastBodyHash = hash;
        session.LastReply = reply;
        session.LastAt = now;
        if (session.Ended && !wasEnded) Close(session, now);
        return reply;
    }

    /// <summary>
    /// Before the message is looked at, because the answer depends on it. That anybody may claim to be this handset does no harm: its next
    /// message says again what it speaks.
    /// </summary>
    private void LearnProtocol(ManagedDevice device, string version)
    {
        if (device.Protocol == version) return;
        bool isNews = version != "1.2" || device.Protocol is not null;
        device.Protocol = version;
        if (isNews) ledger.Handset(device);
    }

    /// <summary>A message from before the last one that arrived late; MsgID 1 is never old, it begins the session again.</summary>
    private static bool IsOlder(MsgId id, string last) =>
        int.TryParse(id.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out int newest)
        && number > 1 && number < newest;

    /// <summary>
    /// False when the session begins again: MsgID 1 or the last MsgID with another body, or anything but Statuses after the end.
    /// </summary>
    private static bool Continues(DmSession known, SyncMlMessage message)
    {
        if (message.Header.MsgId.Text is "1" || message.Header.MsgId.Text == known.LastMsgId) return false;
        return !known.Ended || (known.Authentication == AuthenticationState.Proven && message.Commands.All(c => c is Command.Status));
    }

    private DmSession Open(ManagedDevice device, string id, SyncMlEncoding encoding, DateTimeOffset now)
    {
        if (device.Session is { Ended: false } unfinished) GiveUp(unfinished, Fault.SessionReplaced, now);
        DmSession session = new(device, id, encoding);
        device.Session = session;
        tally.CountSessionOpened();
        Watch(session, now + options.Session.IdleTimeout);
        return session;
    }

    private void GiveUp(DmSession session, string fault, DateTimeOffset now)
    {
        tally.CountFault(fault);
        session.Device.ServerNonceDoubtful = true;
        session.Ended = true;
        Close(session, now);
    }

    /// <summary>An ended session that left its job open: the job goes on with another notification.</summary>
    private void Close(DmSession session, DateTimeOffset now)
    {
        tally.CountSessionClosed();
        ManagedDevice device = session.Device;
        if (session.Job is { } job) campaign.SessionLost(device, job, now);
        if (device.Firmware is { State: JobState.Reported } reported && reported != session.Job) campaign.SessionLost(device, reported, now);
    }

    private void Watch(DmSession session, DateTimeOffset at)
    {
        lock (_gate) _silence.Enqueue((session, at));
    }

    private DmSession? TakeSilent(DateTimeOffset now)
    {
        lock (_gate) return _silence.TryPeek(out (DmSession Session, DateTimeOffset At) first) && first.At <= now ? _silence.Dequeue().Session : null;
    }

    /// <summary>A handset that does not say what it sends: XML begins with a blank, a byte order mark or "&lt;", WBXML with its version.</summary>
    private static SyncMlEncoding Sniff(ReadOnlySpan<byte> body) => body.Length > 0 && body[0] is >= 1 and <= 3 ? SyncMlEncoding.Wbxml : SyncMlEncoding.Xml;
}

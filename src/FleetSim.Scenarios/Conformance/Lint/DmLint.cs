using FleetSim.Device;
using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// DM messages: the POST, its answer, and the session that they make up. A session begins with the handset's MsgID 1 or another SessionID.
/// What the rules in it remember is forgotten with it.
/// </summary>
internal sealed class DmLint(LintSheet sheet, HandsetModel model, LintAccount account, LintLimits limits, NonceLedger nonces)
{
    private readonly ChallengeHistory _challenges = new();
    private SessionLint? _session;
    private TerminalAction.PostDm? _post;
    private SyncMlMessage? _ours;

    /// <summary>VerDTD of the handset's last message; null before the first.</summary>
    public string? VerDtd => _ours?.Header.VerDtd;

    public void Posted(TerminalAction.PostDm post)
    {
        _post = post;
        Decoded<SyncMlMessage> read = SyncMlCodec.Decode(post.Body, post.Encoding);
        if (!read.IsDone)
        {
            (_session, _ours) = (null, null);
            return;
        }

        bool again = _ours is { } last && last.Header.SessionId == read.Value.Header.SessionId && last.Header.MsgId == read.Value.Header.MsgId && read.Value.Header.MsgId.Text != "1";
        _ours = read.Value;
        if (_session is null || _session.Id != _ours.Header.SessionId || _ours.Header.MsgId.Text == "1")
            _session = new SessionLint(sheet, model, account, limits, nonces, _challenges, _ours.Header.SessionId);
        if (again) _session.Lost();
        else _session.Sent(_ours, post);
    }

    /// <summary>False: this is no answer to a DM message.</summary>
    public bool Replied(TerminalEvent.HttpReplied reply)
    {
        if (_post is not { } post || post.Request != reply.Request) return false;
        _post = null;
        At(post);
        sheet.Held(LintRules.ConnectionRefused, LintRules.ConnectionClosed, LintRules.NoAnswer);
        if (!sheet.Check(LintRules.HttpStatus, reply.Status == 200, FormattableString.Invariant($"HTTP {reply.Status}"))) return true;
        if (!sheet.Check(LintRules.EmptyBody, reply.Body.Length > 0, "200 with a body of 0 octets")) return true;
        SyncMlEncoding? told = SyncMlMediaType.Parse(reply.ContentType);
        sheet.Check(LintRules.MediaType, told == post.Encoding, $"{LintSheet.Quote(reply.ContentType)}, expected {SyncMlMediaType.For(post.Encoding)}");
        Decoded<SyncMlMessage> read = SyncMlCodec.Decode(reply.Body, told ?? post.Encoding);
        if (!read.IsDone) sheet.Place = sheet.Place with { Octet = read.Offset };
        if (sheet.Check(LintRules.Undecodable, read.IsDone, $"{read.Reason} ({reply.Body.Length} octets)")) _session?.Answered(read.Value!, reply, post);
        return true;
    }

    /// <summary>False: this was no DM message.</summary>
    public bool Failed(TerminalEvent.HttpFailed failed)
    {
        if (_post is not { } post || post.Request != failed.Request) return false;
        _post = null;
        _session?.Lost();
        At(post);
        // An answer that FleetSim itself lets get lost, and a target that it does not go to, are not the platform's silence.
        if (post.LoseReply) return true;
        switch (failed.Failure)
        {
            case NetworkFailure.ConnectRefused: sheet.Found(LintRules.ConnectionRefused, "the connection is refused"); break;
            case NetworkFailure.TimedOut: sheet.Found(post.CarriesReport ? LintRules.ReportUnanswered : LintRules.NoAnswer, FormattableString.Invariant($"no answer within {post.Timeout.TotalSeconds:0.#} s")); break;
            case NetworkFailure.ConnectionLost: sheet.Found(LintRules.ConnectionClosed, "closed without a whole answer"); break;
            case NetworkFailure.TooLarge: sheet.Found(LintRules.MessageTooLarge, "the answer is larger than any message may be"); break;
            case NetworkFailure.Other: sheet.Found(LintRules.ConnectionClosed, "the answer is no HTTP, or the host cannot be reached"); break;
            case NetworkFailure.TargetNotAllowed: break;
            default: throw new System.Diagnostics.UnreachableException();
        }

        return true;
    }

    /// <summary>The handset gives the request up: no signal, no power.</summary>
    public void BrokenOff()
    {
        if (_post is null) return;
        _post = null;
        _session?.Lost();
    }

    private void At(TerminalAction.PostDm post) =>
        sheet.Place = _ours is { } ours ? new LintPlace(Session: ours.Header.SessionId, Message: ours.Header.MsgId.Text) : new LintPlace(Uri: post.Uri);
}

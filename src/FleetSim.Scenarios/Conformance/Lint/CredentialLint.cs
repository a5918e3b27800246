using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// Who proves what to whom in one session.
/// <code>
/// the handset has said   | what the platform's next message must have
/// nothing yet            | md5 demanded: a right Cred. MAC demanded: nothing, the demand is not known yet
/// 401 or 407 with Chal   | a right credential of the type challenged
/// 200                    | a right credential again
/// 212                    | nothing
/// </code>
/// A message that refuses the handset's credential is excused from its own, if it has no commands. Spec: OMA-TS-DM_Security-V1_2_1, 5.3 to 5.5.
/// </summary>
internal sealed class CredentialLint(LintSheet sheet, ServerDemand demand, LintAccount account, NonceLedger nonces, ChallengeHistory challenges)
{
    private bool _judged;
    private bool _proven;
    private bool _challenged;
    private bool _first = true;
    private int _refusals;

    // What the handset sent last, and the challenge of this session that it answers.
    private Cred? _cred;
    private string? _mac;
    private byte[]? _nonce;

    public void Sent(SyncMlMessage message, TerminalAction.PostDm post)
    {
        // The account of a bootstrap push is not known here: who its server is cannot be judged.
        _judged = message.Header.Source.LocName == account.Client.Name;
        (_cred, _mac) = (message.Header.Cred, post.Hmac);
        _challenged = false;
        if (message.Commands.FirstOrDefault(c => c is Command.Status { Cmd: "SyncHdr" }) is not Command.Status status) return;
        _proven = status.Code == StatusCode.AuthenticatedForSession;
        if (status.Chal is not { } chal || !_judged) return;
        _challenged = status.Code is StatusCode.InvalidCredentials or StatusCode.CredentialsMissing;
        if (chal.NextNonce is { } nonce) nonces.Give(Credentials.DecodeNonce(nonce.Trim()));
    }

    /// <summary>Judges both directions; true: the message refuses the handset's credential.</summary>
    public bool Received(SyncMlMessage message, TerminalEvent.HttpReplied reply, TerminalAction.PostDm post)
    {
        Command.Status? verdict = message.Commands.OfType<Command.Status>().FirstOrDefault(s => s.CmdRef == CmdId.Header || s.Cmd == "SyncHdr");
        bool hasCommands = message.Commands.Any(c => c is not (Command.Status or Command.Results));
        bool refused = verdict?.Code is StatusCode.InvalidCredentials or StatusCode.CredentialsMissing;
        if (_judged && !(refused && !hasCommands && message.Header.Cred is null && reply.Hmac is null)) Server(message.Header.Cred, reply);
        _first = false;
        if (verdict is null) return false;
        if (refused) Refused(verdict, hasCommands, post);
        else Accepted(verdict);
        if (verdict.Chal is { } chal) Challenged(chal);
        return refused;
    }

    private void Accepted(Command.Status verdict)
    {
        if (_cred is not null || _mac is not null) sheet.Held(LintRules.CredentialRefused);
        if (_mac is not null) sheet.Check(LintRules.MacForSession, verdict.Code != StatusCode.AuthenticatedForSession, "Status 212 for a message with x-syncml-hmac");
    }

    private void Refused(Command.Status verdict, bool hasCommands, TerminalAction.PostDm post)
    {
        _refusals++;
        if (_judged && _nonce is { } nonce && IsRight(nonce, post)) sheet.Found(LintRules.CredentialRefused, FormattableString.Invariant($"Status {verdict.Code} for a credential made with the nonce of the challenge before"));
        if (_refusals == 1) sheet.Check(LintRules.ChallengeMissing, verdict.Chal is not null, FormattableString.Invariant($"Status {verdict.Code} without Chal"));
        sheet.Check(LintRules.RefusalWithCommands, !hasCommands, FormattableString.Invariant($"Status {verdict.Code}, and commands beside it"));
    }

    private void Challenged(Chal chal)
    {
        Decoded<Challenge> challenge = Challenge.Read(chal);
        if (!sheet.Check(LintRules.ChallengeType, challenge.IsDone, LintSheet.Quote(chal.Type))) return;
        // A basic credential has no nonce, but it answers the challenge all the same.
        _nonce = challenge.Value!.Nonce ?? [];
        if (challenge.Value.Nonce is { } given) sheet.Check(LintRules.NonceRepeated, challenges.Add(given), $"NextNonce {LintSheet.Quote(chal.NextNonce)} was given before");
    }

    private bool IsRight(byte[] nonce, TerminalAction.PostDm post) => _mac is not null
        ? CredentialCheck.JudgeMac(_mac, post.Body, account.Client, new NonceHistory(nonce), NonceForms.Current).IsRight
        : CredentialCheck.Judge(_cred, account.Client, new NonceHistory(nonce), NonceForms.Current).IsRight;

    private void Server(Cred? cred, TerminalEvent.HttpReplied reply)
    {
        if (demand == ServerDemand.None || (_proven && demand == ServerDemand.Md5)) return;
        bool isMac = demand == ServerDemand.Mac;
        if (isMac && _first && reply.Hmac is null) return;
        bool isThere = isMac ? reply.Hmac is not null : cred is not null;
        if (!isThere)
        {
            sheet.Found(_challenged ? LintRules.AfterChallenge : LintRules.ServerCredentialMissing, isMac ? "no x-syncml-hmac header" : "no Cred in SyncHdr");
            return;
        }

        sheet.Held(LintRules.ServerCredentialMissing);
        if (_challenged) sheet.Held(LintRules.AfterChallenge);
        NonceUse use = nonces.Judge(history => (isMac ? CredentialCheck.JudgeMac(reply.Hmac, reply.Body, account.Server, history, NonceForms.All) : CredentialCheck.Judge(cred, account.Server, history, NonceForms.All)) switch
        {
            // A right basic credential has no nonce to speak of.
            { IsRight: true, Nonce: NonceForms.None } => NonceForms.Current,
            { IsRight: true } verdict => verdict.Nonce,
            _ => NonceForms.None,
        });
        sheet.Check(isMac ? LintRules.ServerMac : LintRules.ServerDigest, use.IsRight, use.Words);
    }
}

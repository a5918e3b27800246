using FleetSim.Device.Accounts;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Session;

/// <summary>
/// Whether the server is the server, in one session; <see cref="AuthenticationMachine"/> has the table. Each answer to its header is made here.
/// Spec: OMA-TS-DM_Security-V1_2_1, 5.3 to 5.5; OMA-TS-DM_Protocol-V1_2_1, 9.
/// </summary>
internal sealed class ServerAuthentication(ServerAccount account, AuthenticationBehaviour habits)
{
    private AuthenticationState _state;
    private bool _began;
    private (byte[] Used, int Prepared)? _given;

    /// <summary>True once the server has proved itself, or needs not.</summary>
    public bool IsProven => _state == AuthenticationState.Proven || habits.Server == ServerDemand.None;

    /// <summary>True when it was wrong after a challenge: the session ends.</summary>
    public bool IsRefused => _state == AuthenticationState.Refused;

    /// <summary>The session is over: what it gave out is the current nonce, unless a notification has said so already.</summary>
    public void End(in StepContext context)
    {
        if (_given is { } given && given.Prepared == account.State.PreparedNonce) Nonces.GivePrepared(context, account.State, given.Used);
    }

    /// <summary>Judges the message and writes the Status of its header. False: none of its commands is carried out.</summary>
    /// <param name="hmac">The x-syncml-hmac header; null: there was none.</param>
    /// <param name="body">The message as it came.</param>
    /// <param name="code">The code of that Status: what refused commands are answered with, too.</param>
    public bool Judge(in StepContext context, DmSession session, SyncMlMessage message, string? hmac, ReadOnlySpan<byte> body, out int code)
    {
        bool first = !_began;
        _began = true;
        code = StatusCode.AuthenticatedForSession;
        if (habits.Server == ServerDemand.Md5 && _state == AuthenticationState.Proven)
        {
            session.Outgoing.HeaderStatus(message, code, null);
            return true;
        }

        // A client that demands the MAC says so in its first answer; what came before is not checked.
        if (habits.Server == ServerDemand.Mac && first && hmac is null)
        {
            code = StatusCode.Ok;
            session.Outgoing.HeaderStatus(message, code, Challenge(Next(context, account.ServerNonce)));
            return true;
        }

        CredentialVerdict verdict = Judge(message, hmac, body, account.ServerNonces, habits.Nonces);
        if (!verdict.IsRight && Nonces.Left(context, account.State, habits.Nonces) is { } left && Judge(message, hmac, body, left.History, left.Forms) is { IsRight: true } other)
        {
            Nonces.GivePrepared(context, account.State, account.ServerNonce);
            verdict = other;
        }

        AuthenticationStep step = AuthenticationMachine.Step(_state, Demand, verdict.Outcome);
        (_state, code) = (step.State, step.Status);
        session.Outgoing.HeaderStatus(message, code, ChallengeOf(context, step, verdict));
        return step.Executes;
    }

    private CredentialVerdict Judge(SyncMlMessage message, string? hmac, ReadOnlySpan<byte> body, NonceHistory nonces, NonceForms forms) => habits.Server == ServerDemand.Mac
        ? CredentialCheck.JudgeMac(hmac, body, account.Server, nonces, forms)
        : CredentialCheck.Judge(message.Header.Cred, account.Server, nonces, forms);

    private AuthenticationDemand Demand => habits.Server switch
    {
        ServerDemand.Md5 => AuthenticationDemand.PerSession,
        ServerDemand.Mac => AuthenticationDemand.Mac,
        ServerDemand.None => AuthenticationDemand.Nothing,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A right credential gets the nonce of the next one. A wrong one leaves the nonce: whoever this is, it must not cost the real server the one that it may hold.</summary>
    private Chal? ChallengeOf(in StepContext context, AuthenticationStep step, CredentialVerdict verdict)
    {
        if (Demand == AuthenticationDemand.Nothing) return null;
        if (step.Executes) return Challenge(Next(context, Nonces.Used(account, verdict.Nonce)));
        return step.Challenges ? Challenge(account.ServerNonce) : null;
    }

    private byte[] Next(in StepContext context, byte[] used)
    {
        if (Nonces.Prepared(context, account.State) is not { } next) return Nonces.Next(context, account.State, used);
        _given = (used, account.State.PreparedNonce);
        return next;
    }

    private Chal Challenge(byte[] nonce) =>
        Protocol.SyncMl.Authentication.Challenge.Make(habits.Server == ServerDemand.Mac ? AuthenticationType.Mac : AuthenticationType.Md5, nonce);
}

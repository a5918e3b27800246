namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>What the receiver of messages asks of their sender.</summary>
public enum AuthenticationDemand
{
    /// <summary>Nothing: the transport has seen to it.</summary>
    Nothing,

    /// <summary>One right credential opens the session.</summary>
    PerSession,

    /// <summary>A right credential in each message.</summary>
    PerMessage,

    /// <summary>A right MAC with each message.</summary>
    Mac,
}

/// <summary>How far the sender has come.</summary>
public enum AuthenticationState
{
    /// <summary>It has proved nothing yet.</summary>
    Unproven,

    /// <summary>It was challenged and has one more try.</summary>
    Challenged,

    /// <summary>Right once, or each time, as demanded.</summary>
    Proven,

    /// <summary>Wrong after a challenge: the session ends.</summary>
    Refused,
}

/// <summary>What to do about a message.</summary>
/// <param name="Status">Code of the Status for SyncHdr.</param>
/// <param name="Challenges">True: that Status carries a Chal with a fresh nonce.</param>
/// <param name="Executes">True: the message's commands are carried out; false: each is answered with <paramref name="Status"/>.</param>
public readonly record struct AuthenticationStep(AuthenticationState State, int Status, bool Challenges, bool Executes);

/// <summary>
/// Authentication of one side in one session, from its receiver's seat. Spec: OMA-TS-DM_Security-V1_2_1, 5.3 (212 against 200) and 5.4; OMA-TS-DM_Protocol-V1_2_1, 9.
/// <code>
/// state       | missing                      | wrong, wrong type            | right
/// ------------+------------------------------+------------------------------+-------------------------
/// Unproven    | 407 + Chal  -> Challenged    | 401 + Chal  -> Challenged    | R -> Proven
/// Challenged  | 407         -> Refused       | 401         -> Refused       | R -> Proven
/// Proven      | per session: 200 -> Proven   | 401 + Chal  -> Challenged    | R -> Proven
///             | else 407 + Chal -> Challenged|                              |
/// Refused     | 407         -> Refused       | 401         -> Refused       | 401 -> Refused
///
/// R: per session 212 (a Chal is optional there: the nonce of the next session; the caller's choice); per message and MAC 200 + Chal (the nonce of the next message; with MAC never 212)
/// Demand Nothing: always 200, no Chal, the state stays.
/// </code>
/// </summary>
public static class AuthenticationMachine
{
    public static AuthenticationStep Step(AuthenticationState state, AuthenticationDemand demand, CredentialOutcome outcome)
    {
        if (demand == AuthenticationDemand.Nothing) return new(state, StatusCode.Ok, false, true);
        if (state == AuthenticationState.Refused) return Refuse(outcome);
        return outcome switch
        {
            CredentialOutcome.Right => Accept(demand),
            CredentialOutcome.Missing when state == AuthenticationState.Proven && demand == AuthenticationDemand.PerSession =>
                new(state, StatusCode.Ok, false, true),
            _ when state == AuthenticationState.Challenged => Refuse(outcome),
            _ => new(AuthenticationState.Challenged, Code(outcome), true, false),
        };
    }

    private static AuthenticationStep Accept(AuthenticationDemand demand) => demand == AuthenticationDemand.PerSession
        ? new(AuthenticationState.Proven, StatusCode.AuthenticatedForSession, false, true)
        : new(AuthenticationState.Proven, StatusCode.Ok, true, true);

    private static AuthenticationStep Refuse(CredentialOutcome outcome) => new(AuthenticationState.Refused, Code(outcome), false, false);

    private static int Code(CredentialOutcome outcome) =>
        outcome == CredentialOutcome.Missing ? StatusCode.CredentialsMissing : StatusCode.InvalidCredentials;
}

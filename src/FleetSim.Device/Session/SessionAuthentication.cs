using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>
/// Mutual authentication by md5 with nonces both ways. Spec: OMA-TS-DM_Security-V1_2_1, 5.3; OMA-TS-DM_Protocol-V1_2_1, 9.
/// </summary>
internal static class SessionAuthentication
{
    private const int NonceOctets = 16;

    /// <summary>Our credential for the next message; null once the server has said 212.</summary>
    public static Cred? ClientCredential(in StepContext context, DmSession session)
    {
        if (session.ClientAccepted) return null;
        DmAccount account = context.Settings.Account;
        byte[] nonce = session.ChallengedNonce ?? context.Terminal.ClientNonce;
        return new Cred(new Meta { Format = "b64", Type = Credentials.Md5 }, Credentials.Md5Credential(account.UserName, account.ClientPassword, nonce));
    }

    /// <summary>
    /// What the server says of our credential. False: refused; the caller repeats package 1 once.
    /// </summary>
    public static bool ReadHeaderStatus(DmSession session, Command.Status? status)
    {
        if (status is null) return true;
        byte[]? nonce = status.Chal?.NextNonce is { } text ? Credentials.DecodeNonce(text) : null;
        switch (status.Code)
        {
            case StatusCode.InvalidCredentials or StatusCode.CredentialsMissing:
                session.Refusals++;
                session.ChallengedNonce = nonce ?? session.ChallengedNonce;
                return false;
            case StatusCode.AuthenticatedForSession:
                // A server that gives no new nonce with its consent goes on with the one of its challenge.
                session.NextClientNonce = nonce ?? session.NextClientNonce ?? (session.ClientAccepted ? null : session.ChallengedNonce);
                session.ClientAccepted = true;
                return true;
            default:
                // 200: good for this message only; the nonce is the next message's.
                session.ChallengedNonce = nonce ?? session.ChallengedNonce;
                session.NextClientNonce = nonce ?? session.NextClientNonce;
                return true;
        }
    }

    /// <summary>
    /// Checks the server's credential and answers its header: 212, or 401 and 407 with a challenge.
    /// A server that still uses the nonce before the last is behind us, not wrong: our last message may have been lost.
    /// </summary>
    public static bool AnswerHeader(in StepContext context, DmSession session, SyncMlMessage message)
    {
        if (session.ServerAccepted)
        {
            session.Reply.HeaderStatus(message, StatusCode.AuthenticatedForSession, null);
            return true;
        }

        byte[]? used = UsedNonce(context, message.Header.Cred);
        if (used is null)
        {
            // The nonce stays: whoever this is, it must not cost the real server the one that it may hold.
            session.ServerRefusals++;
            session.Reply.HeaderStatus(message, message.Header.Cred is null ? StatusCode.CredentialsMissing : StatusCode.InvalidCredentials, Challenge(context.Terminal.ServerNonce));
            return false;
        }

        session.ServerAccepted = true;
        session.Reply.HeaderStatus(message, StatusCode.AuthenticatedForSession, Challenge(NextNonce(context, used)));
        return true;
    }

    /// <summary>Keeps the nonce of the next session's credential, once the server is known to be the server.</summary>
    public static void KeepClientNonce(in StepContext context, DmSession session)
    {
        if (!session.ServerAccepted || session.NextClientNonce is not { } nonce) return;
        context.Nv.ClientNonce = nonce;
        session.NextClientNonce = null;
        context.Terminal.MarkDirty();
    }

    /// <summary>The nonce with which the credential is right, or null.</summary>
    private static byte[]? UsedNonce(in StepContext context, Cred? cred)
    {
        if (cred is null) return null;
        byte[]?[] candidates = [context.Terminal.ServerNonce, context.Nv.PreviousServerNonce, NotificationReader.DefaultNonce];
        foreach (byte[]? nonce in candidates)
        {
            if (nonce is not null && Fits(context.Settings.Account, cred, nonce)) return nonce;
        }

        return null;
    }

    private static bool Fits(DmAccount account, Cred cred, byte[] nonce)
    {
        byte[] digest = Credentials.Md5Digest(account.ServerId, account.ServerPassword, nonce);
        return Credentials.SameDigest(digest, cred.Data.Octets) || cred.Data.Text.Trim() == Convert.ToBase64String(digest);
    }

    /// <summary>Draws the next server nonce and stores it beside the one the server demonstrably has.</summary>
    private static byte[] NextNonce(in StepContext context, byte[] used)
    {
        byte[] nonce = context.Terminal.Chance.Octets(ChancePurpose.ServerNonce, ++context.Nv.NoncesDrawn, NonceOctets);
        (context.Nv.PreviousServerNonce, context.Nv.ServerNonce) = (used, nonce);
        context.Terminal.MarkDirty();
        return nonce;
    }

    private static Chal Challenge(byte[] nonce) => new(Credentials.Md5, "b64", Convert.ToBase64String(nonce));
}

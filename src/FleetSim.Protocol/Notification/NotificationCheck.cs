using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Protocol.Notification;

/// <summary>Which notification versions a client listens to. Field clients differ, so it is a matter of profile.</summary>
public enum NotificationVersions
{
    /// <summary>10 and 11: DM 1.1 and DM 1.2.</summary>
    Dm,

    /// <summary>11 only, as libdmclient and Qualcomm's client have it.</summary>
    Dm12Only,

    /// <summary>Whatever comes, also that of data synchronisation.</summary>
    Any,
}

/// <summary>Why a notification is dropped, silently on the wire.</summary>
public enum NotificationOutcome
{
    Genuine,
    ForeignVersion,

    /// <summary>No account has this server id.</summary>
    UnknownServer,

    /// <summary>The digest fits no nonce.</summary>
    WrongDigest,

    /// <summary>Session id 0.</summary>
    NoSession,
}

/// <summary>The judgement on one notification.</summary>
/// <param name="Nonce">Which nonce the digest was made with: one flag; None when it was not looked at.</param>
public readonly record struct NotificationVerdict(NotificationOutcome Outcome, NonceForms Nonce)
{
    /// <summary>
    /// True after a match on the default nonce: package 1 is then authenticated with the default nonce, too, and each side issues a new one.
    /// Spec: OMA-TS-DM_Notification-V1_2_1, 5.1 (nonce resynchronisation).
    /// </summary>
    public bool NeedsResynchronisation => (Nonce & (NonceForms.DefaultOctets | NonceForms.DefaultText)) != 0;
}

/// <summary>Judges notifications as a client does. Spec: OMA-TS-DM_Notification-V1_2_1, 5.1 and 6.2; OMA-TS-DM_Security-V1_2_1, 5.6.</summary>
public static class NotificationCheck
{
    /// <param name="account">The account of the notification's server id; null when there is none.</param>
    /// <param name="forms">None: the digest is not looked at, as some handsets do it.</param>
    public static NotificationVerdict Judge(
        SignedPackage0 signed,
        Account? account,
        NonceHistory nonces,
        NonceForms forms = NonceForms.Usual,
        NotificationVersions versions = NotificationVersions.Dm)
    {
        ArgumentNullException.ThrowIfNull(signed);
        ArgumentNullException.ThrowIfNull(nonces);
        if (!IsHeard(signed.Content.Version, versions)) return new(NotificationOutcome.ForeignVersion, NonceForms.None);
        if (account is null || account.Name != signed.Content.ServerId) return new(NotificationOutcome.UnknownServer, NonceForms.None);
        if (signed.Content.SessionId == 0) return new(NotificationOutcome.NoSession, NonceForms.None);
        if (forms == NonceForms.None) return new(NotificationOutcome.Genuine, NonceForms.None);
        NonceForms match = NonceCandidates.Find(
            nonces, forms, (Signed: signed, account.Password), static (in shown, nonce) => Package0Codec.Verify(shown.Signed, shown.Password, nonce));
        return new(match == NonceForms.None ? NotificationOutcome.WrongDigest : NotificationOutcome.Genuine, match);
    }

    private static bool IsHeard(int version, NotificationVersions versions) => versions switch
    {
        NotificationVersions.Dm12Only => version == 11,
        NotificationVersions.Dm => version is 10 or 11,
        _ => true,
    };
}

using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Decode;

/// <summary>Name, password and nonce that a message or a notification is held against.</summary>
/// <param name="NonceText">As it stood in NextNonce: base64. Every form a peer may have made of it is tried.</param>
/// <param name="MacHeader">The value of x-syncml-hmac that came with the message; null when there was none.</param>
public sealed record AccountToVerify(Account Account, string NonceText, string? MacHeader = null)
{
    /// <summary>user:password:nonce; the password may contain colons. Null when it is not of that form.</summary>
    public static AccountToVerify? Parse(string text, string? macHeader)
    {
        ArgumentNullException.ThrowIfNull(text);
        int first = text.IndexOf(':', StringComparison.Ordinal);
        int last = text.LastIndexOf(':');
        return first > 0 && last > first ? new AccountToVerify(new Account(text[..first], text[(first + 1)..last]), text[(last + 1)..], macHeader) : null;
    }

    /// <summary>What can be checked in that document; nothing when it has no place for credentials.</summary>
    public IEnumerable<CredentialFinding> Judge(Document document, ReadOnlySpan<byte> octets)
    {
        ArgumentNullException.ThrowIfNull(document);
        List<CredentialFinding> findings = [];
        NonceHistory nonces = new(Credentials.DecodeNonce(NonceText), null, NonceText);
        if (document.Message is { } message)
        {
            CredentialVerdict verdict = MacHeader is null
                ? CredentialCheck.Judge(message.Header.Cred, Account, nonces, NonceForms.All)
                : CredentialCheck.JudgeMac(MacHeader, octets, Account, nonces, NonceForms.All);
            findings.Add(Finding(MacHeader is null ? "Cred" : "x-syncml-hmac", verdict));
        }

        if (document.Notification is { } signed) findings.Add(JudgeNotification(signed, nonces));
        return findings;
    }

    private static CredentialFinding Finding(string subject, CredentialVerdict verdict) =>
        new(subject, verdict.IsRight, verdict.Type?.ToString(), verdict.IsRight && verdict.Nonce != NonceForms.None ? verdict.Nonce.ToString() : null, verdict.Reason);

    /// <summary>Any version is looked at: that a handset would not listen to it is not what was asked.</summary>
    private CredentialFinding JudgeNotification(SignedPackage0 signed, NonceHistory nonces)
    {
        const string Subject = "notification digest";
        NotificationVerdict verdict = NotificationCheck.Judge(signed, Account, nonces, NonceForms.All, NotificationVersions.Any);
        string? reason = verdict.Outcome switch
        {
            NotificationOutcome.Genuine => null,
            NotificationOutcome.UnknownServer => $"the server id is {signed.Content.ServerId}",
            NotificationOutcome.NoSession => "the session id is 0",
            _ => "the digest fits no form of the nonce",
        };
        return new(Subject, reason is null, nameof(AuthenticationType.Md5), reason is null ? verdict.Nonce.ToString() : null, reason);
    }
}

using System.Text;
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

        if (document.Notification is { } signed) findings.Add(JudgeNotification(signed));
        return findings;
    }

    private static CredentialFinding Finding(string subject, CredentialVerdict verdict) =>
        new(subject, verdict.IsRight, verdict.Type?.ToString(), verdict.IsRight && verdict.Nonce != NonceForms.None ? verdict.Nonce.ToString() : null, verdict.Reason);

    private CredentialFinding JudgeNotification(SignedPackage0 signed)
    {
        const string Subject = "notification digest";
        if (signed.Content.ServerId != Account.Name) return new(Subject, false, "Md5", null, $"the server id is {signed.Content.ServerId}");
        foreach ((NonceForms form, byte[] nonce) in Nonces())
        {
            if (Package0Codec.Verify(signed, Account.Password, nonce)) return new(Subject, true, "Md5", form.ToString(), null);
        }

        return new(Subject, false, "Md5", null, "the digest fits no form of the nonce");
    }

    /// <summary>The forms of <see cref="NonceForms"/> that one nonce can take.</summary>
    private IEnumerable<(NonceForms Form, byte[] Nonce)> Nonces()
    {
        byte[] decoded = Credentials.DecodeNonce(NonceText);
        yield return (NonceForms.Current, decoded);
        yield return (NonceForms.DefaultOctets, [0, 0, 0, 0]);
        yield return (NonceForms.DefaultText, "0x00000000"u8.ToArray());
        yield return (NonceForms.Empty, []);
        yield return (NonceForms.Undecoded, Encoding.UTF8.GetBytes(NonceText));
        yield return (NonceForms.DecodedTwice, Credentials.DecodeNonce(Encoding.Latin1.GetString(decoded)));
    }
}

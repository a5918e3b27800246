namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>Judges what a peer proves itself with. Pure: the caller keeps accounts and nonces. Spec: OMA-TS-DM_Security-V1_2_1, 5.3 and 5.4.</summary>
public static class CredentialCheck
{
    private const int DigestOctets = 16;

    /// <summary>What a peer has shown: a digest of its account, some nonce, and perhaps a body.</summary>
    private readonly ref struct Shown(Account account, byte[] digest, ReadOnlySpan<byte> body)
    {
        public readonly Account Account = account;
        public readonly byte[] Digest = digest;
        public readonly ReadOnlySpan<byte> Body = body;
    }

    /// <summary>
    /// Judges the Cred of a SyncHdr. A Cred without Type is taken for md5, Format b64 as well as 16 raw octets (Format bin, or none) are read,
    /// white space around a text is forgiven.
    /// </summary>
    /// <param name="demanded">The only type to accept; null: basic or md5, as it comes.</param>
    public static CredentialVerdict Judge(
        Cred? cred, Account account, NonceHistory nonces, NonceForms forms = NonceForms.Usual, AuthenticationType? demanded = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(nonces);
        if (cred is null) return CredentialVerdict.Fault(CredentialOutcome.Missing, null, "no Cred");
        AuthenticationType? type = cred.Meta?.Type is { } text ? AuthenticationTypes.Parse(text) : AuthenticationType.Md5;
        if (type is null or AuthenticationType.Mac || (demanded is not null && demanded != type))
            return CredentialVerdict.Fault(CredentialOutcome.WrongType, type, "a Cred of another type than demanded");
        return type == AuthenticationType.Basic ? JudgeBasic(cred, account) : JudgeMd5(cred, account, nonces, forms);
    }

    /// <summary>Judges the x-syncml-hmac header of the message <paramref name="body"/>.</summary>
    /// <param name="header">The header's value; null when the request had none.</param>
    public static CredentialVerdict JudgeMac(
        string? header, ReadOnlySpan<byte> body, Account account, NonceHistory nonces, NonceForms forms = NonceForms.Usual)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(nonces);
        if (header is null) return CredentialVerdict.Fault(CredentialOutcome.Missing, null, "no x-syncml-hmac header");
        Decoded<MacHeader> decoded = MacHeader.Decode(header);
        if (!decoded.IsDone) return CredentialVerdict.Fault(CredentialOutcome.Wrong, AuthenticationType.Mac, decoded.Reason!);
        MacHeader mac = decoded.Value;
        if (!mac.Algorithm.Equals(MacHeader.Md5, StringComparison.OrdinalIgnoreCase))
            return CredentialVerdict.Fault(CredentialOutcome.WrongType, AuthenticationType.Mac, "an algorithm other than MD5");
        if (mac.UserName != account.Name || DigestText.Read(mac.Mac) is not { } given)
            return CredentialVerdict.Fault(CredentialOutcome.Wrong, AuthenticationType.Mac, "another user name, or a mac that is no digest");

        NonceForms match = NonceCandidates.Find(
            nonces, forms, new Shown(account, given, body),
            static (in shown, nonce) => Credentials.SameDigest(Credentials.NestedDigest(shown.Account.Name, shown.Account.Password, nonce, shown.Body), shown.Digest));
        return match == NonceForms.None
            ? CredentialVerdict.Fault(CredentialOutcome.Wrong, AuthenticationType.Mac, "the mac fits no nonce")
            : CredentialVerdict.Right(AuthenticationType.Mac, match);
    }

    private static CredentialVerdict JudgeBasic(Cred cred, Account account)
    {
        byte[] expected = System.Text.Encoding.UTF8.GetBytes($"{account.Name}:{account.Password}");

        // Over WBXML some send the octets with Format bin and no base64.
        bool right = Matches(DigestText.Octets(cred.Data.Text), expected) || (cred.Meta?.Format is not "b64" && Matches(cred.Data.Octets, expected));
        return right
            ? CredentialVerdict.Right(AuthenticationType.Basic, NonceForms.None)
            : CredentialVerdict.Fault(CredentialOutcome.Wrong, AuthenticationType.Basic, "another name or password");
    }

    private static CredentialVerdict JudgeMd5(Cred cred, Account account, NonceHistory nonces, NonceForms forms)
    {
        byte[]? given = cred.Data.Octets is { Length: DigestOctets } raw ? raw : DigestText.Read(cred.Data.Text);
        if (given is null) return CredentialVerdict.Fault(CredentialOutcome.Wrong, AuthenticationType.Md5, "neither 16 octets nor their base64");
        NonceForms match = NonceCandidates.Find(
            nonces, forms, new Shown(account, given, default),
            static (in shown, nonce) => Credentials.SameDigest(Credentials.Md5Digest(shown.Account.Name, shown.Account.Password, nonce), shown.Digest));
        return match == NonceForms.None
            ? CredentialVerdict.Fault(CredentialOutcome.Wrong, AuthenticationType.Md5, "the digest fits no nonce")
            : CredentialVerdict.Right(AuthenticationType.Md5, match);
    }

    private static bool Matches(byte[]? expected, byte[] given) => expected is not null && Credentials.SameDigest(expected, given);
}

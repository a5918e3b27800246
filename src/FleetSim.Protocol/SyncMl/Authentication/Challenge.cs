namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>
/// What a peer demands of the next message, read out of a Chal. Spec: OMA-TS-DM_Security-V1_2_1, 5.3 (Chal: Meta with Type, Format b64, NextNonce).
/// </summary>
/// <param name="Nonce">The octets of NextNonce, base64-decoded once; null when there is none (basic).</param>
/// <param name="NonceText">NextNonce as it came, without white space around it; null when there is none.</param>
public sealed record Challenge(AuthenticationType Type, byte[]? Nonce, string? NonceText)
{
    /// <summary>The challenge as it goes out; basic has neither Format nor nonce to speak of.</summary>
    public static Chal Make(AuthenticationType type, ReadOnlySpan<byte> nonce) =>
        new(type.Text(), "b64", type == AuthenticationType.Basic ? null : Convert.ToBase64String(nonce));

    /// <summary>Reads a challenge. Invalid: a type that DM does not have. A nonce that is no base64 is taken as its own octets.</summary>
    public static Decoded<Challenge> Read(Chal chal)
    {
        ArgumentNullException.ThrowIfNull(chal);
        if (AuthenticationTypes.Parse(chal.Type) is not { } type) return Decoded.Invalid<Challenge>(0, "a challenge of an unknown type");
        string? text = chal.NextNonce?.Trim();
        return Decoded.Done(new Challenge(type, text is null ? null : Credentials.DecodeNonce(text), text), 0);
    }

    /// <summary>The Cred that answers this challenge in SyncHdr; null for a MAC, which stands in the transport's header.</summary>
    /// <param name="lastNonce">Used when the challenge has no nonce of its own.</param>
    public Cred? Answer(Account account, ReadOnlySpan<byte> lastNonce) => Type switch
    {
        AuthenticationType.Basic => CredentialForm.Basic(account),
        AuthenticationType.Md5 => CredentialForm.Md5(account, Nonce ?? lastNonce),
        _ => null,
    };
}

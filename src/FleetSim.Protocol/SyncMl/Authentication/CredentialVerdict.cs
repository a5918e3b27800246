namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>What a credential turned out to be.</summary>
public enum CredentialOutcome
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It does not fit the account, or cannot be read.</summary>
    Wrong,

    /// <summary>It is of another type than the one demanded; whether it would fit was not looked at.</summary>
    WrongType,

    Right,
}

/// <summary>The judgement on one credential.</summary>
/// <param name="Type">The type it claims; null when missing or of a type unknown to DM.</param>
/// <param name="Nonce">Which nonce it was made with: one flag; None unless a digest is right.</param>
/// <param name="Reason">Why it is not right, without the peer's data; null when right.</param>
public readonly record struct CredentialVerdict(CredentialOutcome Outcome, AuthenticationType? Type, NonceForms Nonce, string? Reason)
{
    public bool IsRight => Outcome == CredentialOutcome.Right;

    /// <summary>True when the peer has lost its nonce: it must be given a fresh one.</summary>
    public bool NeedsResynchronisation => IsRight && Type != AuthenticationType.Basic && Nonce != NonceForms.Current;

    internal static CredentialVerdict Right(AuthenticationType type, NonceForms nonce) => new(CredentialOutcome.Right, type, nonce, null);

    internal static CredentialVerdict Fault(CredentialOutcome outcome, AuthenticationType? type, string reason) => new(outcome, type, NonceForms.None, reason);
}

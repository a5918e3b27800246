using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>How a digest was made.</summary>
/// <param name="IsRight">True: by a nonce and a form that a platform may use.</param>
/// <param name="Words">Which one, for people.</param>
internal sealed record NonceUse(bool IsRight, string Words);

/// <summary>The nonces that the handset has given to its server, newest first, and the one that the server has used last.</summary>
internal sealed class NonceLedger
{
    private const int Most = 4;

    private readonly List<byte[]> _given;
    private byte[] _used;

    public NonceLedger(LintAccount account)
    {
        _used = account.ServerNonce;
        _given = [_used];
    }

    /// <summary>The handset gave this nonce; one that is given again stays where it is.</summary>
    public void Give(byte[] nonce)
    {
        if (_given[0].AsSpan().SequenceEqual(nonce)) return;
        _given.Insert(0, nonce);
        if (_given.Count > Most) _given.RemoveAt(Most);
    }

    /// <summary>
    /// Tries every form of every nonce. Right are the newest nonce, the one before and the one that was used last (the message that replaced it may
    /// have been lost), and the default nonce of resynchronisation.
    /// </summary>
    /// <param name="match">Tries a history; the form that fits, or None.</param>
    public NonceUse Judge(Func<NonceHistory, NonceForms> match)
    {
        NonceForms form = match(new NonceHistory(_given[0], _given.Count > 1 ? _given[1] : null));
        if (form != NonceForms.None) return Of(form);
        if (match(new NonceHistory(_used)) == NonceForms.Current) return new NonceUse(true, "the nonce used last");
        for (int i = 2; i < _given.Count; i++)
        {
            if (match(new NonceHistory(_given[i])) == NonceForms.Current) return new NonceUse(false, FormattableString.Invariant($"it was made with a nonce that {i} others have replaced"));
        }

        return new NonceUse(false, "none of the nonces given fits: current, previous, older, default, empty, undecoded and decoded twice were tried; so the server id or the password differ, or the digest is made otherwise");
    }

    private NonceUse Of(NonceForms form)
    {
        if (form == NonceForms.Current) _used = _given[0];
        return form switch
        {
            NonceForms.Current => new NonceUse(true, "the current nonce"),
            NonceForms.Previous => new NonceUse(true, "the previous nonce"),
            NonceForms.DefaultOctets => new NonceUse(true, "the default nonce"),
            NonceForms.DefaultText => new NonceUse(false, "it was made with the ten characters 0x00000000 in place of four zero octets"),
            NonceForms.Empty => new NonceUse(false, "it was made without a nonce"),
            NonceForms.Undecoded => new NonceUse(false, "it was made with the text of NextNonce, not base64-decoded"),
            NonceForms.DecodedTwice => new NonceUse(false, "it was made with NextNonce base64-decoded twice"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

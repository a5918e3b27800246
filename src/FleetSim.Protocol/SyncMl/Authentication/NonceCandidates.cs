using System.Text;

namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>Turns a history of nonces into the octets to try.</summary>
internal static class NonceCandidates
{
    /// <summary>True when what a peer has shown was made with this nonce.</summary>
    public delegate bool Matches<TShown>(in TShown shown, byte[] nonce)
        where TShown : struct, allows ref struct;

    private static readonly byte[] DefaultOctets = [0, 0, 0, 0];
    private static readonly byte[] DefaultText = "0x00000000"u8.ToArray();

    private static readonly NonceForms[] Order =
        [NonceForms.Current, NonceForms.Previous, NonceForms.DefaultOctets, NonceForms.DefaultText, NonceForms.Empty, NonceForms.Undecoded, NonceForms.DecodedTwice];

    /// <summary>The first form, among those wanted, whose nonce satisfies <paramref name="matches"/>; None when there is none.</summary>
    public static NonceForms Find<TShown>(NonceHistory history, NonceForms wanted, in TShown shown, Matches<TShown> matches)
        where TShown : struct, allows ref struct
    {
        foreach (NonceForms form in Order)
        {
            if ((wanted & form) != 0 && Octets(history, form) is { } nonce && matches(shown, nonce)) return form;
        }

        return NonceForms.None;
    }

    /// <summary>The nonce in one form; null when this history has none in it.</summary>
    public static byte[]? Octets(NonceHistory history, NonceForms form) => form switch
    {
        NonceForms.Current => history.Current,
        NonceForms.Previous => history.Previous,
        NonceForms.DefaultOctets => DefaultOctets,
        NonceForms.DefaultText => DefaultText,
        NonceForms.Empty => [],
        NonceForms.Undecoded => Encoding.UTF8.GetBytes(history.CurrentText ?? Convert.ToBase64String(history.Current)),
        NonceForms.DecodedTwice => DecodedAgain(history.Current),
        _ => null,
    };

    private static byte[]? DecodedAgain(byte[] nonce)
    {
        byte[] again = new byte[nonce.Length + 3];
        return nonce.Length > 0 && Convert.TryFromBase64String(Encoding.Latin1.GetString(nonce), again, out int written) ? again[..written] : null;
    }
}

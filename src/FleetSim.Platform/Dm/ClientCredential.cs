using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// Checks the md5 credential of a handset. Valid nonces are: the challenge of this session, the newest one given, the newest one proven
/// (the answer with the newer one may be lost), and the default nonce after a notification that used it.
/// Spec: OMA-TS-DM_Security-V1_2_1, 5.3; facts: oma-dm 4.
/// </summary>
internal sealed class ClientCredential(AccountOptions account, Ledger ledger, Func<Protocol.Identity.Imei, int, byte[]> nonces)
{
    /// <summary>
    /// The Status code of the SyncHdr: 212 right (a fresh nonce for the next session is booked as the device's ClientNonce),
    /// 407 missing, 401 wrong (a fresh challenge stands in the session).
    /// </summary>
    public int Check(DmSession session, SyncHdr header)
    {
        ManagedDevice device = session.Device;
        if (header.Cred is not { } cred) return Challenge(session, StatusCode.CredentialsMissing);
        if (!IsMd5(cred) || ProvenNonce(session, cred.Data) is not { } proven) return Challenge(session, StatusCode.InvalidCredentials);

        bool byDefault = proven.AsSpan().SequenceEqual(Nonces.Default);
        if (byDefault) session.ServerNonce = proven;
        else device.PreviousClientNonce = proven;
        device.DefaultNonceNotified = byDefault;
        device.ClientNonce = nonces(device.Imei, device.NoncesMade++);
        ledger.Account(device);
        session.Authentication = ClientAuthentication.Done;
        return StatusCode.AuthenticatedForSession;
    }

    private int Challenge(DmSession session, int code)
    {
        session.Challenge = nonces(session.Device.Imei, session.Device.NoncesMade++);
        return code;
    }

    private byte[]? ProvenNonce(DmSession session, ItemData credential)
    {
        ManagedDevice device = session.Device;
        byte[]? digest = Octets(credential);
        if (digest is null) return null;
        byte[]?[] candidates =
        [
            session.Challenge, device.ClientNonce, device.PreviousClientNonce, device.DefaultNonceNotified ? Nonces.Default.ToArray() : null,
        ];
        return candidates.FirstOrDefault(c =>
            c is not null && Credentials.SameDigest(Credentials.Md5Digest(account.ClientUser, account.ClientPassword, c), digest));
    }

    /// <summary>16 raw octets (WBXML practice) or base64 of them; null for anything else.</summary>
    private static byte[]? Octets(ItemData credential)
    {
        if (credential.IsOctets && credential.Octets.Length == 16) return credential.Octets;
        byte[] octets = new byte[16];
        string text = credential.Text.Trim();
        return text.Length == 24 && Convert.TryFromBase64String(text, octets, out int written) && written == 16 ? octets : null;
    }

    private static bool IsMd5(Cred cred) => cred.Meta?.Type is null or Credentials.Md5;
}

using System.Text;

namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>Makes the Cred of a SyncHdr. Spec: OMA-TS-DM_Security-V1_2_1, 5.3.</summary>
public static class CredentialForm
{
    private static readonly Meta BasicMeta = new() { Format = "b64", Type = Credentials.Basic };
    private static readonly Meta Md5Meta = new() { Format = "b64", Type = Credentials.Md5 };
    private static readonly Meta RawMd5Meta = new() { Format = "bin", Type = Credentials.Md5 };

    public static Cred Basic(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(BasicMeta, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Name}:{account.Password}")));
    }

    /// <summary>With Format b64, which DM demands in both encodings.</summary>
    public static Cred Md5(Account account, ReadOnlySpan<byte> nonce)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(Md5Meta, Credentials.Md5Credential(account.Name, account.Password, nonce));
    }

    /// <summary>The 16 octets as they are, which some clients send over WBXML. Only for WBXML.</summary>
    public static Cred RawMd5(Account account, ReadOnlySpan<byte> nonce)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(RawMd5Meta, new ItemData(Credentials.Md5Digest(account.Name, account.Password, nonce)));
    }
}

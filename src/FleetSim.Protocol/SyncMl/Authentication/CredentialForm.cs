using System.Text;

namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>Makes the Cred of a SyncHdr. Spec: OMA-TS-DM_Security-V1_2_1, 5.3.</summary>
public static class CredentialForm
{
    public static Cred Basic(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(new Meta { Format = "b64", Type = Credentials.Basic }, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Name}:{account.Password}")));
    }

    /// <summary>With Format b64, which DM demands in both encodings.</summary>
    public static Cred Md5(Account account, ReadOnlySpan<byte> nonce)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(new Meta { Format = "b64", Type = Credentials.Md5 }, Credentials.Md5Credential(account.Name, account.Password, nonce));
    }

    /// <summary>The 16 octets as they are, which some clients send over WBXML. Only for WBXML.</summary>
    public static Cred RawMd5(Account account, ReadOnlySpan<byte> nonce)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(new Meta { Format = "bin", Type = Credentials.Md5 }, new ItemData(Credentials.Md5Digest(account.Name, account.Password, nonce)));
    }
}

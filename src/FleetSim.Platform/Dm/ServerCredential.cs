using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Dm;

/// <summary>What the server proves itself with: md5 unless the handset demanded another type. Spec: OMA-TS-DM_Security-V1_2_1, 5.3 and 5.4.</summary>
internal sealed class ServerCredential(AccountOptions options)
{
    private readonly Account _account = new(options.ServerId, options.ServerPassword);

    /// <summary>The Cred of the SyncHdr; null when the session is trusted, or a MAC is demanded.</summary>
    public Cred? For(DmSession session) => session switch
    {
        { ServerAccepted: true } or { ServerType: AuthenticationType.Mac } => null,
        { ServerType: AuthenticationType.Basic } => CredentialForm.Basic(_account),
        _ => CredentialForm.Md5(_account, session.ServerNonce),
    };

    /// <summary>The x-syncml-hmac header of a message; null unless a MAC is demanded.</summary>
    public string? MacFor(DmSession session, byte[] body) =>
        session.ServerType == AuthenticationType.Mac ? MacHeader.For(_account, session.ServerNonce, body).ToString() : null;
}

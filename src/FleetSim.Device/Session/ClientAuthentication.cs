using FleetSim.Device.Accounts;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Session;

/// <summary>What a server's Status for our header means for the session.</summary>
internal enum ClientVerdict
{
    Accepted,

    /// <summary>Refused, with a challenge that can be answered: the package goes out once more.</summary>
    Repeat,
    GiveUp,
}

/// <summary>
/// How the handset proves itself in one session. The first credential is the model's habit; a challenge of another type is followed.
/// Spec: OMA-TS-DM_Security-V1_2_1, 5.3 and 5.4.
/// </summary>
internal sealed class ClientAuthentication
{
    /// <summary>Times a credential may be refused before the session ends.</summary>
    private const int RefusalLimit = 2;

    private readonly ServerAccount _account;
    private readonly AuthenticationBehaviour _habits;
    private AuthenticationType? _type;
    private byte[] _nonce;
    private bool _challenged;
    private bool _accepted;
    private int _refusals;

    /// <param name="account">The account of this session.</param>
    /// <param name="habits">The model's.</param>
    /// <param name="resynchronise">True after a notification with the default nonce: our credential uses it as well.</param>
    public ClientAuthentication(ServerAccount account, AuthenticationBehaviour habits, bool resynchronise)
    {
        (_account, _habits) = (account, habits);
        _nonce = resynchronise ? Nonces.Default : account.ClientNonce;
        _type = account.Preferred ?? habits.Client switch
        {
            ClientCredential.Md5 => AuthenticationType.Md5,
            ClientCredential.Basic => AuthenticationType.Basic,
            ClientCredential.Mac => AuthenticationType.Mac,
            ClientCredential.None => null,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The nonce of the next session, once the server is known to be the server.</summary>
    public byte[]? NextNonce { get; private set; }

    /// <summary>The Cred of the next message; null: none is due, or the MAC does its work.</summary>
    public Cred? Credential(SyncMlEncoding encoding)
    {
        if (_accepted && !_habits.RepeatsCredential) return null;
        byte[] nonce = _accepted ? NextNonce ?? _nonce : _nonce;
        return _type switch
        {
            AuthenticationType.Basic => CredentialForm.Basic(_account.Client),
            AuthenticationType.Md5 when _habits.RawMd5 && encoding == SyncMlEncoding.Wbxml => CredentialForm.RawMd5(_account.Client, nonce),
            AuthenticationType.Md5 => CredentialForm.Md5(_account.Client, nonce),
            _ => null,
        };
    }

    /// <summary>The x-syncml-hmac header of a message as it goes out; null: none is sent.</summary>
    public string? Mac(ReadOnlySpan<byte> body) => _type == AuthenticationType.Mac ? MacHeader.For(_account.Client, _nonce, body).ToString() : null;

    /// <summary>Takes the server's Status for the header of our last message; a missing one is no refusal.</summary>
    public ClientVerdict Read(Command.Status? status)
    {
        if (status is null) return ClientVerdict.Accepted;
        Decoded<Challenge>? challenge = status.Chal is { } chal ? Challenge.Read(chal) : null;
        if (status.Code is StatusCode.InvalidCredentials or StatusCode.CredentialsMissing) return Refused(challenge);
        byte[]? nonce = challenge is { IsDone: true } read ? read.Value.Nonce : null;
        if (status.Code == StatusCode.AuthenticatedForSession)
        {
            // A server that gives no new nonce with its consent goes on with the one of its challenge.
            NextNonce = nonce ?? NextNonce ?? (_accepted || !_challenged ? null : _nonce);
            _accepted = true;
        }
        else
        {
            // 200: good for this message only; the nonce is the next message's.
            NextNonce = nonce ?? NextNonce;
            Follow(challenge);
        }

        return ClientVerdict.Accepted;
    }

    /// <summary>The session begins anew: the server knows nothing of what it accepted or refused.</summary>
    public void Restart() => (_accepted, _refusals, _nonce) = (false, 0, NextNonce ?? _nonce);

    private ClientVerdict Refused(Decoded<Challenge>? challenge)
    {
        if (challenge is { IsDone: false }) return ClientVerdict.GiveUp;
        if (_type is not null && ++_refusals >= RefusalLimit) return ClientVerdict.GiveUp;
        _type ??= AuthenticationType.Md5;
        (_accepted, _challenged) = (false, true);
        Follow(challenge);
        return ClientVerdict.Repeat;
    }

    private void Follow(Decoded<Challenge>? challenge)
    {
        if (challenge is not { IsDone: true } read) return;
        _type = read.Value.Type;
        _nonce = read.Value.Nonce ?? _nonce;
    }
}

using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Accounts;

/// <summary>
/// One DM account as a session uses it: a copy, so that a secret replaced in a session takes effect in the next one.
/// Spec: OMA-TS-DM_Security-V1_2_1, credentials.
/// </summary>
internal sealed record ServerAccount
{
    private byte[]? _provisioned;

    public required AccountState State { get; init; }

    /// <summary>Where package 1 goes.</summary>
    public required string Address { get; init; }

    /// <summary>Server id and server password.</summary>
    public required Account Server { get; init; }

    /// <summary>User name and client password.</summary>
    public required Account Client { get; init; }

    /// <summary>Base64 of the nonces that came with the account.</summary>
    public required string ProvisionedClientNonce { get; init; }

    public required string ProvisionedServerNonce { get; init; }

    /// <summary>What the account prefers (AAuthPref); null: the model decides.</summary>
    public AuthenticationType? Preferred { get; init; }

    public byte[] ClientNonce => State.ClientNonce ?? Credentials.DecodeNonce(ProvisionedClientNonce);

    public byte[] ServerNonce => State.ServerNonce ?? (_provisioned ??= Credentials.DecodeNonce(ProvisionedServerNonce));

    /// <summary>The nonces the server may use in notifications and credentials.</summary>
    public NonceHistory ServerNonces => new(ServerNonce, State.PreviousServerNonce, State.ServerNonce is null ? ProvisionedServerNonce : null);
}

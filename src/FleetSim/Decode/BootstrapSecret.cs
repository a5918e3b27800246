using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Identity;

namespace FleetSim.Decode;

/// <summary>What the MAC of a bootstrap push may have been made with.</summary>
/// <param name="Imsi">Of the SIM, for the network methods; null when it is not known.</param>
/// <param name="Pin">Digits the user was told, for the user methods; null when they are not known.</param>
public sealed record BootstrapSecret(Imsi? Imsi, string? Pin)
{
    public CredentialFinding Judge(BootstrapPush push)
    {
        ArgumentNullException.ThrowIfNull(push);
        string? reason = Missing(push.Method)
            ?? (push.IsGenuine(Imsi is { } imsi ? BootstrapSecurity.NetworkSecret(imsi) : [], Pin ?? "") ? null
                : push.Method == SecurityMethod.UserPinMac ? "the PIN does not belong to the document"
                : push.Mac is null ? "the push has no MAC" : "the MAC does not fit the secret");
        return new CredentialFinding("bootstrap MAC", reason is null, push.Method?.ToString(), null, reason);
    }

    private string? Missing(SecurityMethod? method) => method switch
    {
        null => "the push has no SEC: nothing guards it",
        SecurityMethod.NetworkPin or SecurityMethod.UserNetworkPin when Imsi is null => "the method needs --imsi",
        SecurityMethod.UserPin or SecurityMethod.UserNetworkPin or SecurityMethod.UserPinMac when Pin is null => "the method needs --pin",
        _ => null,
    };
}

using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>The account that a platform must use: what the factory has put into the handset.</summary>
/// <param name="Server">Server id and password.</param>
/// <param name="Client">User name and password.</param>
/// <param name="ServerNonce">Octets of the nonce that the platform's first digest is made with.</param>
internal sealed record LintAccount(Account Server, Account Client, byte[] ServerNonce)
{
    public static LintAccount Of(Device.TerminalSettings settings) => new(
        new Account(settings.Account.ServerId, settings.Account.ServerPassword),
        new Account(settings.Account.UserName, settings.Account.ClientPassword),
        Credentials.DecodeNonce(settings.Account.ServerNonce));
}

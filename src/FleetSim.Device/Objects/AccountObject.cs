using System.Globalization;
using FleetSim.Device.Accounts;
using FleetSim.Device.Tree;

namespace FleetSim.Device.Objects;

/// <summary>What the tree says of the preset account. Spec: OMA-TS-DM_StdObj-V1_2_1, 5.3 (DMAcc).</summary>
internal static class AccountObject
{
    /// <summary>The value of one leaf; nonces as base64, the form of a bin node's value.</summary>
    public static string Value(Terminal terminal, NodeSource source)
    {
        ServerAccount account = AccountBook.Preset(terminal);
        return source switch
        {
            NodeSource.AccountAddress => account.Address,
            NodeSource.AccountPort => Uri.TryCreate(account.Address, UriKind.Absolute, out Uri? address) ? address.Port.ToString(CultureInfo.InvariantCulture) : "",
            NodeSource.AccountServerId => account.Server.Name,
            NodeSource.AccountUserName => account.Client.Name,
            NodeSource.AccountClientPassword => account.Client.Password,
            NodeSource.AccountClientNonce => Convert.ToBase64String(account.ClientNonce),
            NodeSource.AccountServerPassword => account.Server.Password,
            NodeSource.AccountServerNonce => Convert.ToBase64String(account.ServerNonce),
            NodeSource.AccountPreviousServerNonce => Convert.ToBase64String(account.State.PreviousServerNonce ?? []),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

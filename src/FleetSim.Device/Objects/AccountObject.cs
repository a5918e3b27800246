using System.Globalization;
using FleetSim.Device.Tree;

namespace FleetSim.Device.Objects;

/// <summary>What the tree says of the preset account. Spec: OMA-TS-DM_StdObj-V1_2_1, 5.3 (DMAcc).</summary>
internal static class AccountObject
{
    /// <summary>The value of one leaf; nonces as base64, the form of a bin node's value.</summary>
    public static string Value(Terminal terminal, NodeSource source)
    {
        DmAccount account = terminal.Settings.Account;
        return source switch
        {
            NodeSource.AccountAddress => account.Address,
            NodeSource.AccountPort => Uri.TryCreate(account.Address, UriKind.Absolute, out Uri? address) ? address.Port.ToString(CultureInfo.InvariantCulture) : "",
            NodeSource.AccountServerId => account.ServerId,
            NodeSource.AccountUserName => account.UserName,
            NodeSource.AccountClientPassword => account.ClientPassword,
            NodeSource.AccountClientNonce => Convert.ToBase64String(terminal.ClientNonce),
            NodeSource.AccountServerPassword => account.ServerPassword,
            NodeSource.AccountServerNonce => Convert.ToBase64String(terminal.ServerNonce),
            NodeSource.AccountPreviousServerNonce => Convert.ToBase64String(terminal.Nv.PreviousServerNonce ?? []),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

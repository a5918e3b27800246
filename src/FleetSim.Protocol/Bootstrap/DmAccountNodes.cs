using System.Globalization;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>A leaf of a DMAcc subtree.</summary>
/// <param name="Path">Below the account's own node, such as AppAddr/1/Addr.</param>
/// <param name="Value">Text; base64 for <see cref="NodeFormat.Bin"/>.</param>
public readonly record struct DmAccountNode(string Path, NodeFormat Format, string Value);

/// <summary>An account as the leaves of DMAcc of DM 1.2, or of the flat one of DM 1.1.2. Spec: OMA-TS-DM_StdObj-V1_2_1, 5.3.1.</summary>
public static class DmAccountNodes
{
    /// <summary>The leaves under the node of `urn:oma:mo:oma-dm-dmacc:1.0`; unnamed nodes are numbered from 1.</summary>
    public static IReadOnlyList<DmAccountNode> Dm12(DmAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        List<DmAccountNode> nodes = [Chr("AppID", DmAccountMapping.ApplicationId), Chr("ServerID", account.ServerId)];
        Add(nodes, "Name", account.Name);
        foreach ((int number, string connection) in account.Connections.Index()) nodes.Add(Chr(Invariant($"ToConRef/{number + 1}/ConRef"), connection));
        foreach ((int number, DmAddress address) in account.Addresses.Index()) AddAddress(nodes, Invariant($"AppAddr/{number + 1}/"), address);
        Add(nodes, "AAuthPref", account.PreferredAuthentication);
        foreach ((int number, DmCredential credential) in account.Credentials.Index()) AddCredential(nodes, Invariant($"AppAuth/{number + 1}/"), credential);
        return nodes;
    }

    /// <summary>The leaves under `./SyncML/DMAcc/x`: the first address and one credential each way.</summary>
    public static IReadOnlyList<DmAccountNode> Dm11(DmAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        List<DmAccountNode> nodes = [Chr("ServerId", account.ServerId)];
        Add(nodes, "Name", account.Name);
        if (account.Connections.Count > 0) nodes.Add(Chr("ConRef", account.Connections[0]));
        if (account.Addresses.Count > 0)
        {
            nodes.Add(Chr("Addr", account.Addresses[0].Address));
            nodes.Add(new("AddrType", NodeFormat.Int, "1"));
            if (account.Addresses[0].Ports is [int port, ..]) nodes.Add(new("PortNbr", NodeFormat.Int, port.ToString(CultureInfo.InvariantCulture)));
        }

        DmCredential? client = account.Credentials.FirstOrDefault(credential => credential.Level == "CLCRED");
        DmCredential? server = account.Credentials.FirstOrDefault(credential => credential.Level == "SRVCRED");
        Add(nodes, "UserName", client?.Name);
        Add(nodes, "ClientPW", client?.Secret);
        Add(nodes, "ClientNonce", client?.Data, NodeFormat.Bin);
        Add(nodes, "ServerPW", server?.Secret);
        Add(nodes, "ServerNonce", server?.Data, NodeFormat.Bin);
        Add(nodes, "AuthPref", account.PreferredAuthentication);
        return nodes;
    }

    private static void AddAddress(List<DmAccountNode> nodes, string path, DmAddress address)
    {
        nodes.Add(Chr(path + "Addr", address.Address));
        nodes.Add(Chr(path + "AddrType", address.AddressType));
        foreach ((int number, int port) in address.Ports.Index())
            nodes.Add(Chr(Invariant($"{path}Port/{number + 1}/PortNbr"), port.ToString(CultureInfo.InvariantCulture)));
    }

    private static void AddCredential(List<DmAccountNode> nodes, string path, DmCredential credential)
    {
        nodes.Add(Chr(path + "AAuthLevel", credential.Level));
        Add(nodes, path + "AAuthType", credential.Type);
        Add(nodes, path + "AAuthName", credential.Name);
        Add(nodes, path + "AAuthSecret", credential.Secret);
        Add(nodes, path + "AAuthData", credential.Data, NodeFormat.Bin);
    }

    private static void Add(List<DmAccountNode> nodes, string path, string? value, NodeFormat format = NodeFormat.Chr)
    {
        if (value is not null) nodes.Add(new(path, format, value));
    }

    private static DmAccountNode Chr(string path, string value) => new(path, NodeFormat.Chr, value);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

using FleetSim.Device.Behaviour;
using FleetSim.Device.Tree;

namespace FleetSim.Device.Objects;

/// <summary>
/// The preset account in the tree: the first DMAcc object of DM 1.2 (by its id), else the first account below ./SyncML/DMAcc of DM 1.1.2.
/// <code>
/// DM 1.2    AppID w7   ServerID   AppAddr/x/Addr   AppAddr/x/Port/x/PortNbr   AAuthPref
///           AppAuth/x by its AAuthLevel: CLCRED is the client's, SRVCRED the server's; AAuthType AAuthName AAuthSecret AAuthData PrevAAuthData
/// DM 1.1.2  Addr PortNbr ServerId UserName ClientPW ClientNonce ServerPW ServerNonce PrevServerNonce
/// </code>
/// Spec: OMA-TS-DM_StdObj-V1_2_1, 5.3; SyncML DM standardised objects 1.1.2, DMAcc.
/// </summary>
internal static class AccountBinding
{
    private const string OldRoot = "SyncML/DMAcc";

    public static void Add(HandsetModel model, Dictionary<string, LeafBinding> found)
    {
        TreeTemplate tree = model.Tree;
        if (tree.ObjectsOf(ObjectBinding.DmAcc) is [string account, ..]) Add12(model, account, found);
        else if (Below(tree, OldRoot).FirstOrDefault() is { } old) ObjectBinding.Add(tree, found, old, OldLeaves);
    }

    private static void Add12(HandsetModel model, string root, Dictionary<string, LeafBinding> found)
    {
        TreeTemplate tree = model.Tree;
        ObjectBinding.Add(tree, found, root, [("AppID", "w7"), ("ServerID", NodeSource.AccountServerId), ("AAuthPref", ClientType(model))]);
        foreach (string address in Below(tree, root + "/AppAddr"))
        {
            ObjectBinding.Add(tree, found, address, [("Addr", NodeSource.AccountAddress)]);
            foreach (string port in Below(tree, address + "/Port")) ObjectBinding.Add(tree, found, port, [("PortNbr", NodeSource.AccountPort)]);
            // Some vendors leave the unnamed level out.
            ObjectBinding.Add(tree, found, address, [("Port/PortNbr", NodeSource.AccountPort)]);
        }

        foreach (string auth in Below(tree, root + "/AppAuth"))
        {
            bool isServers = tree.Find(auth + "/AAuthLevel") is >= 0 and int level && tree[level].Default == "SRVCRED";
            ObjectBinding.Add(tree, found, auth, isServers ? ServerLeaves(model) : ClientLeaves(model));
        }
    }

    private static (string Name, LeafBinding Binding)[] ClientLeaves(HandsetModel model) =>
    [
        ("AAuthType", ClientType(model)), ("AAuthName", NodeSource.AccountUserName),
        ("AAuthSecret", NodeSource.AccountClientPassword), ("AAuthData", NodeSource.AccountClientNonce),
    ];

    private static (string Name, LeafBinding Binding)[] ServerLeaves(HandsetModel model) =>
    [
        ("AAuthType", model.Authentication.Server switch { ServerDemand.Mac => "HMAC", ServerDemand.None => "TRANSPORT", _ => "DIGEST" }),
        ("AAuthName", NodeSource.AccountServerId), ("AAuthSecret", NodeSource.AccountServerPassword),
        ("AAuthData", NodeSource.AccountServerNonce), ("PrevAAuthData", NodeSource.AccountPreviousServerNonce),
    ];

    private static readonly (string Name, LeafBinding Binding)[] OldLeaves =
    [
        ("Addr", NodeSource.AccountAddress), ("PortNbr", NodeSource.AccountPort), ("ServerId", NodeSource.AccountServerId), ("UserName", NodeSource.AccountUserName),
        ("ClientPW", NodeSource.AccountClientPassword), ("ClientNonce", NodeSource.AccountClientNonce),
        ("ServerPW", NodeSource.AccountServerPassword), ("ServerNonce", NodeSource.AccountServerNonce), ("PrevServerNonce", NodeSource.AccountPreviousServerNonce),
    ];

    /// <summary>A client that waits for a challenge is challenged for md5 as a rule.</summary>
    private static string ClientType(HandsetModel model) => model.Authentication.Client switch
    {
        ClientCredential.Basic => "BASIC",
        ClientCredential.Mac => "HMAC",
        ClientCredential.Md5 or ClientCredential.None => "DIGEST",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Paths of the interior nodes directly below that one.</summary>
    private static IEnumerable<string> Below(TreeTemplate tree, string path) =>
        tree.Find(path) is >= 0 and int at ? tree.Children(at).Where(tree.Exists).Select(n => tree[n]).Where(n => n.Format == Protocol.SyncMl.NodeFormat.Node).Select(n => n.Path) : [];
}

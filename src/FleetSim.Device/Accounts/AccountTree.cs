using FleetSim.Device.Behaviour;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Accounts;

/// <summary>
/// Accounts that came by bootstrap, as nodes of the tree, in the layout of the handset's protocol version. Spec: OMA-TS-DM_StdObj-V1_2_1, DMAcc.
/// </summary>
internal static class AccountTree
{
    public const string ObjectType = "urn:oma:mo:oma-dm-dmacc:1.0";

    private const int NameLimit = 16;

    /// <summary>Adds an account where the model keeps its accounts, and its server's rights. False: it has no address, or there is no room.</summary>
    public static bool Add(in StepContext context, DmAccount account)
    {
        Terminal terminal = context.Terminal;
        if (account.Addresses.Count == 0 || AddressOf(account.Addresses[0]) is null) return false;
        terminal.EndAtomic(context);
        if (AccountBook.Own(terminal, account.ServerId) is { } before) terminal.Tree.Delete(null, "./" + before.Root, context.At);
        string root = FreeRoot(terminal, account.ServerId);
        if (AccountBook.Admit(terminal, account.ServerId, root) is null) return false;
        foreach (string interior in Interiors(root, Nodes(terminal, account))) terminal.Tree.Add(null, "./" + interior, new Meta { Format = "node" }, null, context.At);
        foreach (DmAccountNode node in Nodes(terminal, account))
            terminal.Tree.Add(null, $"./{root}/{node.Path}", new Meta { Format = node.Format == NodeFormat.Bin ? "b64" : node.Format.Text() }, node.Value, context.At);
        terminal.Tree.Replace(null, $"./{root}?prop=ACL", null, $"Delete={account.ServerId}&Get={account.ServerId}&Replace={account.ServerId}", context.At);
        terminal.MarkDirty();
        return true;
    }

    /// <summary>The account as its nodes say it now; null: they no longer make one.</summary>
    public static ServerAccount? Read(Terminal terminal, AccountState state)
    {
        bool dm12 = IsDm12(terminal);
        string Value(string path) => terminal.Read($"./{state.Root}/{path}") is { Status: StatusCode.Ok } reading ? reading.Value : "";
        string server = Credential(terminal, state, "SRVCRED"), client = Credential(terminal, state, "CLCRED");
        string? address = dm12
            ? AddressOf(new DmAddress(Value("AppAddr/1/Addr"), Value("AppAddr/1/AddrType"), Port(Value("AppAddr/1/Port/1/PortNbr"))))
            : AddressOf(new DmAddress(Value("Addr"), "URI", Port(Value("PortNbr"))));
        if (address is null) return null;
        return new ServerAccount
        {
            State = state, Address = address,
            Server = new Account(Value(dm12 ? "ServerID" : "ServerId"), Value(dm12 ? server + "AAuthSecret" : "ServerPW")),
            Client = new Account(Value(dm12 ? client + "AAuthName" : "UserName"), Value(dm12 ? client + "AAuthSecret" : "ClientPW")),
            ProvisionedClientNonce = Value(dm12 ? client + "AAuthData" : "ClientNonce"), ProvisionedServerNonce = Value(dm12 ? server + "AAuthData" : "ServerNonce"),
            Preferred = TypeOf(dm12 ? Value(client + "AAuthType") : ""),
        };
    }

    /// <summary>An account among the nodes that a DM profile adds; null: it is none.</summary>
    public static DmAccount? FromTree(MgmtNode node)
    {
        if (node.Type?.Name != ObjectType || Text(node, "ServerID") is not { Length: > 0 } server) return null;
        return new DmAccount
        {
            ServerId = server, Name = Text(node, "Name"), PreferredAuthentication = Text(node, "AAuthPref"),
            Addresses = [.. Below(node, "AppAddr").Select(a => new DmAddress(Text(a, "Addr") ?? "", Text(a, "AddrType") ?? "URI", [.. Below(a, "Port").SelectMany(p => Port(Text(p, "PortNbr") ?? ""))]))],
            Credentials = [.. Below(node, "AppAuth").Select(c => new DmCredential(Text(c, "AAuthLevel") ?? "", Text(c, "AAuthType"), Text(c, "AAuthName"), Text(c, "AAuthSecret"), Text(c, "AAuthData")))],
        };
    }

    /// <summary>Nodes are gone or changed: an account without its root is no account any more, and its server stands in no list.</summary>
    public static void Changed(Terminal terminal)
    {
        if (terminal.Nv.Accounts is not { } accounts) return;
        foreach (AccountState gone in accounts.FindAll(a => terminal.Tree.Get(null, "./" + a.Root, terminal.Live).Status != StatusCode.Ok))
        {
            accounts.Remove(gone);
            terminal.Tree.ForgetServer(gone.ServerId);
        }
    }

    private static bool IsDm12(Terminal terminal) => terminal.Model.Dm.Version == DmVersion.V12;

    /// <summary>Beside the preset account, if the model shows one.</summary>
    private static string ParentOf(Terminal terminal) =>
        terminal.Model.Tree.ObjectsOf(ObjectType) is [var preset, ..] && preset.Contains('/', StringComparison.Ordinal) ? preset[..preset.LastIndexOf('/')]
        : IsDm12(terminal) ? "DMAcc" : "SyncML/DMAcc";

    /// <summary>Where no other account is: names of servers may be alike in their first letters, and the factory's accounts have names as well.</summary>
    private static string FreeRoot(Terminal terminal, string serverId)
    {
        string wanted = $"{ParentOf(terminal)}/{NameOf(serverId)}", root = wanted;
        for (int other = 2; terminal.Tree.Get(null, "./" + root, terminal.Live).Status == StatusCode.Ok; other++) root = wanted + other.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return root;
    }

    /// <summary>A name of letters and digits made of the server's.</summary>
    private static string NameOf(string serverId)
    {
        string name = string.Concat(serverId.Where(char.IsAsciiLetterOrDigit).Take(NameLimit));
        return name.Length == 0 ? "Server" : name;
    }

    private static IReadOnlyList<DmAccountNode> Nodes(Terminal terminal, DmAccount account) => IsDm12(terminal) ? DmAccountNodes.Dm12(account) : DmAccountNodes.Dm11(account);

    /// <summary>The interior nodes that the leaves need, parents first.</summary>
    private static SortedSet<string> Interiors(string root, IReadOnlyList<DmAccountNode> leaves)
    {
        SortedSet<string> interiors = new(StringComparer.Ordinal);
        foreach (string path in leaves.Select(leaf => $"{root}/{leaf.Path}"))
        {
            for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1)) interiors.Add(path[..slash]);
        }

        return interiors;
    }

    /// <summary>Path of the credential of that level, with a slash behind it.</summary>
    private static string Credential(Terminal terminal, AccountState state, string level)
    {
        string[] names = terminal.Read($"./{state.Root}/AppAuth").Value.Split('/');
        return $"AppAuth/{names.FirstOrDefault(name => terminal.Read($"./{state.Root}/AppAuth/{name}/AAuthLevel").Value == level) ?? "none"}/";
    }

    /// <summary>A URL with its port; null: it is none.</summary>
    private static string? AddressOf(DmAddress address)
    {
        string text = address.AddressType is "IPv4" or "IPv6" && !address.Address.Contains("://", StringComparison.Ordinal) ? $"http://{address.Address}/" : address.Address;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")) return null;
        return address.Ports is [int port, ..] && uri.IsDefaultPort ? new UriBuilder(uri) { Port = port }.Uri.ToString() : uri.ToString();
    }

    private static int[] Port(string text) => ushort.TryParse(text, out ushort port) ? [port] : [];

    private static AuthenticationType? TypeOf(string type) => type switch
    {
        "BASIC" => AuthenticationType.Basic,
        "DIGEST" => AuthenticationType.Md5,
        "HMAC" => AuthenticationType.Mac,
        _ => null,
    };

    private static string? Text(MgmtNode node, string name) => node.Children.FirstOrDefault(child => child.Name == name)?.Value?.Text;

    private static IEnumerable<MgmtNode> Below(MgmtNode node, string name) => node.Children.FirstOrDefault(child => child.Name == name)?.Children ?? [];
}

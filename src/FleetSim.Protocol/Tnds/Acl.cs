namespace FleetSim.Protocol.Tnds;

/// <summary>
/// Who may do what on a node. Servers are compared by their whole identifier, with its case.
/// <code>
/// acl     = [ grant *( "&amp;" grant ) ]
/// grant   = command "=" ( "*" | server *( "+" server ) )
/// command = "Add" | "Delete" | "Exec" | "Get" | "Replace"
/// server  = 1*( any character but "=" "&amp;" "+" "*" and white space )
/// </code>
/// Spec: OMA-TS-DM_TND-V1_2_1, 7 (ACL, syntax).
/// </summary>
public sealed class Acl : IEquatable<Acl>
{
    /// <summary>A longer text is invalid.</summary>
    public const int MaxCharacters = 16 * 1024;

    private const string Everyone = "*";

    private static readonly AclCommands[] Commands = [AclCommands.Add, AclCommands.Delete, AclCommands.Exec, AclCommands.Get, AclCommands.Replace];

    // Per command of Commands: identifiers in the order given, or the star alone; empty when nobody is named.
    private readonly string[][] _servers;

    private Acl(string[][] servers) => _servers = servers;

    /// <summary>Grants nothing of its own: the node inherits the whole list of its nearest ancestor that has one.</summary>
    public static Acl Empty { get; } = new([[], [], [], [], []]);

    /// <summary>What the root has unless somebody changed it: everyone may Add and Get.</summary>
    public static Acl RootDefault { get; } = new([[Everyone], [], [], [Everyone], []]);

    public bool IsEmpty => Array.TrueForAll(_servers, servers => servers.Length == 0);

    /// <summary>Reads a list; an empty text is the empty list. Positions are those of characters.</summary>
    public static Decoded<Acl> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxCharacters) return Decoded.Invalid<Acl>(MaxCharacters, "the access control list is longer than the limit allows");
        if (text.Length == 0) return Decoded.Done(Empty, 0);
        string[][] servers = [[], [], [], [], []];
        int at = 0;
        foreach (string grant in text.Split('&'))
        {
            if (ReadGrant(grant, servers) is { } reason) return Decoded.Invalid<Acl>(at, reason);
            at += grant.Length + 1;
        }

        return Decoded.Done(new Acl(servers), text.Length);
    }

    /// <summary>True when this list itself lets the server do all of the commands; inheritance is <see cref="Inherit"/>.</summary>
    public bool Allows(AclCommands commands, string serverId)
    {
        for (int i = 0; i < Commands.Length; i++)
        {
            if (commands.HasFlag(Commands[i]) && !IsNamed(_servers[i], serverId)) return false;
        }

        return true;
    }

    private static bool IsNamed(string[] servers, string serverId)
    {
        foreach (string server in servers)
        {
            if (server == Everyone || server == serverId) return true;
        }

        return false;
    }

    /// <summary>The servers named for one command: identifiers, the star alone, or nothing.</summary>
    public IReadOnlyList<string> Servers(AclCommands command)
    {
        int index = Array.IndexOf(Commands, command);
        return index >= 0 ? _servers[index] : throw new ArgumentOutOfRangeException(nameof(command), "one command");
    }

    /// <summary>The list in force on a node with this list below an ancestor's: the whole of one or the other, never a mixture by command.</summary>
    public Acl Inherit(Acl ancestor) => IsEmpty ? ancestor : this;

    /// <summary>
    /// The list after that server's account is gone. A command nobody is left for is no longer granted, except at the root, where everyone
    /// gets it.
    /// </summary>
    public Acl Without(string serverId, bool isRoot) =>
        new([.. _servers.Select(servers =>
        {
            string[] left = [.. servers.Where(server => server != serverId)];
            return left.Length == 0 && servers.Length > 0 && isRoot ? [Everyone] : left;
        })]);

    /// <summary>The text of the list, commands in alphabetical order.</summary>
    public override string ToString() =>
        string.Join('&', Commands.Zip(_servers).Where(grant => grant.Second.Length > 0).Select(grant => $"{grant.First}={string.Join('+', grant.Second)}"));

    public bool Equals(Acl? other) => other is not null && _servers.Zip(other._servers).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    public override bool Equals(object? obj) => Equals(obj as Acl);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static string? ReadGrant(string grant, string[][] servers)
    {
        int equals = grant.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return "a grant without an equals sign";
        int command = Array.FindIndex(Commands, candidate => candidate.ToString().AsSpan().SequenceEqual(grant.AsSpan(0, equals)));
        if (command < 0) return "a command that has no place in an access control list";
        if (servers[command].Length > 0) return "the same command twice";
        string[] named = grant[(equals + 1)..].Split('+');
        if (named is not [Everyone] && !named.All(IsServer)) return "not a server identifier";
        servers[command] = named;
        return null;
    }

    private static bool IsServer(string text) => text.Length > 0 && text.All(c => c is not ('=' or '*') && !char.IsWhiteSpace(c));
}

using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Accounts;

/// <summary>The DM accounts of a handset: the operator's preset one, and those that came by bootstrap.</summary>
internal static class AccountBook
{
    /// <summary>Accounts besides the preset one; a bootstrap for a further one is dropped.</summary>
    public const int Most = 4;

    private static Parties? _parties;

    /// <summary>Both sides of a preset account, which a fleet has in common.</summary>
    private sealed record Parties(PresetAccount Preset, Account Server, Account Client);

    /// <summary>The account that the factory has put in.</summary>
    public static ServerAccount Preset(Terminal terminal)
    {
        PresetAccount account = terminal.Settings.Account;
        Parties parties = PartiesOf(account);
        return new ServerAccount
        {
            State = terminal.Nv.Preset, Address = account.Address, Server = parties.Server, Client = parties.Client,
            ProvisionedClientNonce = account.ClientNonce, ProvisionedServerNonce = account.ServerNonce,
        };
    }

    private static Parties PartiesOf(PresetAccount account) => _parties is { } known && ReferenceEquals(known.Preset, account)
        ? known
        : _parties = new Parties(account, new Account(account.ServerId, account.ServerPassword), new Account(account.UserName, account.ClientPassword));

    /// <summary>The account of a server; null: it has none here.</summary>
    public static ServerAccount? Find(Terminal terminal, string serverId)
    {
        if (serverId == terminal.Settings.Account.ServerId) return Preset(terminal);
        return Own(terminal, serverId) is { } state ? AccountTree.Read(terminal, state) : null;
    }

    /// <summary>An account that came by bootstrap and whose server has not been contacted yet; null: none, or no way to reach it now.</summary>
    public static ServerAccount? FirstContact(Terminal terminal)
    {
        if (!terminal.Nv.HasSignal || terminal.Session is not null) return null;
        // An account whose server has spoilt its own nodes keeps nobody else waiting.
        return terminal.Nv.Accounts?.Where(a => a.FirstContactDue).Select(state => AccountTree.Read(terminal, state)).FirstOrDefault(account => account is not null);
    }

    /// <summary>The state of a server's account that came by bootstrap; null: it has none.</summary>
    public static AccountState? Own(Terminal terminal, string serverId) => terminal.Nv.Accounts?.Find(a => a.ServerId == serverId);

    /// <summary>The account that a firmware command came by: it gets the report. The preset one when it is gone.</summary>
    public static ServerAccount ReportedTo(Terminal terminal, string serverId) =>
        serverId.Length > 0 && Own(terminal, serverId) is { } state && AccountTree.Read(terminal, state) is { } account ? account : Preset(terminal);

    /// <summary>Makes room for an account; null: the preset one has that server id, or there are enough.</summary>
    public static AccountState? Admit(Terminal terminal, string serverId, string root)
    {
        List<AccountState> accounts = terminal.Nv.Accounts ??= [];
        if (serverId == terminal.Settings.Account.ServerId) return null;
        accounts.RemoveAll(a => a.ServerId == serverId);
        if (accounts.Count >= Most) return null;
        AccountState state = new() { ServerId = serverId, Root = root, FirstContactDue = true, PreparedNonce = ++terminal.Nv.NoncesDrawn };
        accounts.Add(state);
        return state;
    }
}

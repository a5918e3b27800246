using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Accounts;

/// <summary>The DM accounts of a handset: the operator's preset one, and those that came by bootstrap.</summary>
internal static class AccountBook
{
    /// <summary>Accounts besides the preset one; a bootstrap for a further one is dropped.</summary>
    public const int Most = 4;

    /// <summary>The account that the factory has put in.</summary>
    public static ServerAccount Preset(Terminal terminal)
    {
        PresetAccount account = terminal.Settings.Account;
        return new ServerAccount
        {
            State = terminal.Nv.Preset, Address = account.Address,
            Server = new Account(account.ServerId, account.ServerPassword), Client = new Account(account.UserName, account.ClientPassword),
            ProvisionedClientNonce = account.ClientNonce, ProvisionedServerNonce = account.ServerNonce,
        };
    }

    /// <summary>The account of a server; null: it has none here.</summary>
    public static ServerAccount? Find(Terminal terminal, string serverId)
    {
        if (serverId == terminal.Settings.Account.ServerId) return Preset(terminal);
        return terminal.Nv.Accounts?.Find(a => a.ServerId == serverId) is { } state ? AccountTree.Read(terminal, state) : null;
    }

    /// <summary>An account that came by bootstrap and whose server has not been contacted yet; null: none, or no way to reach it now.</summary>
    public static ServerAccount? FirstContact(Terminal terminal)
    {
        if (!terminal.Nv.HasSignal || terminal.Session is not null) return null;
        return terminal.Nv.Accounts?.Find(a => a.FirstContactDue) is { } state ? AccountTree.Read(terminal, state) : null;
    }

    /// <summary>Makes room for an account; null: the preset one has that server id, or there are enough.</summary>
    public static AccountState? Admit(Terminal terminal, string serverId, string root)
    {
        List<AccountState> accounts = terminal.Nv.Accounts ??= [];
        if (serverId == terminal.Settings.Account.ServerId) return null;
        accounts.RemoveAll(a => a.ServerId == serverId);
        if (accounts.Count >= Most) return null;
        AccountState state = new() { ServerId = serverId, Root = root, FirstContactDue = true };
        accounts.Add(state);
        return state;
    }
}

namespace FleetSim.Device.Accounts;

/// <summary>What a handset keeps in NV of one DM account besides its values in the tree.</summary>
public sealed class AccountState
{
    /// <summary>Empty for the preset account.</summary>
    public string ServerId { get; init; } = "";

    /// <summary>The account's node without "./"; empty for the preset account.</summary>
    public string Root { get; init; } = "";

    /// <summary>Nonce of the next client credential; null: as provisioned.</summary>
    public byte[]? ClientNonce { get; set; }

    /// <summary>Nonce of the next notification and server credential; null: as provisioned.</summary>
    public byte[]? ServerNonce { get; set; }

    /// <summary>The one before: a server that missed our last message still uses it.</summary>
    public byte[]? PreviousServerNonce { get; set; }

    /// <summary>
    /// Draw of the nonce that the next session gives out, or the one that runs: stored before it begins, so that giving it out needs no commit. After a crash of
    /// the emulator the server may have that nonce. Draw 0 is the first one of the preset account.
    /// </summary>
    public int PreparedNonce { get; set; }

    /// <summary>Session id of the last notification that was obeyed; 0: none.</summary>
    public ushort LastNotification { get; set; }

    /// <summary>True until the first session with a server that came by bootstrap has begun.</summary>
    public bool FirstContactDue { get; set; }
}

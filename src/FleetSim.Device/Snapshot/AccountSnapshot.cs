using FleetSim.Device.Accounts;

namespace FleetSim.Device.Snapshot;

/// <summary>
/// Nonces and last notifications of the accounts.
/// <code>account = client nonce? | server nonce? | previous server nonce? | last notification | first contact due (bit 0), prepared nonce (the bits above)</code>
/// </summary>
internal static class AccountSnapshot
{
    private static readonly AccountState Untouched = new();

    public static void Write(NonVolatile nv, SnapshotWriter writer)
    {
        Write(nv.PresetState ?? Untouched, writer);
        writer.Number((long)(nv.Accounts?.Count ?? 0));
        foreach (AccountState account in nv.Accounts ?? [])
        {
            writer.Text(account.ServerId);
            writer.Text(account.Root);
            Write(account, writer);
        }
    }

    public static void Read(NonVolatile nv, ref SnapshotReader reader)
    {
        AccountState preset = new();
        Read(preset, ref reader);
        nv.PresetState = IsUntouched(preset) ? null : preset;
        for (int left = reader.Int(); left > 0; left--)
        {
            AccountState account = new() { ServerId = reader.Text(), Root = reader.Text() };
            Read(account, ref reader);
            (nv.Accounts ??= []).Add(account);
        }
    }

    private static bool IsUntouched(AccountState state) =>
        state is { ClientNonce: null, ServerNonce: null, PreviousServerNonce: null, LastNotification: 0, FirstContactDue: false, PreparedNonce: 0 };

    private static void Write(AccountState account, SnapshotWriter writer)
    {
        writer.Optional(account.ClientNonce);
        writer.Optional(account.ServerNonce);
        writer.Optional(account.PreviousServerNonce);
        writer.Number((long)account.LastNotification);
        writer.Number(((long)account.PreparedNonce << 1) | (account.FirstContactDue ? 1L : 0));
    }

    private static void Read(AccountState account, ref SnapshotReader reader)
    {
        account.ClientNonce = reader.OptionalOctets();
        account.ServerNonce = reader.OptionalOctets();
        account.PreviousServerNonce = reader.OptionalOctets();
        account.LastNotification = (ushort)reader.Int();
        long rest = reader.Long();
        (account.FirstContactDue, account.PreparedNonce) = ((rest & 1) != 0, (int)(rest >> 1));
    }
}

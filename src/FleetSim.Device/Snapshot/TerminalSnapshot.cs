using FleetSim.Device.Registration;
using FleetSim.Device.Ui;

namespace FleetSim.Device.Snapshot;

/// <summary>
/// The versioned binary form of a handset's NV.
/// <code>
/// version 5 | flags | registered IMSI | registration phase | resends | nonces drawn | version? | stored messages | indicators |
/// preset account | accounts (count, id, root, account)... | changes of the tree | journal (count, kind, subject, time, text, answer)... |
/// odometer (17 numbers) | firmware?
/// </code>
/// </summary>
public static class TerminalSnapshot
{
    public const int Version = 5;

    /// <summary>The oldest that is read. 2 does not say whether a report is under way, 3 knows of no prepared nonce, 4 not when a download is parked: it is at once.</summary>
    public const int OldestVersion = 2;

    [Flags]
    private enum Flags
    {
        PoweredOn = 1,
        NoSignal = 2,
        NoMemory = 4,
        UplinkPending = 8,
        HasFirmware = 16,
    }

    public static void Write(Terminal terminal, SnapshotWriter writer)
    {
        NonVolatile nv = terminal.Nv;
        writer.Number(Version);
        writer.Number((long)(
            (nv.PoweredOn ? Flags.PoweredOn : 0) | (nv.HasSignal ? 0 : Flags.NoSignal) | (nv.HasMemory ? 0 : Flags.NoMemory)
            | (nv.UplinkPending ? Flags.UplinkPending : 0) | (nv.Firmware is null ? 0 : Flags.HasFirmware)));
        writer.Number(nv.RegisteredImsi);
        writer.Number((long)nv.Registration);
        writer.Number((long)nv.Resends);
        writer.Number((long)nv.NoncesDrawn);
        writer.Optional(nv.Version);
        writer.Number((long)nv.StoredMessages);
        writer.Number((long)(nv.KeptJournal?.Indicators ?? 0));
        AccountSnapshot.Write(nv, writer);
        // An Atomic that waits for its user is not done: should the emulator go now, it never was.
        TreeSnapshot.Write(terminal.Tree.Template, terminal.Unfinished ?? terminal.Tree.Overlay, writer);
        WriteJournal(nv.KeptJournal, writer);
        OdometerSnapshot.Write(nv.Odometer, writer);
        if (nv.Firmware is { } memory) FirmwareMemorySnapshot.Write(memory, writer);
    }

    /// <summary>Fills a fresh terminal.</summary>
    /// <exception cref="FormatException">Not a snapshot of this version.</exception>
    public static void Read(Terminal terminal, ref SnapshotReader reader)
    {
        int version = reader.Int();
        if (version is < OldestVersion or > Version) throw new FormatException("The handset snapshot was written by another version.");
        NonVolatile nv = terminal.Nv;
        Flags flags = (Flags)reader.Int();
        (nv.PoweredOn, nv.HasSignal, nv.HasMemory) = (flags.HasFlag(Flags.PoweredOn), !flags.HasFlag(Flags.NoSignal), !flags.HasFlag(Flags.NoMemory));
        nv.UplinkPending = flags.HasFlag(Flags.UplinkPending);
        nv.RegisteredImsi = reader.Number();
        nv.Registration = (RegistrationPhase)reader.Int();
        nv.Resends = reader.Int();
        nv.NoncesDrawn = reader.Int();
        nv.Version = reader.OptionalText();
        nv.StoredMessages = reader.Int();
        if (reader.Int() is var indicators and > 0) nv.Journal.Indicators = indicators;
        AccountSnapshot.Read(nv, ref reader);
        TreeSnapshot.Read(terminal.Tree, ref reader);
        ReadJournal(nv, ref reader);
        OdometerSnapshot.Read(nv.Odometer, ref reader);
        if (flags.HasFlag(Flags.HasFirmware)) nv.Firmware = FirmwareMemorySnapshot.Read(ref reader, version);
    }

    private static void WriteJournal(UiJournal? journal, SnapshotWriter writer)
    {
        IReadOnlyList<UiEntry> entries = journal?.Entries ?? [];
        writer.Number((long)entries.Count);
        foreach (UiEntry entry in entries)
        {
            writer.Number((long)entry.Kind);
            writer.Number((long)entry.Subject);
            writer.Number(entry.AtUnixMs);
            writer.Text(entry.Text);
            writer.Number(entry.Answer is { } answer ? (long)answer + 1 : 0);
        }
    }

    private static void ReadJournal(NonVolatile nv, ref SnapshotReader reader)
    {
        for (int left = reader.Int(); left > 0; left--)
        {
            UiEntry entry = new((UiKind)reader.Int(), (UiSubject)reader.Int(), reader.Long(), reader.Text(), null);
            int answer = reader.Int();
            nv.Journal.Add(answer == 0 ? entry : entry with { Answer = (UserAnswer)(answer - 1) });
        }
    }
}

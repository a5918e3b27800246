using FleetSim.Device.Registration;
using FleetSim.Device.Ui;

namespace FleetSim.Device.Snapshot;

/// <summary>
/// The versioned binary form of a handset's NV.
/// <code>
/// version 2 | flags | registered IMSI | registration phase | last notification | nonces drawn | version? | 3 nonces? |
/// changes of the tree | journal (count, kind, subject, time, text, answer)... | odometer (17 numbers) | job?
/// </code>
/// </summary>
public static class TerminalSnapshot
{
    public const int Version = 2;

    [Flags]
    private enum Flags
    {
        PoweredOn = 1,
        NoSignal = 2,
        NoMemory = 4,
        UplinkPending = 8,
        HasJob = 16,
    }

    public static void Write(Terminal terminal, SnapshotWriter writer)
    {
        NonVolatile nv = terminal.Nv;
        writer.Number(Version);
        writer.Number((long)(
            (nv.PoweredOn ? Flags.PoweredOn : 0) | (nv.HasSignal ? 0 : Flags.NoSignal) | (nv.HasMemory ? 0 : Flags.NoMemory)
            | (nv.UplinkPending ? Flags.UplinkPending : 0) | (nv.Job is null ? 0 : Flags.HasJob)));
        writer.Number(nv.RegisteredImsi);
        writer.Number((long)nv.Registration);
        writer.Number((long)nv.LastNotification);
        writer.Number((long)nv.NoncesDrawn);
        writer.Optional(nv.Version);
        writer.Optional(nv.ClientNonce);
        writer.Optional(nv.ServerNonce);
        writer.Optional(nv.PreviousServerNonce);
        TreeSnapshot.Write(terminal.Tree, writer);
        WriteJournal(nv.Journal, writer);
        OdometerSnapshot.Write(nv.Odometer, writer);
        if (nv.Job is { } job) FirmwareJobSnapshot.Write(job, writer);
    }

    /// <summary>Fills a fresh terminal.</summary>
    /// <exception cref="FormatException">Not a snapshot of this version.</exception>
    public static void Read(Terminal terminal, ref SnapshotReader reader)
    {
        if (reader.Int() != Version) throw new FormatException("The handset snapshot was written by another version.");
        NonVolatile nv = terminal.Nv;
        Flags flags = (Flags)reader.Int();
        (nv.PoweredOn, nv.HasSignal, nv.HasMemory) = (flags.HasFlag(Flags.PoweredOn), !flags.HasFlag(Flags.NoSignal), !flags.HasFlag(Flags.NoMemory));
        nv.UplinkPending = flags.HasFlag(Flags.UplinkPending);
        nv.RegisteredImsi = reader.Number();
        nv.Registration = (RegistrationPhase)reader.Int();
        nv.LastNotification = (ushort)reader.Int();
        nv.NoncesDrawn = reader.Int();
        nv.Version = reader.OptionalText();
        nv.ClientNonce = reader.OptionalOctets();
        nv.ServerNonce = reader.OptionalOctets();
        nv.PreviousServerNonce = reader.OptionalOctets();
        TreeSnapshot.Read(terminal.Tree, ref reader);
        ReadJournal(nv.Journal, ref reader);
        OdometerSnapshot.Read(nv.Odometer, ref reader);
        if (flags.HasFlag(Flags.HasJob)) nv.Job = FirmwareJobSnapshot.Read(ref reader);
    }

    private static void WriteJournal(UiJournal journal, SnapshotWriter writer)
    {
        writer.Number((long)journal.Entries.Count);
        foreach (UiEntry entry in journal.Entries)
        {
            writer.Number((long)entry.Kind);
            writer.Number((long)entry.Subject);
            writer.Number(entry.AtUnixMs);
            writer.Text(entry.Text);
            writer.Number(entry.Answer is { } answer ? (long)answer + 1 : 0);
        }
    }

    private static void ReadJournal(UiJournal journal, ref SnapshotReader reader)
    {
        for (int left = reader.Int(); left > 0; left--)
        {
            UiEntry entry = new((UiKind)reader.Int(), (UiSubject)reader.Int(), reader.Long(), reader.Text(), null);
            int answer = reader.Int();
            journal.Add(answer == 0 ? entry : entry with { Answer = (UserAnswer)(answer - 1) });
        }
    }
}

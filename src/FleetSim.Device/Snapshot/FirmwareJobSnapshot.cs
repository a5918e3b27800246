using FleetSim.Device.Firmware;

namespace FleetSim.Device.Snapshot;

/// <summary>A firmware job in NV: about 100 octets of hash midstate and the addresses.</summary>
internal static class FirmwareJobSnapshot
{
    [Flags]
    private enum Flags
    {
        Visible = 1,
        KeepsPackage = 2,
        IsDirect = 4,
        HasPackage = 8,
    }

    public static void Write(FirmwareJob job, SnapshotWriter writer)
    {
        writer.Text(job.Root);
        writer.Text(job.PackageUrl);
        writer.Text(job.Server);
        writer.Number((long)job.Command);
        writer.Optional(job.Correlator);
        writer.Number((long)(
            (job.Visible ? Flags.Visible : 0) | (job.KeepsPackage ? Flags.KeepsPackage : 0) | (job.IsDirect ? Flags.IsDirect : 0) | (job.HasPackage ? Flags.HasPackage : 0)));
        writer.Number((long)job.Phase);
        writer.Number((long)job.Cause);
        writer.Number(job.ParkDue);
        writer.Optional(job.Name);
        // A direct package is where PkgURL says: once is enough.
        writer.Optional(job.IsDirect ? null : job.ObjectUri);
        writer.Optional(job.NotifyUri);
        writer.Number(job.Size);
        writer.Number(job.Offset);
        writer.Number(job.HighWater);
        writer.Optional(job.Validator);
        writer.Octets(job.Hash.Export());
        writer.Number((long)job.Block);
        writer.Number((long)job.Result);
        writer.Optional(job.NewVersion);
        writer.Number((long)job.NotifyOwed);
        writer.Number((long)job.NetworkFailures);
    }

    public static FirmwareJob Read(ref SnapshotReader reader, int version)
    {
        (string root, string url, string server) = (reader.Text(), reader.Text(), reader.Text());
        (FumoCommand command, string? correlator) = ((FumoCommand)reader.Int(), reader.OptionalText());
        Flags flags = (Flags)reader.Int();
        FirmwareJob job = new()
        {
            Root = root, PackageUrl = url, Server = server, Command = command, Correlator = correlator, Visible = flags.HasFlag(Flags.Visible), KeepsPackage = flags.HasFlag(Flags.KeepsPackage),
            IsDirect = flags.HasFlag(Flags.IsDirect), HasPackage = flags.HasFlag(Flags.HasPackage), Phase = (FumoPhase)reader.Int(), Cause = (WaitCause)reader.Int(),
            ParkDue = version > 4 ? reader.Long() : 0, Name = reader.OptionalText(), ObjectUri = reader.OptionalText() ?? (flags.HasFlag(Flags.IsDirect) ? url : null), NotifyUri = reader.OptionalText(),
            Size = reader.Long(), Offset = reader.Long(), HighWater = reader.Long(), Validator = reader.OptionalText(),
        };
        job.Hash = Sha256Midstate.Import(reader.Octets(), job.Offset);
        job.Block = reader.Int();
        job.Result = reader.Int();
        job.NewVersion = reader.OptionalText();
        job.NotifyOwed = reader.Int();
        job.NetworkFailures = reader.Int();
        return job;
    }
}

using FleetSim.Device.Firmware;

namespace FleetSim.Device.Snapshot;

/// <summary>A running firmware job in NV: about 100 octets of hash midstate and the addresses.</summary>
internal static class FirmwareJobSnapshot
{
    public static void Write(FirmwareJob job, SnapshotWriter writer)
    {
        writer.Text(job.PackageUrl);
        writer.Optional(job.Correlator);
        writer.Number((job.Visible ? 1L : 0) | (job.ReportAnswered ? 2L : 0) | (job.IsDownloadAndUpdate ? 4L : 0));
        writer.Number((long)job.Phase);
        writer.Number((long)job.Cause);
        writer.Optional(job.Name);
        writer.Optional(job.ObjectUri);
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
        writer.Number((long)job.ReportsThisBoot);
    }

    public static FirmwareJob Read(ref SnapshotReader reader)
    {
        string url = reader.Text();
        string? correlator = reader.OptionalText();
        int flags = reader.Int();
        FirmwareJob job = new()
        {
            PackageUrl = url, Correlator = correlator, Visible = (flags & 1) != 0, ReportAnswered = (flags & 2) != 0, IsDownloadAndUpdate = (flags & 4) != 0,
            Phase = (FumoPhase)reader.Int(), Cause = (WaitCause)reader.Int(),
            Name = reader.OptionalText(), ObjectUri = reader.OptionalText(), NotifyUri = reader.OptionalText(),
            Size = reader.Long(), Offset = reader.Long(), HighWater = reader.Long(), Validator = reader.OptionalText(),
        };
        job.Hash = Sha256Midstate.Import(reader.Octets(), job.Offset);
        job.Block = reader.Int();
        job.Result = reader.Int();
        job.NewVersion = reader.OptionalText();
        job.NotifyOwed = reader.Int();
        job.NetworkFailures = reader.Int();
        job.ReportsThisBoot = reader.Int();
        return job;
    }
}

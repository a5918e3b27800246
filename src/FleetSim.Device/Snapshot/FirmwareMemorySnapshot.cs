using FleetSim.Device.Firmware;

namespace FleetSim.Device.Snapshot;

/// <summary>
/// What NV holds of firmware.
/// <code>jobs (count, job...) | reports (count, root, server, command, correlator?, result, sessions of this boot, sessions, under way)... | cancelled (count, address, name?, size)... | parts (count, name...)</code>
/// </summary>
internal static class FirmwareMemorySnapshot
{
    public static void Write(FirmwareMemory memory, SnapshotWriter writer)
    {
        writer.Number((long)memory.Jobs.Count);
        foreach (FirmwareJob job in memory.Jobs) FirmwareJobSnapshot.Write(job, writer);
        writer.Number((long)memory.Reports.Count);
        foreach (OwedReport report in memory.Reports) Write(report, writer);
        writer.Number((long)memory.Cancelled.Count);
        foreach (CancelledPackage cancelled in memory.Cancelled)
        {
            writer.Text(cancelled.Url);
            writer.Optional(cancelled.Name);
            writer.Number(cancelled.Size);
        }

        writer.Number((long)memory.Parts.Count);
        foreach (string part in memory.Parts) writer.Text(part);
    }

    public static FirmwareMemory Read(ref SnapshotReader reader, int version)
    {
        FirmwareMemory memory = new();
        for (int left = reader.Int(); left > 0; left--) memory.Add(FirmwareJobSnapshot.Read(ref reader, version));
        for (int left = reader.Int(); left > 0; left--) memory.Add(ReadReport(ref reader, version));
        for (int left = reader.Int(); left > 0; left--) memory.Add(new CancelledPackage(reader.Text(), reader.OptionalText(), reader.Long()));
        for (int left = reader.Int(); left > 0; left--) memory.AddPart(reader.Text());
        return memory;
    }

    private static void Write(OwedReport report, SnapshotWriter writer)
    {
        writer.Text(report.Root);
        writer.Text(report.Server);
        writer.Number((long)report.Command);
        writer.Optional(report.Correlator);
        writer.Number((long)report.Result);
        writer.Number((long)report.SessionsThisBoot);
        writer.Number((long)report.Sessions);
        writer.Number(report.IsUnderWay ? 1L : 0L);
    }

    private static OwedReport ReadReport(ref SnapshotReader reader, int version) => new()
    {
        Root = reader.Text(), Server = reader.Text(), Command = (FumoCommand)reader.Int(), Correlator = reader.OptionalText(), Result = reader.Int(),
        SessionsThisBoot = reader.Int(), Sessions = reader.Int(), IsUnderWay = version > 2 && reader.Int() != 0,
    };
}

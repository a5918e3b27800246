namespace FleetSim.Device.Snapshot;

internal static class OdometerSnapshot
{
    public static void Write(Odometer odometer, SnapshotWriter writer)
    {
        ReadOnlySpan<long> values =
        [
            odometer.RegistrationsSent, odometer.RegistrationsRedelivered, odometer.RegistrationsConfirmed, odometer.RegistrationsRejected,
            odometer.SessionsOffered, odometer.SessionsStarted, odometer.SessionsCompleted, odometer.SessionsFailed, odometer.FirmwareStarted, odometer.FirmwareSucceeded, odometer.FirmwareFailed,
            odometer.FirmwareOctets, odometer.DuplicateOctets, odometer.Resumes, odometer.UpdateResumes, odometer.Refusals, odometer.LastReportedResult,
        ];
        foreach (long value in values) writer.Number(value);
    }

    public static void Read(Odometer odometer, ref SnapshotReader reader)
    {
        odometer.RegistrationsSent = reader.Int();
        odometer.RegistrationsRedelivered = reader.Int();
        odometer.RegistrationsConfirmed = reader.Int();
        odometer.RegistrationsRejected = reader.Int();
        odometer.SessionsOffered = reader.Int();
        odometer.SessionsStarted = reader.Int();
        odometer.SessionsCompleted = reader.Int();
        odometer.SessionsFailed = reader.Int();
        odometer.FirmwareStarted = reader.Int();
        odometer.FirmwareSucceeded = reader.Int();
        odometer.FirmwareFailed = reader.Int();
        odometer.FirmwareOctets = reader.Long();
        odometer.DuplicateOctets = reader.Long();
        odometer.Resumes = reader.Int();
        odometer.UpdateResumes = reader.Int();
        odometer.Refusals = reader.Int();
        odometer.LastReportedResult = reader.Int();
    }
}

using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;

namespace FleetSim.Platform.Dm;

/// <summary>Decides what a session is for.</summary>
/// <param name="packageUrl">The descriptor's URL for a package and a handset.</param>
internal sealed class ErrandDesk(PlatformOptions options, Campaign campaign, Ledger ledger, Func<string, Protocol.Identity.Imei, string> packageUrl)
{
    /// <summary>
    /// The handset came because it was notified (Alert 1200): the session serves the device's open job, also when the notification was an
    /// earlier one. A job not yet notified is left alone: its notification decides what the user is asked.
    /// </summary>
    public void Attach(DmSession session, DateTimeOffset now)
    {
        ManagedDevice device = session.Device;
        if (session.Job is not null || NotifiedJob(device) is not { } job) return;
        session.Job = job;
        campaign.SessionOpened(device, job, now);
        if (job.State == JobState.Reported)
            ReadBack(session);
        else if (job.Kind == JobKind.Collect)
            session.Errands.Enqueue(new CollectErrand(device, job, options.Collect, campaign, ledger));
        else if (campaign.PackageFor(device) is { } package)
            session.Errands.Enqueue(new FirmwareErrand(device, job, package, packageUrl(package.Name, device.Imei), options, campaign, ledger));
        else
            campaign.Move(device, job, JobState.Failed, now);
    }

    /// <summary>The version is to be read in this session, once.</summary>
    public void ReadBack(DmSession session)
    {
        if (!session.Errands.Any(e => e is VersionErrand))
            session.Errands.Enqueue(new VersionErrand(session.Device, options.Firmware, campaign, ledger));
    }

    private static Job? NotifiedJob(ManagedDevice device) =>
        new[] { device.Collect, device.Firmware }.FirstOrDefault(j =>
            j is { State: JobState.Notified or JobState.Reported } or { State: JobState.Unreachable, SessionId: > 0 });
}

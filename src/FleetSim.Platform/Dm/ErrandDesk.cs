using FleetSim.Platform.Drills;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;

namespace FleetSim.Platform.Dm;

/// <summary>Decides what a session is for.</summary>
/// <param name="packageUrl">The URL that is written to PkgURL for a package and a handset.</param>
internal sealed class ErrandDesk(
    PlatformOptions options, Campaign campaign, HandsetCatalogue handsets, Ledger ledger, DrillBoard drills,
    Func<string, Protocol.Identity.Imei, string> packageUrl)
{
    private readonly ScriptBook _scripts = new(options);

    /// <summary>
    /// The handset came because it was notified (Alert 1200): the session serves the job of that notification, or the device's open job when
    /// the notification was an earlier one. A job not yet notified is left alone: its notification decides what the user is asked.
    /// </summary>
    public void Attach(DmSession session, DateTimeOffset now)
    {
        ManagedDevice device = session.Device;
        if (session.Job is null && NotifiedJob(session) is { } job)
        {
            session.Job = job;
            LearnSessionIdForm(session, job);
            campaign.SessionOpened(device, job, now);
            Serve(session, job, now);
        }

        Begin(session, now);
    }

    /// <summary>The session is authenticated and under way: what it carries out besides its job is lined up, once.</summary>
    public void Begin(DmSession session, DateTimeOffset now)
    {
        if (session.HasScripts) return;
        session.HasScripts = true;
        SessionDraft draft = drills.Apply(session.Device.Imei, new SessionDraft(_scripts.For(session.Device, session.Job?.Kind)));
        foreach (Script script in draft.Scripts) session.Errands.Enqueue(new ScriptErrand(session.Device, session.Id, script, ledger));
    }

    /// <summary>The version is to be read in this session, once.</summary>
    public void ReadBack(DmSession session)
    {
        if (!session.Errands.Any(e => e is VersionErrand))
            session.Errands.Enqueue(new VersionErrand(session.Device, Roots(session.Device), campaign, ledger));
    }

    private void Serve(DmSession session, Job job, DateTimeOffset now)
    {
        ManagedDevice device = session.Device;
        if (job.State is JobState.Reported or JobState.Accepted)
            ReadBack(session);
        else if (job.Kind == JobKind.Collect)
            session.Errands.Enqueue(new CollectErrand(device, job, options.Collect, campaign, ledger));
        else if (campaign.OrdersFor(device) is { Count: > 0 } orders)
            session.Errands.Enqueue(new FirmwareErrand(device, job, orders, Manner(device), options, campaign, ledger));
        else
            campaign.Move(device, job, JobState.Failed, now);
    }

    private OrderManner Manner(ManagedDevice device) =>
        new(handsets.Way(device), !handsets.SpeaksDm11(device), package => packageUrl(package.Name, device.Imei));

    private IReadOnlyList<string> Roots(ManagedDevice device) =>
        campaign.OrdersFor(device) is { Count: > 0 } orders ? [.. orders.Select(o => o.Root).Distinct()] : handsets.FumoRoots(device);

    private static Job? NotifiedJob(DmSession session)
    {
        Job[] notified =
        [
            .. new[] { session.Device.Collect, session.Device.Firmware }.OfType<Job>().Where(j =>
                j is { State: JobState.Notified or JobState.Reported } or { State: JobState.Unreachable, SessionId: > 0 } or { IsPolled: true }),
        ];
        return notified.FirstOrDefault(j => SessionIdText.IsHex(session.Id, j.SessionId) || SessionIdText.IsDecimal(session.Id, j.SessionId))
            ?? notified.FirstOrDefault();
    }

    private void LearnSessionIdForm(DmSession session, Job job)
    {
        bool hex = SessionIdText.IsHex(session.Id, job.SessionId);
        if (hex == SessionIdText.IsDecimal(session.Id, job.SessionId) || session.Device.WritesSessionIdInDecimal == !hex) return;
        session.Device.WritesSessionIdInDecimal = !hex;
        ledger.Handset(session.Device);
    }
}

/// <summary>How a handset takes an order.</summary>
/// <param name="Way">The node that is executed.</param>
/// <param name="Correlates">True when an Exec may have a Correlator (DM 1.2).</param>
/// <param name="Url">What is written to PkgURL.</param>
internal sealed record OrderManner(FirmwareWay Way, bool Correlates, Func<PackageOptions, string> Url);

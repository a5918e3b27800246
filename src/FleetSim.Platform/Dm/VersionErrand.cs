using System.Globalization;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// Reads version and State after a reported update, or of a handset that reports nothing, and settles the job by them. A handset that waits with
/// a whole package (plain OMA FUMO) is told to update.
/// <code>
/// job        version        State             then
/// any        as intended    any               Succeeded
/// Reported   another        40, 50            Exec on Update: Accepted
/// Reported   another        else              Failed
/// Accepted   another        50                Exec on Update: Accepted
/// Accepted   another        30, 40, 60        looked at again later
/// Accepted   another        else              Failed
/// </code>
/// </summary>
internal sealed class VersionErrand(ManagedDevice device, IReadOnlyList<string> roots, Campaign campaign, Ledger ledger) : Errand
{
    private const int Downloading = 30;
    private const int DownloadComplete = 40;
    private const int ReadyToUpdate = 50;
    private const int Updating = 60;

    private readonly Dictionary<string, int> _states = [];
    private string? _version;
    private int? _execStatus;
    private Stage _stage = Stage.Read;

    private enum Stage
    {
        Read,
        Judge,
        Ordered,
    }

    public override bool Advance(DateTimeOffset now)
    {
        if (_stage == Stage.Read)
        {
            Pending.Add(Get([DefaultNodes.SoftwareVersion, .. roots.Select(r => r + "/State")]));
            _stage = Stage.Judge;
            return true;
        }

        if (device.Firmware is not { State: JobState.Reported or JobState.Accepted } job) return false;
        if (_stage == Stage.Ordered)
        {
            bool accepted = _execStatus is StatusCode.Ok or StatusCode.Accepted;
            campaign.Move(device, job, accepted ? JobState.Accepted : JobState.Failed, now);
            return false;
        }

        return _version is { } version && Judge(job, version, now);
    }

    public override void OnResult(string uri, string value, DateTimeOffset now)
    {
        string path = Normal(uri);
        if (path == DefaultNodes.SoftwareVersion) BookVersion(value, now);
        else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int state)) _states[path] = state;
    }

    public override void OnStatus(Command asked, Command.Status status, DateTimeOffset now)
    {
        if (asked is Command.Exec) _execStatus = status.Code;
    }

    /// <summary>True when an order is to be sent.</summary>
    private bool Judge(Job job, string version, DateTimeOffset now)
    {
        bool asIntended = device.FirmwareRow?.TargetVersion is not { } intended || intended == version;
        bool reported = job.State == JobState.Reported;
        if (!reported && !job.IsPolled) return false;
        if (!asIntended && roots.FirstOrDefault(r => Waits(r, reported)) is { } waiting)
        {
            string? correlator = campaign.OrdersFor(device).FirstOrDefault(o => o.Root == waiting)?.Correlator;
            Pending.Add(new Command.Exec { CmdId = Unnumbered, Correlator = device.Protocol == "1.1" ? null : correlator, Items = [Target(waiting + "/Update")] });
            _stage = Stage.Ordered;
            return true;
        }

        if (!asIntended && !reported && roots.Any(r => StateOf(r) is Downloading or DownloadComplete or Updating)) return false;
        campaign.Move(device, job, asIntended ? JobState.Succeeded : JobState.Failed, now);
        return false;
    }

    private bool Waits(string root, bool reported) => StateOf(root) == ReadyToUpdate || (reported && StateOf(root) == DownloadComplete);

    private int StateOf(string root) => _states.GetValueOrDefault(root + "/State");

    private void BookVersion(string version, DateTimeOffset now)
    {
        _version = version;
        ledger.Collected(device, DefaultNodes.SoftwareVersion, version, now);
        if (device.Version != version)
        {
            device.Version = version;
            ledger.Device(device);
        }

        if (device.FirmwareRow is { } row && row.VersionAfter != version) ledger.Firmware(device, row with { VersionAfter = version });
    }
}

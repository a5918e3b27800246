using System.Globalization;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// Reads back the software version after a reported update and settles the job by it. A handset that waits with a whole package (State 50,
/// plain OMA FUMO) is told to update.
/// </summary>
internal sealed class VersionErrand(ManagedDevice device, FirmwareOptions options, Campaign campaign, Ledger ledger) : Errand
{
    private const int ReadyToUpdate = 50;

    private string? _version;
    private int? _state;
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
            Pending.Add(Get([DefaultNodes.SoftwareVersion, options.Root + "/State"]));
            _stage = Stage.Judge;
            return true;
        }

        if (device.Firmware is not { State: JobState.Reported } job) return false;
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
        else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int state)) _state = state;
    }

    public override void OnStatus(Command asked, string? target, int code, DateTimeOffset now)
    {
        if (asked is Command.Exec) _execStatus = code;
    }

    private bool Judge(Job job, string version, DateTimeOffset now)
    {
        bool asIntended = device.FirmwareRow?.TargetVersion is not { } intended || intended == version;
        if (!asIntended && _state == ReadyToUpdate)
        {
            Pending.Add(new Command.Exec { CmdId = Unnumbered, Correlator = device.FirmwareRow?.Correlator, Items = [Target(options.Root + "/Update")] });
            _stage = Stage.Ordered;
            return true;
        }

        campaign.Move(device, job, asIntended ? JobState.Succeeded : JobState.Failed, now);
        return false;
    }

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

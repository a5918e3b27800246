using System.Globalization;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// Orders an update: reads version and State; unless the handset has the version or works on the order already, writes PkgURL and executes
/// Download with the job's Correlator, after the user's consent when the job asks for it (then all in one Sequence).
/// </summary>
internal sealed class FirmwareErrand(
    ManagedDevice device, Job job, PackageOptions package, string packageUrl, PlatformOptions options, Campaign campaign, Ledger ledger) : Errand
{
    /// <summary>FUMO: download progressing, complete, ready to update, update progressing.</summary>
    private const int FirstBusyState = 30;
    private const int LastBusyState = 60;

    private string? _version;
    private int? _state;
    private int? _consentStatus;
    private int? _execStatus;
    private Stage _stage = Stage.Read;

    private enum Stage
    {
        Read,
        Order,
        Judge,
    }

    public override bool Advance(DateTimeOffset now)
    {
        switch (_stage)
        {
            case Stage.Read:
                Pending.Add(Get([DefaultNodes.SoftwareVersion, options.Firmware.Root + "/State"]));
                _stage = Stage.Order;
                return true;
            case Stage.Order when Settled(now):
                return false;
            case Stage.Order:
                Pending.AddRange(Order());
                _stage = Stage.Judge;
                return true;
            default:
                Judge(now);
                return false;
        }
    }

    public override void OnResult(string uri, string value, DateTimeOffset now)
    {
        string path = Normal(uri);
        if (path == DefaultNodes.SoftwareVersion)
        {
            _version = device.Version = value;
            ledger.Collected(device, path, value, now);
        }
        else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int state))
        {
            _state = state;
        }
    }

    public override void OnStatus(Command asked, string? target, int code, DateTimeOffset now)
    {
        if (asked is Command.Alert) _consentStatus = code;
        if (asked is not Command.Exec || device.FirmwareRow is not { } row) return;
        _execStatus = code;
        ledger.Firmware(device, row with { ExecStatus = code });
    }

    /// <summary>True when there is nothing to order: the version is there, or an earlier order is being carried out whose answer was lost.</summary>
    private bool Settled(DateTimeOffset now)
    {
        if (job.State != JobState.Notified) return true;
        if (_version == package.ToVersion)
        {
            if (device.FirmwareRow is { } row) ledger.Firmware(device, row with { VersionAfter = _version });
            campaign.Move(device, job, JobState.Done, now);
            return true;
        }

        if (_state is >= FirstBusyState and <= LastBusyState)
        {
            campaign.Move(device, job, JobState.Accepted, now);
            return true;
        }

        return false;
    }

    private IEnumerable<Command> Order()
    {
        string root = options.Firmware.Root;
        Command.Replace url = new() { CmdId = Unnumbered, Items = [Target(root + "/Download/PkgURL", packageUrl)] };
        Command.Exec exec = new() { CmdId = Unnumbered, Correlator = device.FirmwareRow?.Correlator, Items = [Target(root + "/Download")] };
        bool asks = Draw.Unit(options.Seed, device.Imei, DrawPurpose.FirmwareConfirm) < options.Firmware.ConfirmShare;
        return asks ? [new Command.Sequence { CmdId = Unnumbered, Commands = [Question(), url, exec] }] : [url, exec];
    }

    private Command.Alert Question() => new()
    {
        CmdId = Unnumbered,
        Code = AlertCode.Confirm,
        Items =
        [
            new Item { Data = options.Firmware.ConfirmOptions },
            new Item { Data = options.Firmware.ChineseText ? $"发现新的系统软件 {package.ToVersion},是否现在升级?" : $"New system software {package.ToVersion} is available. Update now?" },
        ],
    };

    private void Judge(DateTimeOffset now)
    {
        if (job.State != JobState.Notified) return;
        JobState? state = (_execStatus, _consentStatus) switch
        {
            (StatusCode.Ok or StatusCode.Accepted, _) => JobState.Accepted,
            (_, StatusCode.NotModified or StatusCode.UserCancelled or StatusCode.RequestTimeout) => JobState.Refused,
            (StatusCode.NotExecuted or StatusCode.NotModified or StatusCode.UserCancelled, _) => JobState.Refused,
            ({ }, _) => JobState.Failed,
            _ => null,
        };
        if (state is { } known) campaign.Move(device, job, known, now);
    }
}

using System.Globalization;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// Orders an update: reads version and State; unless the handset has the version or works on the order already, writes PkgURL and executes
/// Download (or DownloadAndUpdate) with the job's Correlator, after the user's consent when the job asks for it (then all in one Sequence).
/// Several packages are ordered one after the other in one Sequence, each at its own firmware update object.
/// </summary>
internal sealed class FirmwareErrand(
    ManagedDevice device, Job job, IReadOnlyList<FirmwareOrder> orders, OrderManner manner, PlatformOptions options, Campaign campaign, Ledger ledger)
    : Errand
{
    /// <summary>FUMO: download progressing, complete, ready to update, update progressing.</summary>
    private const int FirstBusyState = 30;
    private const int LastBusyState = 60;

    private readonly Dictionary<string, int> _states = [];
    private readonly Dictionary<string, int> _execStatuses = [];
    private string? _version;
    private int? _consentStatus;
    private Stage _stage = Stage.Read;

    private enum Stage
    {
        Read,
        Order,
        Judge,
    }

    private FirmwareOrder Last => orders[^1];

    public override bool Advance(DateTimeOffset now)
    {
        switch (_stage)
        {
            case Stage.Read:
                Pending.Add(Get([DefaultNodes.SoftwareVersion, .. orders.Select(o => o.StateUri).Distinct()]));
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
            _states[path] = state;
        }
    }

    public override void OnStatus(Command asked, Command.Status status, DateTimeOffset now)
    {
        if (asked is Command.Alert) _consentStatus = status.Code;
        if (asked is not Command.Exec { Items: [{ Target.LocUri: { } uri }, ..] } || device.FirmwareRow is not { } row) return;
        _execStatuses[uri] = status.Code;
        ledger.Firmware(device, row with { ExecStatus = status.Code });
        if (orders.Count > 1 && orders.FirstOrDefault(o => uri.StartsWith(o.Root + "/", StringComparison.Ordinal)) is { } order)
            ledger.PackageOrder(device, Ledger.RowOf(device, order) with { ExecStatus = status.Code });
    }

    /// <summary>True when there is nothing to order: the version is there, or an earlier order is being carried out whose answer was lost.</summary>
    private bool Settled(DateTimeOffset now)
    {
        if (job.State != JobState.Notified) return true;
        if (_version == Last.Package.ToVersion)
        {
            if (device.FirmwareRow is { } row) ledger.Firmware(device, row with { VersionAfter = _version });
            campaign.Move(device, job, JobState.Done, now);
            return true;
        }

        if (orders.Any(IsDue)) return false;
        campaign.Move(device, job, JobState.Accepted, now);
        return true;
    }

    private bool IsDue(FirmwareOrder order) =>
        _states.GetValueOrDefault(order.StateUri) is not (>= FirstBusyState and <= LastBusyState)
        && !(orders.Count > 1 && device.OrderOf(order.Package.Name) is { Result: >= 200 and < 300 });

    private List<Command> Order()
    {
        bool asks = Draw.Unit(options.Seed, device.Imei, DrawPurpose.FirmwareConfirm) < options.Firmware.ConfirmShare;
        List<Command> commands = asks ? [Question()] : [];
        foreach (FirmwareOrder order in orders.Where(IsDue)) commands.AddRange(Order(order));
        return commands.Count > 2 ? [new Command.Sequence { CmdId = Unnumbered, Commands = commands }] : commands;
    }

    private Command[] Order(FirmwareOrder order)
    {
        string node = $"{order.Root}/{manner.Way}";
        return
        [
            new Command.Replace { CmdId = Unnumbered, Items = [Target(node + "/PkgURL", manner.Url(order.Package))] },
            new Command.Exec { CmdId = Unnumbered, Correlator = manner.Correlates ? order.Correlator : null, Items = [Target(node)] },
        ];
    }

    private Command.Alert Question() => new InteractionRequest.Confirm
    {
        Options = DisplayOptions.Read(options.Firmware.ConfirmOptions),
        Text = options.Firmware.ChineseText
            ? $"发现新的系统软件 {Last.Package.ToVersion},是否现在升级?"
            : $"New system software {Last.Package.ToVersion} is available. Update now?",
    }.ToAlert(Unnumbered);

    private void Judge(DateTimeOffset now)
    {
        if (job.State != JobState.Notified) return;
        if (Verdict() is { } state) campaign.Move(device, job, state, now);
    }

    /// <summary>The state of the job by the answers; null when none came.</summary>
    private JobState? Verdict()
    {
        int? worst = _execStatuses.Count == 0 ? null : _execStatuses.Values.Max();
        return (worst, _consentStatus) switch
        {
            (StatusCode.Ok or StatusCode.Accepted, _) => JobState.Accepted,
            (_, StatusCode.NotModified or StatusCode.UserCancelled or StatusCode.RequestTimeout) => JobState.Refused,
            (StatusCode.NotExecuted or StatusCode.NotModified or StatusCode.UserCancelled, _) => JobState.Refused,
            ({ }, _) => JobState.Failed,
            _ => null,
        };
    }
}

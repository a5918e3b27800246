using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>Reads the nodes of QB-E-008, then writes those whose value is not the expected one, and no others.</summary>
internal sealed class CollectErrand(ManagedDevice device, Job job, CollectOptions options, Campaign campaign, Ledger ledger) : Errand
{
    private const int ItemsPerGet = 12;

    private readonly Dictionary<string, string> _read = [];
    private Stage _stage = Stage.Read;

    private enum Stage
    {
        Read,
        Repair,
        Over,
    }

    public override bool Advance(DateTimeOffset now)
    {
        if (_stage == Stage.Read)
        {
            Pending.AddRange(options.Nodes.GroupBy(Parent).SelectMany(g => g.Chunk(ItemsPerGet)).Select(Get));
            _stage = Stage.Repair;
            if (Pending.Count > 0) return true;
        }

        if (_stage == Stage.Repair)
        {
            Pending.AddRange(options.Expected.Where(IsWrong).Select(e => new Command.Replace { CmdId = Unnumbered, Items = [Target(e.Key, e.Value)] }));
            _stage = Stage.Over;
            if (Pending.Count > 0) return true;
        }

        if (job.IsOpen) campaign.Move(device, job, JobState.Done, now);
        return false;
    }

    public override void OnResult(string uri, string value, DateTimeOffset now)
    {
        string path = Normal(uri);
        _read[path] = value;
        ledger.Collected(device, path, value, now);
        if (path == "./DevInfo/Mod") device.Model = value;
        if (path == DefaultNodes.SoftwareVersion) device.Version = value;
    }

    public override void OnStatus(Command asked, Command.Status status, DateTimeOffset now)
    {
        if (asked is not Command.Replace { Items: [{ Target.LocUri: { } path, Data: { } value }] }) return;
        ledger.Repair(device, path, _read.GetValueOrDefault(path), value.Text, status.Code, now);
        if (status.Code == StatusCode.Ok) ledger.Collected(device, path, value.Text, now);
    }

    private bool IsWrong(KeyValuePair<string, string> expected) =>
        _read.TryGetValue(expected.Key, out string? value) && value != expected.Value;

    private static string Parent(string uri) => uri[..uri.LastIndexOf('/')];
}

using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// Objects that the platform sends in chunks; octets are counted, not kept.
/// <code>
/// state      | chunk of the same node             | last chunk           | another command or Item, or the end | the handset refuses the chunk
/// idle       | with Size: receiving; else found   | -                    | -                                   | -
/// receiving  | receiving                          | sum is Size, or found| broken off: found; idle             | idle
/// </code>
/// Spec: OMA-TS-DM_Protocol-V1_2_1, 7 (large objects).
/// </summary>
internal sealed class LargeObjectLint(LintSheet sheet)
{
    private string? _target;
    private long? _size;
    private long _received;
    private long _decoded;
    private CmdId _chunk;

    /// <summary>The handset's Status of a chunk: anything but 213 ends the object.</summary>
    public void Sent(SyncMlMessage message)
    {
        if (_target is not null && message.Commands.Any(c => c is Command.Status status && status.CmdRef == _chunk && status.Cmd is "Add" or "Replace" && status.Code != StatusCode.ChunkAccepted)) _target = null;
    }

    public void Received(SyncMlMessage message)
    {
        bool any = false;
        foreach (Command command in message.Commands)
        {
            if (command is Command.Status or Command.Results or Command.Alert { Code: AlertCode.NextMessage }) continue;
            any = true;
            if (command is Command.Alert { Code: AlertCode.SessionAbort }) _target = null;
            else Take(command);
        }

        if (!any && message.Final) BreakOff("the end of the package");
    }

    private void Take(Command command)
    {
        if (command is Command.Group group)
        {
            BreakOff(group.Name);
            foreach (Command child in group.Commands) Take(child);
            return;
        }

        IReadOnlyList<Item> items = command is Command.Add or Command.Replace ? ((Command.OverItems)command).Items : [];
        if (items.Count == 0) BreakOff(command.Name);
        foreach (Item item in items) sheet.Look(sheet.Place with { Command = command.CmdId.Text }, () => Take(command, item));
    }

    private void Take(Command command, Item item)
    {
        string target = item.Target?.LocUri ?? "";
        if (_target != target) BreakOff($"{command.Name} {LintSheet.Quote(target)}");
        if (_target is null && !item.MoreData) return;
        if (_target is null) Begin(target, item);
        Add(item);
        _chunk = command.CmdId;
        if (!item.MoreData) End();
    }

    private void Begin(string target, Item item)
    {
        (_target, _size, _received, _decoded) = (target, item.Meta?.Size, 0, 0);
        sheet.Check(LintRules.LargeWithoutSize, _size is not null, $"the first chunk for {LintSheet.Quote(target)} has no Meta/Size");
    }

    private void Add(Item item)
    {
        int octets = item.Data?.Length ?? 0;
        _received += octets;
        _decoded += item.Data is { } text ? (octets / 4 * 3) - text.Text.AsSpan().TrimEnd().Count('=') : 0;
    }

    /// <summary>Size counts octets as encoded; senders that count what is behind base64 are believed.</summary>
    private void End()
    {
        _target = null;
        sheet.Held(LintRules.LargeBrokenOff);
        if (_size is { } size) sheet.Check(LintRules.LargeWrongSize, _received == size || _decoded == size, FormattableString.Invariant($"{_received} octets in all, Size says {size}"));
    }

    private void BreakOff(string by)
    {
        if (_target is null) return;
        if (_size is not null) sheet.Found(LintRules.LargeBrokenOff, FormattableString.Invariant($"{_received} of {_size} octets for {LintSheet.Quote(_target)}, then {by}"));
        _target = null;
    }
}

using System.Globalization;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>SyncHdr, and the numbers in the body. Spec: OMA-TS-DM_RepPro-V1_2_1, SyncHdr; OMA-TS-DM_Protocol-V1_2_1, RespURI and MaxMsgSize.</summary>
internal sealed class HeaderLint(LintSheet sheet, LintLimits limits)
{
    private SyncHdr? _ours;
    private int _number;
    private bool _lost;

    public void Sent(SyncMlMessage message) => _ours = message.Header;

    /// <summary>Messages may have been sent that were not seen: the next number is taken as it comes.</summary>
    public void Lost() => _lost = true;

    public void Received(SyncMlMessage message, int octets)
    {
        if (_ours is not { } ours) return;
        SyncHdr header = message.Header;
        sheet.Check(LintRules.SessionId, header.SessionId.Trim().Equals(ours.SessionId, StringComparison.OrdinalIgnoreCase), $"{LintSheet.Quote(header.SessionId)}, expected '{ours.SessionId}'");
        Count(header.MsgId.Text.Trim());
        sheet.Check(LintRules.HeaderTarget, IsForUs(header.Target.LocUri), $"{LintSheet.Quote(header.Target.LocUri)}, expected {sheet.Imei.ToLocUri()}");
        sheet.Check(LintRules.Version, header.VerDtd == ours.VerDtd && header.VerProto == ours.VerProto, $"{LintSheet.Quote(header.VerDtd)}, {LintSheet.Quote(header.VerProto)}; expected '{ours.VerDtd}', '{ours.VerProto}'");
        sheet.Check(LintRules.MessageTooLarge, ours.Meta?.MaxMsgSize is not { } most || octets <= most, FormattableString.Invariant($"{octets} octets, MaxMsgSize is {ours.Meta?.MaxMsgSize}"));
        Next(header.RespUri);
        Numbers(message.Commands, []);
    }

    private void Count(string text)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (_lost && isNumber) _number = number - 1;
        _lost = false;
        sheet.Check(LintRules.MsgIdCount, isNumber && number == _number + 1, FormattableString.Invariant($"MsgID {LintSheet.Quote(text)}, expected {_number + 1}"));
        _number++;
    }

    /// <summary>Compared by IMEI: prefixes and leading zeros differ in the field. A Target without one is compared as it is.</summary>
    private bool IsForUs(string target) => (Imei.Parse(target.AsSpan().Trim()) ?? default) == sheet.Imei || target.Trim() == _ours!.Source.LocUri;

    private void Next(string? respUri)
    {
        if (string.IsNullOrEmpty(respUri)) return;
        bool isAddress = Uri.TryCreate(respUri, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";
        if (sheet.Check(LintRules.RespUriInvalid, isAddress, LintSheet.Quote(respUri))) sheet.Check(LintRules.RespUriForbidden, limits.Permits(respUri), LintSheet.Quote(respUri));
    }

    private void Numbers(IReadOnlyList<Command> commands, HashSet<string> seen)
    {
        foreach (Command command in commands)
        {
            sheet.Look(sheet.Place with { Command = command.CmdId.Text }, () =>
                sheet.Check(LintRules.CmdIdTwice, seen.Add(command.CmdId.Text), $"{command.Name} has a CmdID that stands before already"));
            if (command is Command.Group group) Numbers(group.Commands, seen);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// Whose turn it is, and whether it ever ends.
/// <code>
/// the platform's last commands  | the handset's last message | then the platform's commands are
/// with Final, or none           | with Final                 | in time
/// with Final, or none           | without                    | too early
/// without Final                 | either                     | in time: its package goes on
/// </code>
/// An abort (1223) and the complaint of a missing end of a chunk (1225) are in time always.
/// Spec: OMA-TS-DM_Protocol-V1_2_1, packages.
/// </summary>
internal sealed class PackageLint(LintSheet sheet, LintLimits limits)
{
    private Dictionary<string, int> _asked = [];
    private bool _oursIsClosed = true;
    private bool _oursIsIdle;
    private bool _theirsIsClosed = true;
    private bool _theirsIsIdle;
    private int _messages;
    private bool _reported;

    public void Sent(SyncMlMessage message)
    {
        _oursIsClosed = message.Final;
        _oursIsIdle = !message.Final && !message.Commands.Any(c => c is not (Command.Status or Command.Alert { Code: AlertCode.NextMessage }));
    }

    /// <param name="refused">True when the message refuses the handset's credential; the package begins again then.</param>
    public void Received(SyncMlMessage message, bool refused)
    {
        // An object of many chunks needs many messages, and its chunks may be alike.
        if (!message.Commands.Any(IsChunk) && ++_messages == limits.MessagesPerSession) sheet.Found(LintRules.SessionEndless, FormattableString.Invariant($"message {_messages} of the platform in one session"));
        Command[] commands = [.. message.Commands.Where(c => c is not (Command.Status or Command.Results or Command.Alert { Code: AlertCode.NextMessage }))];
        bool isIdle = commands.Length == 0 && !message.Final;
        if (message.Final && commands.Length == 0) sheet.Held(LintRules.SessionEndless, LintRules.FinalMissing);
        if (isIdle && _theirsIsIdle && _oursIsIdle && !_reported)
        {
            _reported = true;
            sheet.Found(LintRules.FinalMissing, "neither commands nor Final, twice in a row, while the handset only says go on");
        }

        if (commands.Length > 0 && !refused)
        {
            bool inTime = _oursIsClosed || !_theirsIsClosed || commands.All(c => c is Command.Alert { Code: AlertCode.SessionAbort or AlertCode.EndOfChunkMissing });
            sheet.Check(LintRules.CommandsTooEarly, inTime, FormattableString.Invariant($"{commands.Length} commands, beginning with {commands[0].Name}, in answer to a message without Final"));
            Repeats(commands);
            _theirsIsClosed = message.Final;
        }

        _theirsIsIdle = isIdle;
        if (message.Final) _theirsIsClosed = true;
    }

    /// <summary>Counts how many messages in a row had this command; found once for each run of them.</summary>
    private void Repeats(Command[] commands)
    {
        Dictionary<string, int> asked = [];
        foreach (Command command in commands.Where(c => !IsChunk(c)).Take(LargestPackage))
        {
            string print = Print(command);
            int times = asked[print] = _asked.GetValueOrDefault(print) + 1;
            if (times == limits.RepeatsOfACommand) sheet.Found(LintRules.CommandsRepeated, FormattableString.Invariant($"{command.Name} {Target(command)}, {times} messages in a row"));
            else if (times == 1) sheet.Held(LintRules.CommandsRepeated);
        }

        _asked = asked;
    }

    /// <summary>Commands of one message that are compared.</summary>
    private const int LargestPackage = 64;

    private static bool IsChunk(Command command) => command is Command.OverItems over && over.Items.Any(item => item.MoreData);

    /// <summary>What a command says, without its number.</summary>
    private static string Print(Command command)
    {
        StringBuilder text = new();
        Write(command, text);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Write(Command command, StringBuilder text)
    {
        text.Append(command.Name).Append('(');
        IReadOnlyList<Item> items = command switch { Command.OverItems over => over.Items, Command.Alert alert => alert.Items, _ => [] };
        if (command is Command.Alert code) text.Append(code.Code);
        foreach (Item item in items) text.Append(item.Target?.LocUri).Append('<').Append(item.Source?.LocUri).Append('=').Append(item.Data?.Text).Append(';');
        if (command is Command.Group group)
        {
            foreach (Command child in group.Commands) Write(child, text);
        }

        text.Append(')');
    }

    private static string Target(Command command) => command is Command.OverItems { Items: [{ Target.LocUri: { } uri }, ..] } ? LintSheet.Quote(uri) : "";
}

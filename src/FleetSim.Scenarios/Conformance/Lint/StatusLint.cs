using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// Every command of the handset has its Status before the platform closes its package. A Status that fits no command is held against an unanswered
/// one that differs in one reference, so that one mistake is one finding. Spec: OMA-TS-DM_Protocol-V1_2_1, statuses.
/// </summary>
internal sealed class StatusLint(LintSheet sheet)
{
    /// <summary>Commands of the handset that are remembered.</summary>
    private const int Most = 512;

    private readonly List<Question> _questions = [];
    private readonly HashSet<string> _messages = [];
    private MsgId _last;

    public void Sent(SyncMlMessage message)
    {
        _last = message.Header.MsgId;
        if (_messages.Count < Most) _messages.Add(_last.Text);
        _questions.RemoveAll(question => question.Answered && question.Message != _last.Text);
        foreach (Command command in message.Commands)
        {
            if (command is not Command.Status && _questions.Count < Most) _questions.Add(new Question(_last.Text, command));
        }
    }

    /// <param name="refused">True when the message refuses the handset's credential: its Statuses say no more than that.</param>
    public void Received(SyncMlMessage message, bool refused)
    {
        Command.Status? header = null;
        foreach (Command command in message.Commands)
        {
            if (command is not Command.Status status) continue;
            if (status.CmdRef == CmdId.Header) header ??= status;
            else Take(status, message, refused);
        }

        if (header is not null) At(message, header, () => Header(header));
        else sheet.Found(LintRules.HeaderStatus, $"no Status for the SyncHdr of message {_last}");
        if (message.Final) Close(refused);
    }

    private void Header(Command.Status status)
    {
        sheet.Held(LintRules.HeaderStatus);
        sheet.Check(LintRules.StatusMsgRef, status.MsgRef == _last, $"MsgRef {LintSheet.Quote(status.MsgRef.Text)} for the SyncHdr, expected '{_last}'");
        sheet.Check(LintRules.StatusCmd, status.Cmd == "SyncHdr", $"{LintSheet.Quote(status.Cmd)} with CmdRef 0, expected 'SyncHdr'");
        sheet.Check(LintRules.StatusCode, CommandStatuses.IsListed("SyncHdr", status.Code), FormattableString.Invariant($"{status.Code} for SyncHdr"));
    }

    private void Take(Command.Status status, SyncMlMessage message, bool refused) => At(message, status, () =>
    {
        if (Find(status) is not { } question) return;
        question.Answered = true;
        if (!refused) sheet.Check(LintRules.StatusCode, CommandStatuses.IsListed(question.Name, status.Code), FormattableString.Invariant($"{status.Code} for {question.Name}"));
        if (question.IsReport && !refused) sheet.Check(LintRules.ReportRefused, Protocol.SyncMl.StatusCode.IsSuccess(status.Code), FormattableString.Invariant($"Status {status.Code} for Alert 1226"));
    });

    /// <summary>The command that a Status is for; a reference that does not fit is a finding.</summary>
    private Question? Find(Command.Status status)
    {
        (string message, string command, string name) = (status.MsgRef.Text, status.CmdRef.Text, status.Cmd);
        if (_questions.Find(q => q.Message == message && q.Command == command && q.Name == name) is { } exact)
        {
            sheet.Held(LintRules.StatusCmdRef, LintRules.StatusMsgRef, LintRules.StatusCmd);
            return exact;
        }

        if (_questions.Find(q => q.Message == message && q.Command == command) is { } other)
        {
            sheet.Found(LintRules.StatusCmd, $"{LintSheet.Quote(name)} with CmdRef {command}, which is {other.Name}");
            return other;
        }

        bool knowsMessage = _messages.Contains(message);
        Question? meant = _questions.Find(q => !q.Answered && q.Name == name && (knowsMessage ? q.Message == message : q.Command == command)) ?? _questions.Find(q => !q.Answered && q.Name == name);
        if (knowsMessage) sheet.Found(LintRules.StatusCmdRef, $"CmdRef {LintSheet.Quote(command)} ({LintSheet.Quote(name)}): message {message} has no such command");
        else sheet.Found(LintRules.StatusMsgRef, $"MsgRef {LintSheet.Quote(message)} ({LintSheet.Quote(name)}): the handset's last message is {_last}");
        if (meant is not null) meant.Answered = true;
        return null;
    }

    /// <summary>The platform has closed its package: what has no Status by now has none.</summary>
    private void Close(bool refused)
    {
        foreach (Question question in _questions)
        {
            if (!question.IsDue) continue;
            sheet.Look(new LintPlace(sheet.Place.Session, question.Message, question.Command), () =>
            {
                if (question.IsReport && !refused) sheet.Check(LintRules.ReportUnanswered, question.Answered, "no Status for Alert 1226");
                else sheet.Check(LintRules.StatusMissing, question.Answered, $"no Status for {question.Name}");
            });
            question.Answered = true;
        }

        _questions.Clear();
    }

    private void At(SyncMlMessage message, Command command, Action look) =>
        sheet.Look(new LintPlace(sheet.Place.Session, message.Header.MsgId.Text, command.CmdId.Text), look);


    /// <summary>One command of the handset.</summary>
    private sealed class Question(string message, Command command)
    {
        public string Message { get; } = message;

        public string Command { get; } = command.CmdId.Text;

        public string Name { get; } = command.Name;

        public bool IsReport { get; } = command is Command.Alert { Code: AlertCode.Generic };

        /// <summary>Results need no Status when all is well, nor does the alert that only keeps the exchange going.</summary>
        public bool IsDue { get; } = command is not (Protocol.SyncMl.Command.Results or Protocol.SyncMl.Command.Alert { Code: AlertCode.NextMessage or AlertCode.SessionAbort });

        public bool Answered { get; set; }
    }
}

using System.Globalization;
using FleetSim.Device.Ui;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Quirks;

/// <summary>Deviations in what a session shows and asks: UIM and ALR.</summary>
internal static class SessionQuirks
{
    public static IReadOnlyList<Quirk> UiMode { get; } =
    [
        new("UIM-01", "sign-in-background", "lights the sign of a data connection in background sessions")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
            {
                if (actions.Exists(a => a is TerminalAction.Note { Fact: TerminalFact.SessionStarted })) context.Indicate();
            },
        },
        new("UIM-02", "tells-of-failed-connection", "tells the user when a background session cannot connect")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) =>
            {
                if (happened is TerminalEvent.HttpFailed) context.Show(UiSubject.SessionTimedOut, "");
            },
        },
        new("UIM-03", "informs-nobody", "begins informative sessions without a word")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Rewriting.Hide(context, actions, UiSubject.SessionInfo),
        },
        new("UIM-04", "asks-but-goes-ahead", "asks whether a session may begin, and begins it at once")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Rewriting.AnswerAtOnce(context, actions, UiSubject.SessionQuestion),
        },
    ];

    public static IReadOnlyList<Quirk> Alerts { get; } =
    [
        new("ALR-01", "confirm-unsupported", "answers Alert 1101 with 406")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Answer(context, actions, AlertCode.Confirm, s => s with { Code = 406 }),
        },
        new("ALR-02", "alerts-not-implemented", "answers the optional alerts with 501")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Answer(context, actions, null, s => s with { Code = 501 }),
        },
        new("ALR-03", "display-shows-nothing", "answers Alert 1100 with 200 and shows nothing")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Rewriting.Hide(context, actions, UiSubject.AlertDisplay),
        },
        new("ALR-04", "confirm-without-user", "accepts every Alert 1101 by itself")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Rewriting.AnswerAtOnce(context, actions, UiSubject.AlertQuestion),
        },
        new("ALR-05", "hears-no-as-yes", "reports a refusal as consent")
        {
            Before = static (terminal, happened) => NoAsYes(terminal, happened, UiSubject.AlertQuestion),
        },
        new("ALR-06", "loses-typed-text", "answers Alert 1102 with an empty text")
        {
            Before = static (_, happened) => happened is TerminalEvent.UserAnswered { Answer: UserAnswer.Typed } typed ? typed with { Text = "" } : happened,
        },
        new("ALR-07", "counts-choices-from-zero", "numbers the choice of Alert 1103 from 0")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
                Answer(context, actions, AlertCode.SingleChoice, s => s with { Items = [.. s.Items.Select(OneLess)] }),
        },
        new("ALR-08", "one-of-many", "returns only the first choice of Alert 1104")
        {
            Before = static (_, happened) => happened is TerminalEvent.UserAnswered { Answer: UserAnswer.Chosen } chosen ? chosen with { Choices = [.. chosen.Choices.Take(1)] } : happened,
        },
    ];

    /// <summary>A No to this question becomes a Yes.</summary>
    internal static TerminalEvent NoAsYes(Terminal terminal, TerminalEvent happened, UiSubject subject) =>
        happened is TerminalEvent.UserAnswered { Answer: UserAnswer.No } no && terminal.OpenPrompt == subject ? no with { Answer = UserAnswer.Yes } : happened;

    /// <summary>Changes the Status of the server's alerts of one code; null: of all that are optional.</summary>
    private static void Answer(in StepContext context, List<TerminalAction> actions, int? code, Func<Command.Status, Command.Status> change)
    {
        HashSet<CmdId> alerts = [.. Alerted(context.Terminal.Session?.Current?.Commands ?? [], code)];
        Rewriting.Statuses(context, actions, "Alert", status => alerts.Contains(status.CmdRef) ? change(status) : status);
    }

    private static IEnumerable<CmdId> Alerted(IReadOnlyList<Command> commands, int? code)
    {
        foreach (Command command in commands)
        {
            if (command is Command.Alert alert && (code is null ? AlertCode.IsUserInteraction(alert.Code) && alert.Code != AlertCode.Confirm : alert.Code == code)) yield return alert.CmdId;
            if (command is not Command.Group group) continue;
            foreach (CmdId id in Alerted(group.Commands, code)) yield return id;
        }
    }

    private static Item OneLess(Item item) =>
        int.TryParse(item.Data?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? item with { Data = (number - 1).ToString(CultureInfo.InvariantCulture) } : item;
}

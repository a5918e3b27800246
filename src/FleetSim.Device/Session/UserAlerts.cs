using FleetSim.Device.Ui;
using FleetSim.Protocol;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>Alerts 1100 to 1104: shown, asked, answered. Spec: OMA-TS-DM_Protocol-V1_2_1, 10; QB-E-008, ALR-01..08.</summary>
internal static class UserAlerts
{
    /// <summary>True: the alert is answered already; false: it waits for the user.</summary>
    public static bool Open(in StepContext context, DmSession session, Command.Alert alert)
    {
        Decoded<InteractionRequest> read = InteractionRequest.Read(alert);
        if (!read.IsDone || Refusal(context.Terminal.Model.Ui, alert, read.Value) is not null)
        {
            CommandExecutor.Answer(context, session, alert, Refusal(context.Terminal.Model.Ui, alert, read.Value) ?? StatusCode.Incomplete);
            return true;
        }

        InteractionRequest request = read.Value;

        if (!session.Visible)
        {
            session.Visible = true;
            context.Indicate();
        }

        if (request is InteractionRequest.Display display)
        {
            context.Show(UiSubject.AlertDisplay, display.Text);
            CommandExecutor.Answer(context, session, alert, StatusCode.Ok);
            return true;
        }

        session.OpenAlert = (alert, request);
        session.AskedAt = context.At;
        context.Ask(SubjectOf(request), request.Text, request);
        return false;
    }

    /// <summary>The user's answer to the open alert; null: none came in time (ALR-04..08).</summary>
    public static void Answered(in StepContext context, DmSession session, TerminalEvent.UserAnswered? answered)
    {
        (Command.Alert alert, InteractionRequest request) = session.OpenAlert!.Value;
        session.OpenAlert = null;
        InteractionAnswer answer = answered is null ? InteractionAnswer.TimedOut(request, context.Terminal.Model.Ui.TimeoutAnswer) : Meaning(request, answered);
        if (answer.Code != StatusCode.Ok) Stop(session, answer.Code);
        CommandExecutor.Answer(context, session, alert, answer.Code, items: answer.Items);
    }

    /// <summary>No, cancel and silence end the Sequence around; directly in the body a No changes nothing, a cancel stops what has not run yet (N2).</summary>
    private static void Stop(DmSession session, int code)
    {
        if (session.Line.Open.Count > 0 && !session.Line.Open[^1].IsAtomic) session.Line.Open[^1].Stopped = true;
        else if (session.Line.Open.Count == 0 && code != StatusCode.NotModified) session.Line.Cancelled = true;
    }

    /// <summary>Why the alert is not shown; null: it is. Without a request (the alert is malformed) only what its code decides.</summary>
    private static int? Refusal(Behaviour.UiBehaviour ui, Command.Alert alert, InteractionRequest? request)
    {
        bool optional = alert.Code != AlertCode.Confirm;
        if (!AlertCode.IsUserInteraction(alert.Code) || (optional && !ui.OptionalAlerts)) return StatusCode.OptionalFeatureNotSupported;
        return request is not null && Texts(request).Any(text => text.Length > ui.TextLimit) ? StatusCode.CannotBeShown : null;
    }

    private static IEnumerable<string> Texts(InteractionRequest request) => request switch
    {
        InteractionRequest.SingleChoice single => single.Choices.Append(request.Text),
        InteractionRequest.MultipleChoice multiple => multiple.Choices.Append(request.Text),
        _ => [request.Text],
    };

    /// <summary>What the answer is to this question; one that does not fit it is a cancelled one.</summary>
    private static InteractionAnswer Meaning(InteractionRequest request, TerminalEvent.UserAnswered answered) => (request, answered.Answer) switch
    {
        (InteractionRequest.Confirm, UserAnswer.Yes) => InteractionAnswer.Yes,
        (InteractionRequest.Confirm, UserAnswer.No) => InteractionAnswer.No,
        (InteractionRequest.TextInput input, UserAnswer.Typed) => InteractionAnswer.Typed(Bounded(answered.Text, input.Options.MaximumLength)),
        (InteractionRequest.SingleChoice single, UserAnswer.Chosen) when answered.Choices is [int only] && IsNumber(only, single.Choices) => InteractionAnswer.Chosen(only),
        (InteractionRequest.MultipleChoice multiple, UserAnswer.Chosen) when answered.Choices.All(number => IsNumber(number, multiple.Choices)) =>
            InteractionAnswer.Chosen(answered.Choices),
        _ => InteractionAnswer.Cancelled,
    };

    private static bool IsNumber(int number, IReadOnlyList<string> choices) => number >= 1 && number <= choices.Count;

    private static string Bounded(string text, int? most) => most is { } limit && text.Length > limit ? text[..limit] : text;

    private static UiSubject SubjectOf(InteractionRequest request) => request switch
    {
        InteractionRequest.TextInput => UiSubject.AlertInput,
        InteractionRequest.SingleChoice or InteractionRequest.MultipleChoice => UiSubject.AlertChoice,
        _ => UiSubject.AlertQuestion,
    };
}

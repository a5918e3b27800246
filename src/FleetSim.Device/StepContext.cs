using FleetSim.Device.Ui;
using FleetSim.Protocol.Interaction;

namespace FleetSim.Device;

/// <summary>What one step works on: the handset, the moment, and the actions so far. Lives for one step only.</summary>
internal readonly struct StepContext(Terminal terminal, DateTimeOffset at, List<TerminalAction> actions)
{
    public Terminal Terminal => terminal;

    public NonVolatile Nv => terminal.Nv;

    public TerminalSettings Settings => terminal.Settings;

    public DateTimeOffset At => at;

    public void Emit(TerminalAction action) => actions.Add(action);

    public void Note(TerminalFact fact) => actions.Add(new TerminalAction.Note(fact));

    public void Arm(TimerSlot slot, TimeSpan after) => actions.Add(new TerminalAction.ArmTimer(slot, at + after));

    public void Cancel(TimerSlot slot) => actions.Add(new TerminalAction.CancelTimer(slot));

    /// <summary>Shows something and waits for nothing.</summary>
    public void Show(UiSubject subject, string text)
    {
        Nv.Journal.Add(new UiEntry(UiKind.Info, subject, at.ToUnixTimeMilliseconds(), text, null));
        actions.Add(new TerminalAction.Remark($"shown: {subject} {text}"));
        terminal.MarkDirty();
    }

    /// <summary>The sign of a data connection lights up: a session that the user may see (UIM-01).</summary>
    public void Indicate()
    {
        Nv.Journal.Indicators++;
        terminal.MarkDirty();
        actions.Add(new TerminalAction.Remark("indicator: data connection"));
    }

    /// <summary>Asks; the answer comes as UserAnswered, or the PromptTimeout timer fires.</summary>
    /// <param name="request">The server's question; null: the handset's own, answered by yes or no.</param>
    public void Ask(UiSubject subject, string text, InteractionRequest? request = null)
    {
        Nv.Journal.Add(new UiEntry(UiKind.Prompt, subject, at.ToUnixTimeMilliseconds(), text, null));
        terminal.OpenPrompt = subject;
        terminal.MarkDirty();
        actions.Add(new TerminalAction.Prompt(subject, text) { Request = request });
        actions.Add(new TerminalAction.ArmTimer(TimerSlot.PromptTimeout, at + (request?.Options.MaximumTime ?? Settings.PromptTimeout)));
    }
}

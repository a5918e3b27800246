using FleetSim.Device.Firmware;
using FleetSim.Device.Ui;

namespace FleetSim.Device.Quirks;

/// <summary>Deviations when something goes wrong in a firmware update: EXC.</summary>
internal static class ExceptionQuirks
{
    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("EXC-01", "cannot-cancel", "does not let its user cancel a download")
        {
            Before = static (_, happened) => happened is TerminalEvent.UserCancelledDownload ? null : happened,
        },
        new("EXC-02", "asks-for-cancelled", "asks for a cancelled download again after a boot")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) =>
            {
                if (happened is TerminalEvent.PowerOn && context.Nv.Odometer.FirmwareFailed > 0) context.Ask(UiSubject.DownloadContinueQuestion, "");
            },
        },
        new("EXC-03", "silent-about-timeout", "says nothing of a session that timed out")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Rewriting.Hide(context, actions, UiSubject.SessionTimedOut),
        },
        new("EXC-04", "silent-about-signal", "says nothing of a download without signal")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Rewriting.Hide(context, actions, UiSubject.DownloadNoSignal),
        },
        new("EXC-05", "starts-over-after-signal", "begins from the first octet when the signal is back")
        {
            After = static (in StepContext _, TerminalEvent happened, List<TerminalAction> actions) => StartOver(happened is TerminalEvent.SignalBack, actions),
        },
        new("EXC-06", "goes-on-unasked", "goes on with a cut download after a boot although it has asked")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Rewriting.AnswerAtOnce(context, actions, UiSubject.DownloadContinueQuestion),
        },
        new("EXC-07", "hears-no-as-yes-to-download", "goes on with a download although the user said no")
        {
            Before = static (terminal, happened) => SessionQuirks.NoAsYes(terminal, happened, UiSubject.DownloadContinueQuestion),
        },
        new("EXC-08", "forgets-block", "begins an update anew after a power cut")
        {
            Before = static (terminal, happened) =>
            {
                if (happened is TerminalEvent.PowerOn && terminal.Nv.Job is { Phase: FumoPhase.Updating } job) job.Block = 0;
                return happened;
            },
        },
        new("EXC-09", "asks-before-update", "asks before it installs a package that was complete before the boot")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) =>
            {
                if (happened is TerminalEvent.PowerOn && context.Nv.Job is { HoldsAll: true }) context.Ask(UiSubject.DownloadContinueQuestion, "");
            },
        },
        new("EXC-10", "silent-about-memory", "says nothing of a download without memory")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Rewriting.Hide(context, actions, UiSubject.DownloadNoMemory),
        },
        new("EXC-11", "stays-stopped", "does not notice that memory is free again")
        {
            Before = static (_, happened) => happened is TerminalEvent.MemoryFree ? null : happened,
        },
        new("EXC-12", "reports-nothing", "does not report the result of an update")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => FirmwareQuirks.DropReports(context, actions),
        },
        new("EXC-13", "believes-in-silence", "takes a report without answer for reported")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) =>
            {
                bool unanswered = happened is TerminalEvent.HttpFailed or TerminalEvent.HttpReplied { Status: not 200 };
                if (!unanswered || context.Nv.Firmware is not { } memory) return;
                foreach (OwedReport report in memory.Reports.ToArray()) memory.Remove(report);
            },
        },
        new("EXC-14", "never-reports-again", "does not send a report again that got no answer")
        {
            Before = static (_, happened) => happened is TerminalEvent.TimerFired { Slot: TimerSlot.ReportRetry } ? null : happened,
        },
    ];

    private static void StartOver(bool now, List<TerminalAction> actions)
    {
        for (int i = 0; now && i < actions.Count; i++)
        {
            if (actions[i] is TerminalAction.Fetch fetch) actions[i] = fetch with { Offset = 0, IfRange = null };
        }
    }
}

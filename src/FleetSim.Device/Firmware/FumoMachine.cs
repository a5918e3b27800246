using FleetSim.Device.Session;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Firmware;

/// <summary>
/// The firmware job from Exec to the answered report; <see cref="FumoTable"/> says what may happen when.
/// Download and update are in <see cref="DownloadSteps"/> and <see cref="UpdateSteps"/>, the report in this file.
/// </summary>
internal static class FumoMachine
{
    private const string AlertType = "org.openmobilealliance.dm.firmwareupdate.";

    /// <summary>Attempts to deliver the install notification before it is given up: it undoes nothing.</summary>
    private const int NotifyAttempts = 3;

    /// <summary>Exec on a node of the FUMO object; returns the Status. The work begins when the session has ended.</summary>
    public static int Exec(in StepContext context, TreeNode node, string? correlator, bool visible)
    {
        if (node.Name is not ("Download" or "DownloadAndUpdate")) return StatusCode.NotAllowed;
        if (context.Nv.Job is not null) return StatusCode.Forbidden;
        DmTree tree = context.Terminal.Tree;
        string url = tree.Stored(tree.Template.Find(node.Path + "/PkgURL"));
        context.Nv.Job = new FirmwareJob
        {
            PackageUrl = url, Correlator = correlator, Visible = visible, IsDownloadAndUpdate = node.Name == "DownloadAndUpdate",
            Phase = FumoTable.After(FumoPhase.Idle, FumoInput.Exec)!.Value,
        };
        context.Nv.Odometer.FirmwareStarted++;
        context.Terminal.MarkDirty();
        return StatusCode.Accepted;
    }

    public static bool TakesPackage(Terminal terminal, string uri) => false;

    public static int PackageData(in StepContext context, string uri, Protocol.SyncMl.ItemData data) => StatusCode.NotAllowed;

    public static void NodeChanged(in StepContext context, string uri)
    {
    }

    public static void SessionEnded(in StepContext context)
    {
        if (!context.Nv.PoweredOn || context.Nv.Job is not { } job || context.Terminal.FumoRequest != 0) return;
        if (job.Phase == FumoPhase.Describing) DownloadSteps.Begin(context, job);
        else if (job.Phase == FumoPhase.Reporting) AfterReportSession(context, job);
    }

    public static void Boot(in StepContext context)
    {
        if (context.Nv.Job is not { } job || !Move(context, job, FumoInput.Boot)) return;
        job.ReportsThisBoot = 0;
        if (job is { Phase: FumoPhase.Asking, HoldsAll: true }) DownloadSteps.Continue(context, job);
        else if (job.Phase == FumoPhase.Asking) DownloadSteps.AskToContinue(context);
        else if (job.Phase == FumoPhase.Updating) UpdateSteps.Resume(context, job);
        else Deliver(context, job);
    }

    public static void PowerOff(in StepContext context)
    {
        context.Terminal.FumoRequest = 0;
        if (context.Nv.Job is not { } job || !Move(context, job, FumoInput.PowerOff)) return;
        if (job.Phase == FumoPhase.Waiting) job.Cause = WaitCause.Power;
    }

    /// <summary>The emulator came back: whatever ran outside is taken up again from NV.</summary>
    public static void Revive(in StepContext context)
    {
        if (context.Nv.Job is not { } job) return;
        switch (job.Phase)
        {
            case FumoPhase.Describing or FumoPhase.Fetching:
                job.Cause = WaitCause.Emulator;
                job.Phase = FumoPhase.Waiting;
                DownloadSteps.Continue(context, job);
                break;
            case FumoPhase.Waiting when job.Cause is WaitCause.Network or WaitCause.Emulator: DownloadSteps.Continue(context, job); break;
            case FumoPhase.Asking: DownloadSteps.AskToContinue(context); break;
            case FumoPhase.Updating: UpdateSteps.Resume(context, job); break;
            case FumoPhase.Reporting: Deliver(context, job); break;
        }
    }

    /// <summary>Ends the job with a result code; the report is owed from here on.</summary>
    public static void Finish(in StepContext context, FirmwareJob job, FumoInput input, int result, int notify)
    {
        if (!Move(context, job, input)) return;
        job.Result = result;
        job.NotifyOwed = job.NotifyUri is null ? 0 : notify;
        job.NetworkFailures = 0;
        if (result == FumoResult.Success) context.Nv.Odometer.FirmwareSucceeded++;
        else context.Nv.Odometer.FirmwareFailed++;
        context.Note(new TerminalFact.FirmwareFinished(result));
        Deliver(context, job);
    }

    /// <summary>The Alert 1226 of a finished job that the server has not answered yet; null when there is none. Spec: FUM-18, OMA-TS-DM-FUMO-V1_0, 6.</summary>
    public static Command.Alert? Report(in StepContext context, CmdId id)
    {
        if (context.Nv.Job is not { Phase: FumoPhase.Reporting, ReportAnswered: false } job) return null;
        return new Command.Alert
        {
            CmdId = id, Code = AlertCode.Generic, Correlator = job.Correlator,
            Items =
            [
                new Item
                {
                    Source = new Location("./" + context.Terminal.Model.FumoRoot),
                    Meta = new Meta { Type = AlertType + (job.IsDownloadAndUpdate ? "downloadandupdate" : "download"), Format = "chr", Mark = job.Result == FumoResult.Success ? "informational" : "critical" },
                    Data = job.Result.ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
            ],
        };
    }

    /// <summary>Counts one attempt of this boot to report; false: there were enough (EXC-14).</summary>
    public static bool TakeAttempt(in StepContext context)
    {
        FirmwareJob job = context.Nv.Job!;
        if (job.ReportsThisBoot >= context.Settings.ReportSessionsPerBoot) return false;
        job.ReportsThisBoot++;
        context.Terminal.MarkDirty();
        return true;
    }

    /// <summary>The server has acknowledged the report: it is never sent again.</summary>
    public static void ReportAnswered(in StepContext context, string root)
    {
        if (context.Nv.Job is not { } job) return;
        job.ReportAnswered = true;
        context.Nv.Odometer.LastReportedResult = job.Result;
        context.Note(new TerminalFact.ReportAnswered());
        context.Terminal.MarkDirty();
    }

    /// <summary>Delivers what a finished job still owes: the install notification first, then the report.</summary>
    public static void Deliver(in StepContext context, FirmwareJob job)
    {
        if (!context.Nv.PoweredOn || !context.Nv.HasSignal || context.Terminal.FumoRequest != 0) return;
        if (job.NotifyOwed != 0) DownloadSteps.Notify(context, job);
        else if (job.ReportAnswered) Done(context, job);
        else if (context.Terminal.Session is null && job.ReportsThisBoot < context.Settings.ReportSessionsPerBoot) SessionMachine.StartReport(context);
    }

    /// <summary>The install notification was answered (any answer will do) or failed.</summary>
    public static void Notified(in StepContext context, FirmwareJob job, bool answered)
    {
        if (answered || ++job.NetworkFailures >= NotifyAttempts) job.NotifyOwed = 0;
        context.Terminal.MarkDirty();
        if (answered || job.NotifyOwed == 0) Deliver(context, job);
        else context.Arm(TimerSlot.ReportRetry, context.Settings.ReportRetry);
    }

    public static bool Move(in StepContext context, FirmwareJob job, FumoInput input)
    {
        if (FumoTable.After(job.Phase, input) is not { } next) return false;
        job.Phase = next;
        context.Terminal.MarkDirty();
        return true;
    }

    private static void AfterReportSession(in StepContext context, FirmwareJob job)
    {
        if (job.ReportAnswered && job.NotifyOwed == 0) Done(context, job);
        else if (job.ReportsThisBoot < context.Settings.ReportSessionsPerBoot) context.Arm(TimerSlot.ReportRetry, context.Settings.ReportRetry * (1 << Math.Clamp(job.ReportsThisBoot - 1, 0, 8)));
    }

    private static void Done(in StepContext context, FirmwareJob job)
    {
        Move(context, job, FumoInput.ReportDone);
        context.Nv.Job = null;
        context.Cancel(TimerSlot.ReportRetry);
    }
}

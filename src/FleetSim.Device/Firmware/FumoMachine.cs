using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Firmware;

/// <summary>
/// The firmware jobs of a handset, one for each FUMO object at most, from the command to the answered report; <see cref="FumoTable"/> says what
/// may happen when. Commands are in <see cref="FumoCommands"/>, the download in <see cref="DescriptorSteps"/> and <see cref="TransferSteps"/>, what
/// comes between in <see cref="Interruptions"/>, the rest in <see cref="UpdateSteps"/>, <see cref="InstallNotification"/> and <see cref="ResultReports"/>.
/// </summary>
internal static class FumoMachine
{
    /// <summary>Exec on a node; returns the Status. The work begins when the session has ended.</summary>
    public static int Exec(in StepContext context, TreeNode node, FumoOrder order) => FumoCommands.Exec(context, node, order);

    /// <summary>Replace of Update/PkgData with the whole package; returns the Status. The octets are not kept.</summary>
    public static int PackageData(in StepContext context, TreeNode node, ItemData data) => FumoCommands.PackageData(context, node, data);

    /// <summary>The Status that <see cref="PackageData"/> would give; nothing is taken.</summary>
    public static int CheckPackageData(in StepContext context, TreeNode node, ItemData data) => FumoCommands.CheckPackageData(context, node, data);

    /// <summary>A PkgURL has got a new value.</summary>
    public static void UrlReplaced(Terminal terminal, TreeNode node) => FumoCommands.UrlReplaced(terminal, node);

    /// <summary>The Alerts 1226 that package 1 of the open session carries; their CmdIds are the session's to give.</summary>
    public static IReadOnlyList<Command.Alert> Reports(in StepContext context) => ResultReports.Carried(context);

    /// <summary>The server has acknowledged the report about this object ("./FwUpdate"): it is never sent again.</summary>
    public static void ReportAnswered(in StepContext context, string root) => ResultReports.Answered(context, root);

    public static void SessionEnded(in StepContext context)
    {
        if (context.Nv.Firmware is not { } memory || !context.Nv.PoweredOn) return;
        ResultReports.SessionOver(context, memory);
        Turn.Next(context, memory);
    }

    /// <summary>A whole answer: to what PkgURL names, or to an install notification.</summary>
    public static void Replied(in StepContext context, FirmwareJob job, TerminalEvent.HttpReplied reply)
    {
        context.Terminal.EndFirmwareRequest();
        if (job.Phase == FumoPhase.Describing) DescriptorSteps.Described(context, job, reply);
        else InstallNotification.Sent(context, job, reply.Status is >= 200 and < 300);
    }

    public static void NotAnswered(in StepContext context, FirmwareJob job, NetworkFailure failure)
    {
        context.Terminal.EndFirmwareRequest();
        if (job.Phase == FumoPhase.Describing) DescriptorSteps.NotAnswered(context, job, failure);
        else InstallNotification.Sent(context, job, answered: false);
    }

    public static void TimerFired(in StepContext context, TimerSlot slot)
    {
        switch (slot)
        {
            case TimerSlot.UpdateStart when First(context, FumoPhase.Downloaded) is { } job: UpdateSteps.Due(context, job); break;
            case TimerSlot.UpdateBlock when First(context, FumoPhase.Updating) is { } job: UpdateSteps.BlockWritten(context, job); break;
            case TimerSlot.ReportRetry: ResultReports.Deliver(context); break;
            case TimerSlot.DownloadRetry: Interruptions.RetryDue(context); break;
            case TimerSlot.DownloadPark: Interruptions.ParkDue(context); break;
        }
    }

    public static void Boot(in StepContext context)
    {
        if (context.Nv.Firmware is not { } memory) return;
        foreach (OwedReport report in memory.Reports) (report.SessionsThisBoot, report.IsUnderWay) = (0, false);
        if (memory.Reports.Count > 0) context.Terminal.MarkDirty();
        foreach (FirmwareJob job in memory.Jobs.ToArray())
        {
            if (Move(context, job, FumoInput.Boot)) Boot(context, job);
        }

        ResultReports.Deliver(context);
    }

    public static void PowerOff(in StepContext context)
    {
        context.Terminal.EndFirmwareRequest();
        foreach (FirmwareJob job in context.Nv.Jobs)
        {
            if (Move(context, job, FumoInput.PowerOff) && job.Phase == FumoPhase.Waiting) job.Cause = WaitCause.Power;
        }
    }

    /// <summary>The emulator came back: whatever ran outside is taken up again from NV.</summary>
    public static void Revive(in StepContext context)
    {
        if (context.Nv.Firmware is not { } memory) return;
        ResultReports.Revive(context, memory);
        foreach (FirmwareJob job in memory.Jobs.ToArray()) Revive(context, job);
        ResultReports.Deliver(context);
    }

    /// <summary>At the end of every step: the next job has its turn, the next question is asked, and nothing is left behind that is over.</summary>
    public static void StepOver(in StepContext context)
    {
        if (context.Nv.Firmware is not { } memory || !context.Nv.PoweredOn) return;
        Turn.Next(context, memory);
        if (context.Terminal.OpenPrompt is null && memory.Jobs.Any(j => j.Phase == FumoPhase.Asking)) Interruptions.AskToContinue(context);
        if (memory.IsEmpty) context.Nv.Firmware = null;
    }

    /// <summary>Ends the job with a result code; the report is owed from here on.</summary>
    /// <param name="context">The step.</param>
    /// <param name="job">The job.</param>
    /// <param name="input">What ended it.</param>
    /// <param name="result">FUMO result code.</param>
    /// <param name="notify">Status code of the install notification.</param>
    public static void Finish(in StepContext context, FirmwareJob job, FumoInput input, int result, int notify)
    {
        if (!Move(context, job, input)) return;
        job.Result = result;
        InstallNotification.OweAtEnd(context, job, notify);
        if (result == FumoResult.Success) context.Nv.Odometer.FirmwareSucceeded++;
        else context.Nv.Odometer.FirmwareFailed++;
        context.Note(new TerminalFact.FirmwareFinished(result));
        ResultReports.Owe(context, job, result);
        ResultReports.Deliver(context);
    }

    public static bool Move(in StepContext context, FirmwareJob job, FumoInput input) => Move(context.Terminal, job, input);

    public static bool Move(Terminal terminal, FirmwareJob job, FumoInput input)
    {
        if (FumoTable.After(job.Phase, input) is not { } next) return false;
        job.Phase = next;
        terminal.MarkDirty();
        return true;
    }

    private static FirmwareJob? First(in StepContext context, FumoPhase phase) => context.Nv.Jobs.FirstOrDefault(j => j.Phase == phase);

    private static void Boot(in StepContext context, FirmwareJob job)
    {
        switch (job.Phase)
        {
            // All octets are there: nothing is left to ask the user for, and the update begins by itself (EXC-09).
            case FumoPhase.Asking when job.HoldsAll: Interruptions.Continue(context, job); break;
            case FumoPhase.Asking when !Interruptions.Tells(context, job): Interruptions.Continue(context, job); break;
            case FumoPhase.Downloaded: UpdateSteps.Due(context, job); break;
            case FumoPhase.Updating: UpdateSteps.Resume(context, job); break;
        }

        if (job is not { Phase: FumoPhase.Downloaded }) return;
        context.Cancel(TimerSlot.UpdateStart);
        UpdateSteps.Due(context, job);
    }

    private static void Revive(in StepContext context, FirmwareJob job)
    {
        switch (job.Phase)
        {
            case FumoPhase.Describing or FumoPhase.Fetching when Move(context, job, FumoInput.EmulatorBack):
                job.Cause = WaitCause.Emulator;
                Interruptions.Continue(context, job);
                break;
            case FumoPhase.Waiting: Interruptions.Revive(context, job); break;
            case FumoPhase.Downloaded: UpdateSteps.ArmStart(context); break;
            case FumoPhase.Updating: UpdateSteps.Resume(context, job); break;
        }
    }
}

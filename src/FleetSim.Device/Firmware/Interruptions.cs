using FleetSim.Device.Behaviour;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Firmware;

/// <summary>What comes between a download and its end, and how it goes on. Spec: QB-E-008, EXC-01..07, EXC-10, EXC-11.</summary>
internal static class Interruptions
{
    /// <summary>D3: true when trouble of this job is shown; a silent job of a quiet model goes on by itself.</summary>
    public static bool Tells(in StepContext context, FirmwareJob job) => job.Visible || context.Terminal.Model.Ui.Prompts == PromptPolicy.Chapters;

    /// <summary>It is the job's turn: it begins, or waits for what it lacks.</summary>
    public static void Begin(in StepContext context, FirmwareJob job)
    {
        if (!context.Nv.HasSignal) SignalLost(context, job);
        else if (!context.Nv.HasMemory) MemoryLow(context, job);
        else GoOn(context, job);
    }

    /// <summary>The signal is gone: for whoever has the turn; the others never noticed.</summary>
    public static void SignalLost(in StepContext context)
    {
        if (context.Nv.Jobs.FirstOrDefault(j => j.HasTurn) is { } job) SignalLost(context, job);
    }

    public static void SignalBack(in StepContext context)
    {
        if (Find(context, j => j.Phase == FumoPhase.Parked || IsWaitingFor(j, WaitCause.Signal) || IsWaitingFor(j, WaitCause.Network)) is not { } job) return;
        CancelTimer(context, job);
        Continue(context, job);
    }

    public static void MemoryLow(in StepContext context)
    {
        if (Find(context, j => j.Phase is FumoPhase.Describing or FumoPhase.Fetching) is not { } job) return;
        TransferSteps.Break(context);
        MemoryLow(context, job);
    }

    public static void MemoryFree(in StepContext context)
    {
        if (Find(context, j => IsWaitingFor(j, WaitCause.Memory)) is { } job) Continue(context, job);
    }

    /// <summary>The pause after a failure of the network is over.</summary>
    public static void RetryDue(in StepContext context)
    {
        if (Find(context, j => IsWaitingFor(j, WaitCause.Network)) is { } job) Continue(context, job);
    }

    /// <summary>No signal: tell the user, keep what is held (EXC-04), and let go of it all when it lasts (D8).</summary>
    private static void SignalLost(in StepContext context, FirmwareJob job)
    {
        if (!FumoMachine.Move(context, job, FumoInput.SignalLost)) return;
        WaitForSignal(context, job);
        if (Tells(context, job)) context.Show(UiSubject.DownloadNoSignal, "");
    }

    /// <summary>No memory: ask the user to close applications (EXC-10).</summary>
    private static void MemoryLow(in StepContext context, FirmwareJob job)
    {
        if (!FumoMachine.Move(context, job, FumoInput.MemoryLow)) return;
        job.Cause = WaitCause.Memory;
        if (Tells(context, job)) context.Show(UiSubject.DownloadNoMemory, "");
    }

    /// <summary>No answer, or one of a server in trouble: again after a pause, twice as long each time; at last the service counts as lost.</summary>
    public static void NetworkFailed(in StepContext context, FirmwareJob job)
    {
        context.Terminal.EndFirmwareRequest();
        if (!FumoMachine.Move(context, job, FumoInput.NetworkFailed)) return;
        job.Cause = WaitCause.Network;
        if (++job.NetworkFailures >= context.Settings.DownloadAttempts)
            FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.DownloadNetworkError, InstallNotifyStatus.LossOfService);
        else
            context.Arm(TimerSlot.DownloadRetry, context.Settings.DownloadRetry * (1 << Math.Min(job.NetworkFailures - 1, 8)));
    }

    /// <summary>Without signal for too long: the job holds nothing any more, and still goes on when the signal is back (N5).</summary>
    public static void ParkDue(in StepContext context)
    {
        if (!context.Nv.HasSignal && Find(context, j => IsWaitingFor(j, WaitCause.Signal)) is { } job) FumoMachine.Move(context, job, FumoInput.ParkDue);
    }

    /// <summary>"Continue the download?", for the first job that wants to know (EXC-06).</summary>
    public static void AskToContinue(in StepContext context) => context.Ask(UiSubject.DownloadContinueQuestion, Asking(context)?.Name ?? "");

    /// <summary>The answer (EXC-07); null: none came, so it is asked again after the next boot.</summary>
    public static void Answered(in StepContext context, UserAnswer? answer)
    {
        if (Asking(context) is not { } job) return;
        if (answer == UserAnswer.Yes) Continue(context, job);
        else if (answer == UserAnswer.No) Cancel(context, job, FumoInput.UserNo);
        else if (FumoMachine.Move(context, job, FumoInput.UserSilent)) job.Cause = WaitCause.Power;
    }

    /// <summary>The user cancels the running download, or the first that waits (EXC-01).</summary>
    public static void Cancelled(in StepContext context)
    {
        FirmwareJob[] open = [.. context.Nv.Jobs.Where(j => FumoTable.After(j.Phase, FumoInput.UserCancelled) is not null)];
        if ((Array.Find(open, j => j.HasTurn) ?? open.FirstOrDefault()) is not { } job) return;
        if (context.Terminal.FumoOwner == job) TransferSteps.Break(context);
        CancelTimer(context, job);
        Cancel(context, job, FumoInput.UserCancelled);
    }

    /// <summary>Goes on where it was cut, once it is its turn and signal and memory allow it (EXC-05, EXC-07, EXC-11).</summary>
    public static void Continue(in StepContext context, FirmwareJob job)
    {
        if (!Turn.IsFree(context, job) || context.Terminal.FumoRequest != 0) FumoMachine.Move(context, job, FumoInput.NotItsTurn);
        else if (!context.Nv.HasSignal && FumoMachine.Move(context, job, FumoInput.CannotContinue)) WaitForSignal(context, job);
        else if (!context.Nv.HasMemory && FumoMachine.Move(context, job, FumoInput.CannotContinue)) job.Cause = WaitCause.Memory;
        else GoOn(context, job);
    }

    private static void GoOn(in StepContext context, FirmwareJob job)
    {
        if (job.ObjectUri is null && FumoMachine.Move(context, job, FumoInput.ContinueDescribing)) DescriptorSteps.Ask(context, job);
        else if (job.ObjectUri is not null && FumoMachine.Move(context, job, FumoInput.ContinueFetching)) TransferSteps.Resume(context, job);
    }

    /// <summary>What it waits for ends, and so does the timer that would have ended it.</summary>
    private static void CancelTimer(in StepContext context, FirmwareJob job)
    {
        if (IsWaitingFor(job, WaitCause.Signal)) context.Cancel(TimerSlot.DownloadPark);
        else if (IsWaitingFor(job, WaitCause.Network)) context.Cancel(TimerSlot.DownloadRetry);
    }

    /// <summary>The emulator came back: who waited for the network or for the emulator goes on, who waits for the signal is parked when it would have been.</summary>
    public static void Revive(in StepContext context, FirmwareJob job)
    {
        if (job.Cause is WaitCause.Network or WaitCause.Emulator) Continue(context, job);
        else if (job.Cause is WaitCause.Signal) AwaitPark(context, job);
    }

    private static void WaitForSignal(in StepContext context, FirmwareJob job)
    {
        job.Cause = WaitCause.Signal;
        job.ParkDue = (context.At + context.Settings.ParkAfter).ToUnixTimeMilliseconds();
        AwaitPark(context, job);
    }

    private static void AwaitPark(in StepContext context, FirmwareJob job) =>
        context.Arm(TimerSlot.DownloadPark, DateTimeOffset.FromUnixTimeMilliseconds(job.ParkDue) - context.At);

    /// <summary>The user does not want the package, and is never asked for it again (EXC-02).</summary>
    private static void Cancel(in StepContext context, FirmwareJob job, FumoInput input)
    {
        context.Nv.Firmware!.Add(new CancelledPackage(job.PackageUrl, job.Name, job.Size));
        FumoMachine.Finish(context, job, input, FumoResult.UserCancelled, InstallNotifyStatus.UserCancelled);
    }

    private static FirmwareJob? Asking(in StepContext context) => Find(context, j => j.Phase == FumoPhase.Asking);

    /// <summary>All that wait for signal, memory or network have the turn, and so there is one at most.</summary>
    private static FirmwareJob? Find(in StepContext context, Func<FirmwareJob, bool> fits) => context.Nv.Jobs.FirstOrDefault(fits);

    private static bool IsWaitingFor(FirmwareJob job, WaitCause cause) => job.Phase == FumoPhase.Waiting && job.Cause == cause;
}

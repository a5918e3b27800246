using FleetSim.Device.Ui;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Firmware;

/// <summary>The update itself, block by block; the block reached is in NV (EXC-08, EXC-09, FUM-17).</summary>
internal static class UpdateSteps
{
    /// <summary>Begins, or goes on at the saved block.</summary>
    public static void Resume(in StepContext context, FirmwareJob job)
    {
        if (job.Block > 0)
        {
            context.Nv.Odometer.UpdateResumes++;
            context.Terminal.MarkDirty();
            context.Note(new TerminalFact.UpdateResumed());
        }

        context.Emit(new TerminalAction.UpdateBegins(job.Block, context.Settings.UpdateBlocks));
        ArmNext(context);
    }

    public static void BlockWritten(in StepContext context, FirmwareJob job)
    {
        if (FumoTable.After(job.Phase, FumoInput.BlockWritten) is null) return;
        job.Block++;
        context.Terminal.MarkDirty();
        if (job.Block < context.Settings.UpdateBlocks)
        {
            ArmNext(context);
            return;
        }

        context.Nv.Version = job.NewVersion;
        if (job.Visible) context.Show(UiSubject.UpdateFinished, job.NewVersion ?? "");
        FumoMachine.Finish(context, job, FumoInput.UpdateDone, FumoResult.Success, InstallNotifyStatus.Success);
    }

    private static void ArmNext(in StepContext context) => context.Arm(TimerSlot.UpdateBlock, context.Settings.UpdateDuration / context.Settings.UpdateBlocks);
}

using FleetSim.Device.Behaviour;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Firmware;

/// <summary>The update itself, block by block; the block reached is in NV (EXC-08, EXC-09, FUM-17).</summary>
internal static class UpdateSteps
{
    /// <summary>The package is there: a moment in which State is 40.</summary>
    public static void ArmStart(in StepContext context) => context.Arm(TimerSlot.UpdateStart, context.Settings.UpdateStartDelay);

    /// <summary>The moment is over: the update begins by itself, or waits for the server's word (D2).</summary>
    public static void Due(in StepContext context, FirmwareJob job)
    {
        bool waits = job.Command == FumoCommand.Download && context.Terminal.Model.Firmware.AutoUpdate == AutoUpdate.Oma;
        if (!waits)
        {
            Start(context, job);
        }
        else if (FumoMachine.Move(context, job, FumoInput.CommandDue))
        {
            ResultReports.Owe(context, job, FumoResult.Success);
            ResultReports.Deliver(context);
        }
    }

    /// <summary>Begins, if what the package builds on is there; waits for it, if it is coming; else the package does not fit the device.</summary>
    public static void Start(in StepContext context, FirmwareJob job)
    {
        switch (Requirement.Of(context, job))
        {
            case RequirementState.Met when FumoMachine.Move(context, job, FumoInput.UpdateDue): Resume(context, job); break;
            // Already held: nothing new, and nothing to save.
            case RequirementState.Awaited when job.Phase != FumoPhase.Held: FumoMachine.Move(context, job, FumoInput.MustWait); break;
            case RequirementState.Missing: FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.DoesNotFit, InstallNotifyStatus.DeviceAborted); break;
        }
    }

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
        if (!FumoMachine.Move(context, job, FumoInput.BlockWritten)) return;
        if (++job.Block < context.Settings.UpdateBlocks) ArmNext(context);
        else if (context.Settings.Packages.Of(job) is { UpdateResult: not FumoResult.Success } failing) FumoMachine.Finish(context, job, FumoInput.UpdateDone, failing.UpdateResult, InstallNotifyStatus.DeviceAborted);
        else Installed(context, job);
    }

    /// <summary>A part leaves the version as it is; the final package brings the new one (FUM-05).</summary>
    private static void Installed(in StepContext context, FirmwareJob job)
    {
        if (context.Settings.Packages.Of(job) is { IsFinal: false } part)
        {
            context.Nv.Firmware!.AddPart(part.Name);
        }
        else
        {
            context.Nv.Firmware!.ForgetParts();
            context.Nv.Version = job.NewVersion;
            if (job.Visible) context.Show(UiSubject.UpdateFinished, job.NewVersion ?? "");
        }

        FumoMachine.Finish(context, job, FumoInput.UpdateDone, FumoResult.Success, InstallNotifyStatus.Success);
    }

    private static void ArmNext(in StepContext context) => context.Arm(TimerSlot.UpdateBlock, context.Settings.UpdateDuration / context.Settings.UpdateBlocks);
}

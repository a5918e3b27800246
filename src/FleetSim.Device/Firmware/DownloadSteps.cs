using FleetSim.Device.Ui;
using FleetSim.Protocol;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Firmware;

/// <summary>OMA DL: descriptor, object with resume, install notification. Spec: OMA-Download-OTA-V1_0; QB-E-008, EXC-01..11.</summary>
internal static class DownloadSteps
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The session of the Exec is over: the job begins, or waits for what it lacks.</summary>
    public static void Begin(in StepContext context, FirmwareJob job)
    {
        if (!context.Nv.HasSignal) SignalLost(context, job);
        else if (!context.Nv.HasMemory) MemoryLow(context, job);
        else Describe(context, job);
    }

    /// <summary>Asks for the descriptor at PkgURL.</summary>
    private static void Describe(in StepContext context, FirmwareJob job)
    {
        if (!Uri.TryCreate(job.PackageUrl, UriKind.Absolute, out _))
        {
            FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.BadUrl, InstallNotifyStatus.LoaderError);
            return;
        }

        context.Terminal.FumoRequest = context.Terminal.NextRequest();
        context.Emit(new TerminalAction.GetDescriptor(context.Terminal.FumoRequest, job.PackageUrl, RequestTimeout));
    }

    public static void Described(in StepContext context, FirmwareJob job, TerminalEvent.HttpReplied reply)
    {
        if (reply.Status >= 500)
        {
            NetworkFailed(context, job);
            return;
        }

        Decoded<DownloadDescriptor> descriptor = reply.Status == 200 ? DescriptorCodec.Decode(reply.Body) : Decoded.Invalid<DownloadDescriptor>(0, "no descriptor");
        if (!descriptor.IsDone)
        {
            FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.BadUrl, InstallNotifyStatus.InvalidDescriptor);
            return;
        }

        Take(context, job, descriptor.Value);
        if (FumoMachine.Move(context, job, FumoInput.DescriptorRead)) Fetch(context, job, first: true);
    }

    /// <summary>The header of the object's answer. A server that starts over is followed; one that refuses ends the job.</summary>
    public static void Started(in StepContext context, FirmwareJob job, TerminalEvent.FetchStarted head)
    {
        bool resumed = head.Status == 206 && head.RangeStart == job.Offset && (job.Validator is null || head.Validator is null || head.Validator == job.Validator);
        if (head.Status is 200 or 206 && head.TotalOctets is { } total && total != job.Size)
        {
            Break(context);
            FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.CorruptedPackage, InstallNotifyStatus.AttributeMismatch);
        }
        else if (head.Status == 200 || (resumed && job.Offset == 0))
        {
            StartOver(context, job);
            job.Validator = head.Validator;
        }
        else if (resumed)
        {
            job.Validator ??= head.Validator;
            context.Terminal.MarkDirty();
        }
        else
        {
            Refused(context, job, head.Status);
        }
    }

    public static void Received(in StepContext context, FirmwareJob job, ReadOnlyMemory<byte> octets)
    {
        int duplicate = (int)Math.Clamp(job.HighWater - job.Offset, 0, octets.Length);
        job.Hash.Append(octets.Span);
        job.Offset += octets.Length;
        job.HighWater = Math.Max(job.HighWater, job.Offset);
        job.NetworkFailures = 0;
        context.Nv.Odometer.FirmwareOctets += octets.Length;
        context.Nv.Odometer.DuplicateOctets += duplicate;
        context.Note(new TerminalFact.OctetsReceived(octets.Length, duplicate));
        context.Terminal.MarkDirty();
        if (job.Offset <= job.Size) return;
        Break(context);
        FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.CorruptedPackage, InstallNotifyStatus.AttributeMismatch);
    }

    public static void Ended(in StepContext context, FirmwareJob job, NetworkFailure? failure)
    {
        context.Terminal.FumoRequest = 0;
        if (failure is null && job.Offset >= job.Size) Complete(context, job);
        else NetworkFailed(context, job);
    }

    /// <summary>No signal: tell the user, keep what is held (EXC-04).</summary>
    public static void SignalLost(in StepContext context, FirmwareJob job)
    {
        if (!FumoMachine.Move(context, job, FumoInput.SignalLost)) return;
        job.Cause = WaitCause.Signal;
        context.Show(UiSubject.DownloadNoSignal, "");
    }

    /// <summary>No memory: ask the user to close applications (EXC-10).</summary>
    public static void MemoryLow(in StepContext context, FirmwareJob job)
    {
        if (!FumoMachine.Move(context, job, FumoInput.MemoryLow)) return;
        job.Cause = WaitCause.Memory;
        context.Show(UiSubject.DownloadNoMemory, "");
    }

    public static void NetworkFailed(in StepContext context, FirmwareJob job)
    {
        context.Terminal.FumoRequest = 0;
        if (!FumoMachine.Move(context, job, FumoInput.NetworkFailed)) return;
        job.Cause = WaitCause.Network;
        if (++job.NetworkFailures >= context.Settings.DownloadAttempts)
            FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.DownloadNetworkError, InstallNotifyStatus.LossOfService);
        else
            context.Arm(TimerSlot.DownloadRetry, context.Settings.DownloadRetry * (1 << Math.Min(job.NetworkFailures - 1, 8)));
    }

    public static void AskToContinue(in StepContext context) => context.Ask(UiSubject.DownloadContinueQuestion, context.Nv.Job?.Name ?? "");

    /// <summary>The answer to "continue the download?" (EXC-06, EXC-07); null: none came, so it is asked again after the next boot.</summary>
    public static void Answered(in StepContext context, FirmwareJob job, UserAnswer? answer)
    {
        if (answer == UserAnswer.Yes) Continue(context, job);
        else if (answer == UserAnswer.No) FumoMachine.Finish(context, job, FumoInput.UserNo, FumoResult.UserCancelled, InstallNotifyStatus.UserCancelled);
        else if (FumoMachine.Move(context, job, FumoInput.UserSilent)) job.Cause = WaitCause.Power;
    }

    /// <summary>The user cancels the running download (EXC-01).</summary>
    public static void Cancelled(in StepContext context, FirmwareJob job)
    {
        if (FumoTable.After(job.Phase, FumoInput.UserCancelled) is null) return;
        Break(context);
        FumoMachine.Finish(context, job, FumoInput.UserCancelled, FumoResult.UserCancelled, InstallNotifyStatus.UserCancelled);
    }

    /// <summary>Goes on where it was cut, once signal and memory allow it (EXC-05, EXC-07, EXC-11).</summary>
    public static void Continue(in StepContext context, FirmwareJob job)
    {
        if (!context.Nv.HasSignal) Park(context, job, WaitCause.Signal);
        else if (!context.Nv.HasMemory) Park(context, job, WaitCause.Memory);
        else if (job.ObjectUri is null && FumoMachine.Move(context, job, FumoInput.ContinueDescribing)) Describe(context, job);
        else if (job.ObjectUri is not null && FumoMachine.Move(context, job, FumoInput.ContinueFetching)) Fetch(context, job, first: false);
    }

    private static void Park(in StepContext context, FirmwareJob job, WaitCause cause)
    {
        if (FumoMachine.Move(context, job, FumoInput.CannotContinue)) job.Cause = cause;
    }

    public static void Notify(in StepContext context, FirmwareJob job)
    {
        context.Terminal.FumoRequest = context.Terminal.NextRequest();
        context.Emit(new TerminalAction.PostNotify(context.Terminal.FumoRequest, job.NotifyUri!, InstallNotifyStatus.Encode(job.NotifyOwed), RequestTimeout));
    }

    private static void Take(in StepContext context, FirmwareJob job, DownloadDescriptor descriptor)
    {
        job.Name = descriptor.Name;
        job.Size = descriptor.Size;
        job.ObjectUri = descriptor.ObjectUri;
        job.NotifyUri = descriptor.InstallNotifyUri;
        if (job.Visible) context.Show(UiSubject.DownloadDescriptor, $"{descriptor.Name} {descriptor.Size} {descriptor.Vendor} {descriptor.Description}");
    }

    private static void Fetch(in StepContext context, FirmwareJob job, bool first)
    {
        if (job.HoldsAll)
        {
            Complete(context, job);
            return;
        }

        if (first) context.Note(new TerminalFact.DownloadStarted());
        else CountResume(context, job);
        context.Terminal.FumoRequest = context.Terminal.NextRequest();
        context.Emit(new TerminalAction.Fetch(context.Terminal.FumoRequest, job.ObjectUri!, job.Offset, job.Offset > 0 ? job.Validator : null, RequestTimeout));
    }

    private static void CountResume(in StepContext context, FirmwareJob job)
    {
        context.Nv.Odometer.Resumes++;
        context.Note(new TerminalFact.DownloadResumed(job.Cause));
    }

    private static void Complete(in StepContext context, FirmwareJob job)
    {
        FirmwarePackage? expected = context.Settings.Packages.Find(job.Name);
        bool intact = expected is null || (expected.Octets == job.Offset && expected.Sha256.AsSpan().SequenceEqual(job.Hash.Digest()));
        if (!intact || job.Offset != job.Size)
        {
            FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.CorruptedPackage, InstallNotifyStatus.AttributeMismatch);
            return;
        }

        job.NewVersion = expected?.Version ?? job.Name ?? "updated";
        if (FumoMachine.Move(context, job, FumoInput.ObjectComplete)) UpdateSteps.Resume(context, job);
    }

    /// <summary>The server sends the whole object although a part was asked for: what is held is void, and what comes again counts as duplicate.</summary>
    private static void StartOver(in StepContext context, FirmwareJob job)
    {
        job.Offset = 0;
        job.Hash = new Sha256Midstate();
        context.Terminal.MarkDirty();
    }

    private static void Refused(in StepContext context, FirmwareJob job, int status)
    {
        Break(context);
        if (status is 206 or 412 or 416 && job.Offset > 0)
        {
            StartOver(context, job);
            job.Validator = null;
            if (FumoMachine.Move(context, job, FumoInput.ContinueFetching)) Fetch(context, job, first: false);
        }
        else if (status >= 500)
        {
            NetworkFailed(context, job);
        }
        else
        {
            FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.BadUrl, InstallNotifyStatus.LoaderError);
        }
    }

    /// <summary>Breaks the transfer off; whatever still comes of it is stale.</summary>
    private static void Break(in StepContext context)
    {
        context.Terminal.FumoRequest = 0;
        context.Emit(new TerminalAction.BreakTransfer());
    }
}

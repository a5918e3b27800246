using FleetSim.Device.Behaviour;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Firmware;

/// <summary>
/// The object, octet by octet, taken up wherever it was cut. Of the octets only their number and their hash are kept.
/// Spec: RFC 9110, 13.1.5 (If-Range), 14 (Range), 15.4 (redirects); QB-E-008, FUM-15.
/// </summary>
internal static class TransferSteps
{
    /// <summary>The first request for the object.</summary>
    public static void Begin(in StepContext context, FirmwareJob job)
    {
        context.Note(new TerminalFact.DownloadStarted());
        Get(context, job);
    }

    /// <summary>Takes the transfer up again.</summary>
    public static void Resume(in StepContext context, FirmwareJob job)
    {
        if (job.HoldsAll)
        {
            PackageCheck.Complete(context, job);
            return;
        }

        if (context.Terminal.Model.Firmware.Resume == ResumeHabit.None) StartOver(context, job);
        context.Nv.Odometer.Resumes++;
        context.Terminal.MarkDirty();
        context.Note(new TerminalFact.DownloadResumed(job.Cause));
        Get(context, job);
    }

    /// <summary>The header of the object's answer. A server that starts over is followed; one that refuses ends the job.</summary>
    public static void Started(in StepContext context, FirmwareJob job, TerminalEvent.FetchStarted head)
    {
        bool startsOver = head.Status == 200 || job.Offset == 0;
        bool resumed = head.Status == 206 && head.RangeStart == job.Offset && (job.Validator is null || head.Validator is null || head.Validator == job.Validator);
        if (WebAddress.IsRedirect(head.Status)) Redirect(context, job, head.Location);
        else if (head.Status is 200 or 206 && Objection(context, job, head, startsOver) is { } objection) Refuse(context, job, objection.Result, objection.Notify);
        else if (head.Status == 200 || resumed) Accept(context, job, head, startsOver);
        else if (head.Status == 416 && job.Offset > 0 && job.Size == 0 && head.TotalOctets == job.Offset) AllThere(context, job);
        else if (head.Status is 206 or 412 or 416 && job.Offset > 0) OnceMore(context, job);
        else if (head.Status >= 500) ServerFailed(context, job);
        else Refuse(context, job, ResultOf(head.Status), InstallNotifyStatus.LoaderError);
    }

    public static void Received(in StepContext context, FirmwareJob job, ReadOnlyMemory<byte> octets)
    {
        int duplicate = (int)Math.Clamp(job.HighWater - job.Offset, 0, octets.Length);
        job.Hash.Append(octets.Span);
        job.Offset += octets.Length;
        job.HighWater = Math.Max(job.HighWater, job.Offset);
        // Only octets that were never held are progress: a server that always starts over comes to the limit of attempts.
        if (duplicate < octets.Length) job.NetworkFailures = 0;
        context.Nv.Odometer.FirmwareOctets += octets.Length;
        context.Nv.Odometer.DuplicateOctets += duplicate;
        context.Note(new TerminalFact.OctetsReceived(octets.Length, duplicate));
        context.Terminal.MarkDirty();
        if (job.Size > 0 && job.Offset > job.Size) Refuse(context, job, FumoResult.CorruptedPackage, InstallNotifyStatus.AttributeMismatch);
        else if (job.Offset > context.Terminal.Model.Firmware.PackageOctets) Refuse(context, job, FumoResult.DownloadOutOfMemory, InstallNotifyStatus.InsufficientMemory);
    }

    public static void Ended(in StepContext context, FirmwareJob job, NetworkFailure? failure)
    {
        context.Terminal.EndFirmwareRequest();
        bool all = job.Size == 0 ? job.Offset > 0 : job.Offset >= job.Size;
        if (failure is null && all) PackageCheck.Complete(context, job);
        else if (failure == NetworkFailure.TargetNotAllowed) FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.BadUrl, InstallNotifyStatus.LoaderError);
        else Interruptions.NetworkFailed(context, job);
    }

    /// <summary>The FUMO result of an HTTP status that refuses.</summary>
    public static int ResultOf(int status) => status is 401 or 407 ? FumoResult.DownloadAuthenticationFailed : FumoResult.BadUrl;

    /// <summary>Breaks the transfer off; whatever still comes of it is stale.</summary>
    public static void Break(in StepContext context)
    {
        context.Terminal.EndFirmwareRequest();
        context.Emit(new TerminalAction.BreakTransfer());
    }

    private static void Get(in StepContext context, FirmwareJob job)
    {
        (job.Hops, job.Redirected) = (0, null);
        Get(context, job, job.ObjectUri!);
    }

    private static void Get(in StepContext context, FirmwareJob job, string uri)
    {
        bool sendsValidator = job.Offset > 0 && context.Terminal.Model.Firmware.Resume == ResumeHabit.RangeAndIfRange && job.Validator?.StartsWith("W/", StringComparison.Ordinal) == false;
        context.Emit(new TerminalAction.Fetch(context.Terminal.BeginFirmwareRequest(job), uri, job.Offset, sendsValidator ? job.Validator : null, DescriptorSteps.RequestTimeout));
    }

    private static void Accept(in StepContext context, FirmwareJob job, TerminalEvent.FetchStarted head, bool startsOver)
    {
        if (startsOver)
        {
            StartOver(context, job);
            job.Validator = head.Validator;
        }

        job.Validator ??= head.Validator;
        if (TakesSize(context, job, startsOver)) job.Size = head.TotalOctets ?? (job.IsDirect ? 0 : job.Size);
        context.Terminal.MarkDirty();
    }

    /// <summary>The header knows better where nobody has announced a size, or where the model does not check what was announced.</summary>
    private static bool TakesSize(in StepContext context, FirmwareJob job, bool startsOver) =>
        job.Size == 0 || (startsOver && (job.IsDirect || !context.Terminal.Model.Firmware.ChecksDescriptor));

    /// <summary>What stands against taking the octets; null: nothing.</summary>
    private static (int Result, int Notify)? Objection(in StepContext context, FirmwareJob job, TerminalEvent.FetchStarted head, bool startsOver)
    {
        FirmwareBehaviour model = context.Terminal.Model.Firmware;
        if (head.TotalOctets is < 0) return (FumoResult.CorruptedPackage, InstallNotifyStatus.AttributeMismatch);
        if (model.ChecksDescriptor && head.ContentType is not null && !MediaTypes.IsPackage(context, head.ContentType))
            return job.IsDirect ? (FumoResult.NotAcceptable, InstallNotifyStatus.NonAcceptableContent) : (FumoResult.CorruptedPackage, InstallNotifyStatus.AttributeMismatch);
        if (head.TotalOctets > model.PackageOctets) return (FumoResult.DownloadOutOfMemory, InstallNotifyStatus.InsufficientMemory);
        bool differs = head.TotalOctets is { } total && total != job.Size && !TakesSize(context, job, startsOver);
        return differs ? (FumoResult.CorruptedPackage, InstallNotifyStatus.AttributeMismatch) : null;
    }

    private static void Redirect(in StepContext context, FirmwareJob job, string? location)
    {
        Break(context);
        if (WebAddress.Follow(job, job.ObjectUri!, location) is not { } next) FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.BadUrl, InstallNotifyStatus.LoaderError);
        else if (FumoMachine.Move(context, job, FumoInput.ContinueFetching)) Get(context, job, next);
    }

    /// <summary>The range asked for is not to be had: from the first octet, without a Range.</summary>
    private static void OnceMore(in StepContext context, FirmwareJob job)
    {
        Break(context);
        StartOver(context, job);
        job.Validator = null;
        if (FumoMachine.Move(context, job, FumoInput.ContinueFetching)) Resume(context, job);
    }

    /// <summary>416 because there is nothing behind what is held: the object's size was not known, now it is.</summary>
    private static void AllThere(in StepContext context, FirmwareJob job)
    {
        Break(context);
        PackageCheck.Complete(context, job);
    }

    private static void ServerFailed(in StepContext context, FirmwareJob job)
    {
        Break(context);
        Interruptions.NetworkFailed(context, job);
    }

    /// <summary>What is held is void, and what comes again counts as duplicate.</summary>
    private static void StartOver(in StepContext context, FirmwareJob job)
    {
        job.Offset = 0;
        job.Hash = new Sha256Midstate();
        context.Terminal.MarkDirty();
    }

    private static void Refuse(in StepContext context, FirmwareJob job, int result, int notify)
    {
        Break(context);
        FumoMachine.Finish(context, job, FumoInput.Failed, result, notify);
    }
}

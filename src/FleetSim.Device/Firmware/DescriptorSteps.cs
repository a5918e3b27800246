using FleetSim.Device.Behaviour;
using FleetSim.Device.Ui;
using FleetSim.Protocol;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Firmware;

/// <summary>
/// What PkgURL names: a download descriptor, or the package itself, told by the answer's media type.
/// Spec: OMA-Download-OTA-V1_0, 5.2 and 7; OMA-TS-DM-FUMO-V1_0, PkgURL.
/// </summary>
internal static class DescriptorSteps
{
    internal static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Asks for what is at PkgURL.</summary>
    public static void Ask(in StepContext context, FirmwareJob job)
    {
        (job.Hops, job.Redirected) = (0, null);
        if (WebAddress.IsValid(job.PackageUrl)) Get(context, job, job.PackageUrl);
        else FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.BadUrl, InstallNotifyStatus.LoaderError);
    }

    public static void Described(in StepContext context, FirmwareJob job, TerminalEvent.HttpReplied reply)
    {
        if (reply.Status >= 500) Interruptions.NetworkFailed(context, job);
        else if (WebAddress.IsRedirect(reply.Status)) Redirect(context, job, reply.Location);
        else if (reply.Status != 200) Refuse(context, job, TransferSteps.ResultOf(reply.Status), InstallNotifyStatus.LoaderError);
        else if (MediaTypes.IsPackage(context, reply.ContentType)) TakePackage(context, job);
        else Read(context, job, reply);
    }

    /// <summary>No answer. One that is too large was no descriptor; a place that may not be asked is a bad address; the rest is tried again.</summary>
    public static void NotAnswered(in StepContext context, FirmwareJob job, NetworkFailure failure)
    {
        if (failure == NetworkFailure.TooLarge) Refuse(context, job, FumoResult.BadUrl, InstallNotifyStatus.InvalidDescriptor);
        else if (failure == NetworkFailure.TargetNotAllowed) Refuse(context, job, FumoResult.BadUrl, InstallNotifyStatus.LoaderError);
        else Interruptions.NetworkFailed(context, job);
    }

    private static void Get(in StepContext context, FirmwareJob job, string uri) => context.Emit(new TerminalAction.GetDescriptor(context.Terminal.BeginFirmwareRequest(job), uri, RequestTimeout)
    {
        Accept = string.Join(", ", [DescriptorCodec.MediaType, .. context.Terminal.Model.Firmware.Types]),
    });

    private static void Redirect(in StepContext context, FirmwareJob job, string? location)
    {
        if (WebAddress.Follow(job, job.PackageUrl, location) is { } next) Get(context, job, next);
        else Refuse(context, job, FumoResult.BadUrl, InstallNotifyStatus.LoaderError);
    }

    private static void Read(in StepContext context, FirmwareJob job, TerminalEvent.HttpReplied reply)
    {
        Decoded<DownloadDescriptor> descriptor = DescriptorCodec.Decode(reply.Body);
        bool checks = context.Terminal.Model.Firmware.ChecksDescriptor;
        if (descriptor.IsDone) Take(context, job, descriptor.Value);
        else if (reply.ContentType is null || MediaTypes.IsDescriptor(reply.ContentType)) Refuse(context, job, FumoResult.BadUrl, InstallNotifyStatus.InvalidDescriptor);
        else if (checks) Refuse(context, job, FumoResult.NotAcceptable, InstallNotifyStatus.NonAcceptableContent);
        else TakePackage(context, job);
    }

    private static void Take(in StepContext context, FirmwareJob job, DownloadDescriptor descriptor)
    {
        job.Name = descriptor.Name;
        job.Size = descriptor.Size;
        job.NotifyUri = descriptor.InstallNotifyUri;
        context.Terminal.MarkDirty();
        string? uri = WebAddress.Resolve(job.Redirected ?? job.PackageUrl, descriptor.ObjectUri);
        if (Objection(context, job, descriptor) is { } objection)
        {
            Refuse(context, job, objection.Result, objection.Notify);
        }
        else if (uri is null)
        {
            Refuse(context, job, FumoResult.BadUrl, InstallNotifyStatus.LoaderError);
        }
        else
        {
            job.ObjectUri = WebAddress.IsValid(descriptor.ObjectUri) ? descriptor.ObjectUri : uri;
            if (job.Visible) context.Show(UiSubject.DownloadDescriptor, $"{descriptor.Name} {descriptor.Size} {descriptor.Vendor} {descriptor.Description}");
            if (FumoMachine.Move(context, job, FumoInput.DescriptorRead)) TransferSteps.Begin(context, job);
        }
    }

    /// <summary>The address leads to the package: it is fetched as an object is, and nobody wants an install notification.</summary>
    private static void TakePackage(in StepContext context, FirmwareJob job)
    {
        (job.IsDirect, job.ObjectUri, job.Name) = (true, job.PackageUrl, WebAddress.LastPart(job.PackageUrl));
        if (FumoMachine.Move(context, job, FumoInput.PackageFound)) TransferSteps.Begin(context, job);
    }

    /// <summary>What stands against fetching the object; null: nothing. Spec: OMA-Download-OTA-V1_0, 5.2.2; QB-E-008, EXC-02.</summary>
    private static (int Result, int Notify)? Objection(in StepContext context, FirmwareJob job, DownloadDescriptor descriptor)
    {
        FirmwareBehaviour model = context.Terminal.Model.Firmware;
        // The same package at another address: the user's no holds, and nobody is asked again.
        if (context.Nv.Firmware!.Cancelled.Any(c => c.Name is not null && c.Name == job.Name && c.Size == job.Size)) return (FumoResult.UserCancelled, InstallNotifyStatus.UserCancelled);
        if (!model.ChecksDescriptor) return null;
        if (!IsVersion1(descriptor.DdVersion)) return (FumoResult.BadUrl, InstallNotifyStatus.InvalidDdVersion);
        foreach (string type in descriptor.Types)
        {
            if (!MediaTypes.IsPackage(context, type)) return (FumoResult.NotAcceptable, InstallNotifyStatus.NonAcceptableContent);
        }

        if (descriptor.Size == 0) return (FumoResult.BadUrl, InstallNotifyStatus.InvalidDescriptor);
        return descriptor.Size > model.PackageOctets ? (FumoResult.DownloadOutOfMemory, InstallNotifyStatus.InsufficientMemory) : null;
    }

    /// <summary>Missing means 1.0; any minor version will do.</summary>
    private static bool IsVersion1(string? version) => version is null or "" or "1" || version.StartsWith("1.", StringComparison.Ordinal);

    private static void Refuse(in StepContext context, FirmwareJob job, int result, int notify) => FumoMachine.Finish(context, job, FumoInput.Failed, result, notify);
}

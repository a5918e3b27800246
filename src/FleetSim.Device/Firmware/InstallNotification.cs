using FleetSim.Device.Behaviour;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Firmware;

/// <summary>The POST to installNotifyURI. It undoes nothing when it fails. Spec: OMA-Download-OTA-V1_0, 5.4.</summary>
internal static class InstallNotification
{
    /// <summary>Attempts to deliver it before it is given up.</summary>
    private const int Attempts = 3;

    /// <summary>The package is held whole; models differ in what they call installed.</summary>
    public static void OweAfterDownload(in StepContext context, FirmwareJob job)
    {
        if (context.Terminal.Model.Firmware.InstallNotify != InstallNotifyTime.AfterDownload) return;
        Owe(job, InstallNotifyStatus.Success);
        ResultReports.Deliver(context);
    }

    /// <summary>The job is over.</summary>
    public static void OweAtEnd(in StepContext context, FirmwareJob job, int status)
    {
        InstallNotifyTime time = context.Terminal.Model.Firmware.InstallNotify;
        if (time == InstallNotifyTime.AfterUpdate || (time == InstallNotifyTime.AfterDownload && !job.HasPackage)) Owe(job, status);
    }

    public static void Send(in StepContext context, FirmwareJob job) => context.Emit(new TerminalAction.PostNotify(
        context.Terminal.BeginFirmwareRequest(job), job.NotifyUri!, InstallNotifyStatus.Encode(job.NotifyOwed), DescriptorSteps.RequestTimeout));

    /// <summary>It was answered (any answer will do) or failed.</summary>
    public static void Sent(in StepContext context, FirmwareJob job, bool answered)
    {
        if (answered || ++job.NetworkFailures >= Attempts) job.NotifyOwed = 0;
        context.Terminal.MarkDirty();
        if (answered || job.NotifyOwed == 0) ResultReports.Deliver(context);
        else context.Arm(TimerSlot.ReportRetry, context.Settings.ReportRetry);
    }

    private static void Owe(FirmwareJob job, int status)
    {
        if (job.NotifyUri is null) return;
        (job.NotifyOwed, job.NetworkFailures) = (status, 0);
    }
}

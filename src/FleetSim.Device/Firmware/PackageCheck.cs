using FleetSim.Protocol.Download;

namespace FleetSim.Device.Firmware;

/// <summary>The object has come to its end: is it what was announced, and what the run's package map knows (FUM-05)?</summary>
internal static class PackageCheck
{
    public static void Complete(in StepContext context, FirmwareJob job)
    {
        if (job.Size == 0) job.Size = job.Offset;
        FirmwarePackage? expected = context.Settings.Packages.Of(job);
        bool isIntact = job.Offset == job.Size && (expected is null || PackageMap.IsContent(expected, job));
        if (!isIntact)
        {
            FumoMachine.Finish(context, job, FumoInput.Failed, FumoResult.CorruptedPackage, InstallNotifyStatus.AttributeMismatch);
            return;
        }

        if (!FumoMachine.Move(context, job, FumoInput.ObjectComplete)) return;
        job.HasPackage = true;
        job.Name ??= expected?.Name;
        job.NewVersion = expected?.Version ?? job.Name ?? "updated";
        UpdateSteps.ArmStart(context);
        InstallNotification.OweAfterDownload(context, job);
    }
}

using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Firmware;

/// <summary>
/// What a server commands of a FUMO object, and the Status it gets. A command that comes while a job is under way is answered 403: the node takes it,
/// but not now. Exec on Update without a package is answered 405: in State 10 the node has nothing that could be executed.
/// Spec: OMA-TS-DM-FUMO-V1_0, 5; OMA-TS-DM_RepPro-V1_2_1, Exec and Replace.
/// </summary>
internal static class FumoCommands
{
    public static int Exec(in StepContext context, TreeNode node, string? correlator, bool visible)
    {
        if (FumoObject.RootOf(context.Terminal.Model.Tree, node) is not { } root) return StatusCode.NotAllowed;
        FirmwareJob? job = context.Nv.Firmware?.JobOf(root);
        return node.Path[root.Length..] switch
        {
            "/Download" => Download(context, job, New(context, root, FumoObject.PackageUrl(context.Terminal.Tree, node), FumoCommand.Download, correlator, visible)),
            "/DownloadAndUpdate" => Download(context, job, New(context, root, FumoObject.PackageUrl(context.Terminal.Tree, node), FumoCommand.DownloadAndUpdate, correlator, visible)),
            "/Update" => Update(context, job, correlator, visible),
            _ => StatusCode.NotAllowed,
        };
    }

    public static int PackageData(in StepContext context, TreeNode node, ItemData data)
    {
        if (FumoObject.RootOf(context.Terminal.Model.Tree, node) is not { } root || !node.Access.HasFlag(AccessTypes.Replace)) return StatusCode.NotAllowed;
        FirmwareJob? before = context.Nv.Firmware?.JobOf(root);
        if (FumoTable.After(before?.Phase ?? FumoPhase.Idle, FumoInput.PackageData) is not { } ready) return StatusCode.Forbidden;
        byte[] octets = data.Octets;
        if (octets.Length > context.Terminal.Model.Firmware.PackageOctets || !context.Nv.HasMemory) return StatusCode.DeviceFull;
        if (before is not null) context.Nv.Firmware!.Remove(before);
        context.Terminal.MarkDirty();
        if (octets.Length > 0) context.Nv.Add(Given(context, root, octets, ready));
        return StatusCode.Ok;
    }

    /// <summary>A new address while a package waits for Exec on Update: that package is given up, State goes back to 10.</summary>
    public static void UrlReplaced(Terminal terminal, TreeNode node)
    {
        if (node.Name != "PkgURL" || FumoObject.RootOf(terminal.Model.Tree, node) is not { } root) return;
        if (terminal.Nv.Firmware?.JobOf(root) is { } job && FumoMachine.Move(terminal, job, FumoInput.UrlReplaced)) terminal.Nv.Firmware.Remove(job);
    }

    private static int Download(in StepContext context, FirmwareJob? before, FirmwareJob job)
    {
        if (FumoTable.After(before?.Phase ?? FumoPhase.Idle, FumoInput.Exec) is not { } queued) return StatusCode.Forbidden;
        // The user has said no to this package for good (EXC-02). 403 tells the server at once; an accepted command could only end in another 401.
        if (context.Nv.Firmware?.Cancelled.Any(c => c.Url == job.PackageUrl) == true) return StatusCode.Forbidden;
        job.Phase = queued;
        context.Nv.Add(job);
        context.Nv.Odometer.FirmwareStarted++;
        context.Terminal.MarkDirty();
        return StatusCode.Accepted;
    }

    private static int Update(in StepContext context, FirmwareJob? job, string? correlator, bool visible)
    {
        if (job is null || !FumoMachine.Move(context, job, FumoInput.ExecUpdate)) return job is { IsUnderWay: true } ? StatusCode.Forbidden : StatusCode.NotAllowed;
        (job.Command, job.Correlator, job.Visible) = (FumoCommand.Update, correlator, visible);
        if (job.PackageUrl.Length == 0) context.Nv.Odometer.FirmwareStarted++;
        return StatusCode.Accepted;
    }

    private static FirmwareJob New(in StepContext context, string root, string url, FumoCommand command, string? correlator, bool visible) => new()
    {
        Root = root, PackageUrl = url, Command = command, Correlator = correlator, Visible = visible, KeepsPackage = context.Terminal.Model.Firmware.KeepsPackage,
    };

    /// <summary>A package that came by DM: its size and hash are kept.</summary>
    private static FirmwareJob Given(in StepContext context, string root, byte[] octets, FumoPhase ready)
    {
        FirmwareJob job = new()
        {
            Root = root, Command = FumoCommand.Update, KeepsPackage = context.Terminal.Model.Firmware.KeepsPackage, Phase = ready, HasPackage = true,
            Size = octets.Length, Offset = octets.Length, HighWater = octets.Length,
        };
        job.Hash.Append(octets);
        FirmwarePackage? known = context.Settings.Packages.Of(job);
        job.Name = known?.Name;
        job.NewVersion = known?.Version ?? "updated";
        return job;
    }
}

using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Firmware;

/// <summary>Who ordered firmware, and how.</summary>
/// <param name="Server">Server id of the account; empty: the preset one.</param>
/// <param name="Correlator">The Exec's; null: it had none.</param>
/// <param name="Visible">True when the session was visible to the user.</param>
internal readonly record struct FumoOrder(string Server, string? Correlator, bool Visible);

/// <summary>
/// What a server commands of a FUMO object, and the Status it gets. A command that comes while a job is under way is answered 403: the node takes it,
/// but not now. Exec on Update without a package is answered 405: in State 10 the node has nothing that could be executed.
/// Spec: OMA-TS-DM-FUMO-V1_0, 5; OMA-TS-DM_RepPro-V1_2_1, Exec and Replace.
/// </summary>
internal static class FumoCommands
{
    /// <summary>Characters of a Correlator; it is kept until its report is answered.</summary>
    private const int CorrelatorLimit = 256;

    public static int Exec(in StepContext context, TreeNode node, FumoOrder order)
    {
        if (order.Correlator?.Length > CorrelatorLimit) return StatusCode.TooLarge;
        if (FumoObject.RootOf(context.Terminal.Model.Tree, node) is not { } root) return StatusCode.NotAllowed;
        // Each Exec is owed a report; a server that answers none of them cannot pile them up.
        if (context.Nv.Firmware?.Reports.Count(r => r.Root == root) >= FirmwareMemory.ReportsLimit) return StatusCode.Forbidden;
        FirmwareJob? job = context.Nv.Firmware?.JobOf(root);
        return node.Path[root.Length..] switch
        {
            "/Download" => Download(context, job, New(context, root, FumoObject.PackageUrl(context.Terminal.Tree, node), FumoCommand.Download, order)),
            "/DownloadAndUpdate" => Download(context, job, New(context, root, FumoObject.PackageUrl(context.Terminal.Tree, node), FumoCommand.DownloadAndUpdate, order)),
            "/Update" => Update(context, job, order),
            _ => StatusCode.NotAllowed,
        };
    }

    public static int CheckPackageData(in StepContext context, TreeNode node, ItemData data)
    {
        if (FumoObject.RootOf(context.Terminal.Model.Tree, node) is not { } root || !node.Access.HasFlag(AccessTypes.Replace)) return StatusCode.NotAllowed;
        if (FumoTable.After(PhaseOf(context, root), FumoInput.PackageData) is null) return StatusCode.Forbidden;
        return data.Length > context.Terminal.Model.Firmware.PackageOctets || !context.Nv.HasMemory ? StatusCode.DeviceFull : StatusCode.Ok;
    }

    public static int PackageData(in StepContext context, TreeNode node, ItemData data)
    {
        if (CheckPackageData(context, node, data) is var refused and not StatusCode.Ok) return refused;
        string root = FumoObject.RootOf(context.Terminal.Model.Tree, node)!;
        FirmwareJob? before = context.Nv.Firmware?.JobOf(root);
        FumoPhase ready = FumoTable.After(PhaseOf(context, root), FumoInput.PackageData)!.Value;
        byte[] octets = data.Octets;
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

    private static FumoPhase PhaseOf(in StepContext context, string root) => context.Nv.Firmware?.JobOf(root)?.Phase ?? FumoPhase.Idle;

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

    private static int Update(in StepContext context, FirmwareJob? job, FumoOrder order)
    {
        if (job is null || !FumoMachine.Move(context, job, FumoInput.ExecUpdate)) return job is { IsUnderWay: true } ? StatusCode.Forbidden : StatusCode.NotAllowed;
        (job.Command, job.Server, job.Correlator, job.Visible) = (FumoCommand.Update, order.Server, order.Correlator, order.Visible);
        if (job.PackageUrl.Length == 0) context.Nv.Odometer.FirmwareStarted++;
        return StatusCode.Accepted;
    }

    private static FirmwareJob New(in StepContext context, string root, string url, FumoCommand command, FumoOrder order) => new()
    {
        Root = root, PackageUrl = url, Command = command, Server = order.Server, Correlator = order.Correlator, Visible = order.Visible, KeepsPackage = context.Terminal.Model.Firmware.KeepsPackage,
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

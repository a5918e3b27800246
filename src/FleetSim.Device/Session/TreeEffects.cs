using FleetSim.Device.Accounts;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>What follows from a change of the tree outside of it: management objects learn of it once it is sure.</summary>
internal static class TreeEffects
{
    /// <summary>A node was changed; in an Atomic that counts only when the Atomic has succeeded.</summary>
    public static void Changed(in StepContext context, DmSession session, string uri)
    {
        context.Terminal.MarkDirty();
        if (session.Line.Atomic is { } atomic) atomic.Changed.Add(uri);
        else Affect(context, uri);
    }

    public static void Affect(in StepContext context, string uri)
    {
        AccountTree.Changed(context.Terminal);
        if (context.Terminal.Tree.Describe(uri) is { } node) FumoMachine.UrlReplaced(context.Terminal, node);
    }

    /// <summary>A package by Replace of PkgData: the tree keeps none of its octets, but says whether the server may. In an Atomic it is taken at its end.</summary>
    public static int Package(in StepContext context, DmSession session, string uri, Meta? meta, ItemData data)
    {
        DmTree tree = context.Terminal.Tree;
        TreeOverlay before = tree.Mark();
        int code = tree.Replace(session.Account.Server.Name, uri, meta, new ItemData([]), context.At);
        if (code == StatusCode.Ok) code = Package(context, session, tree.Describe(uri)!, data);
        if (code != StatusCode.Ok) tree.Take(before);
        return code;
    }

    private static int Package(in StepContext context, DmSession session, TreeNode node, ItemData data)
    {
        if (session.Line.Atomic is not { } atomic) return FumoMachine.PackageData(context, node, data);
        int code = FumoMachine.CheckPackageData(context, node, data);
        if (code == StatusCode.Ok) atomic.Packages.Add((node, data));
        return code;
    }
}

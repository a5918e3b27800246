using FleetSim.Device.Accounts;
using FleetSim.Device.Firmware;
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
        AccountTree.Changed(context.Terminal, uri);
        if (context.Terminal.Tree.Describe(uri) is { } node) FumoMachine.UrlReplaced(context.Terminal, node);
    }

    /// <summary>A package by Replace of PkgData: the tree keeps none of its octets, but says whether the server may.</summary>
    public static int Package(in StepContext context, DmSession session, string uri, Meta? meta, ItemData data)
    {
        int code = context.Terminal.Tree.Replace(session.Account.Server.Name, uri, meta, new ItemData([]), context.At);
        return code == StatusCode.Ok ? FumoMachine.PackageData(context, context.Terminal.Tree.Describe(uri)!, data) : code;
    }
}

using System.Globalization;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>
/// The properties of a node behind ?prop=. A property is read with the right to Get the node; access types speak of the node's value only.
/// <code>
/// ACL Name Title            Get, Replace
/// Format Type TStamp VerNo  Get
/// Size                      Get, leaves only
/// </code>
/// Spec: OMA-TS-DM_TND-V1_2_1, 7.7 (properties).
/// </summary>
internal static class NodeProperty
{
    public const string Acl = "ACL";
    public const string Format = "Format";
    public const string Name = "Name";
    public const string Type = "Type";
    public const string Size = "Size";
    public const string Title = "Title";
    public const string TStamp = "TStamp";
    public const string VerNo = "VerNo";

    /// <summary>True when trees with these optional properties have one of that name.</summary>
    public static bool Exists(string name, NodeProperties optional) => name switch
    {
        Acl or Format or Name or Type => true,
        Size => optional.HasFlag(NodeProperties.Size),
        Title => optional.HasFlag(NodeProperties.Title),
        TStamp => optional.HasFlag(NodeProperties.TStamp),
        VerNo => optional.HasFlag(NodeProperties.VerNo),
        _ => false,
    };

    public static TreeReading Get(TreeAccess access, int id, string name, Func<TreeNode, string?> live)
    {
        if (name == Size && access.State.IsInterior(id)) return TreeReading.Refused(StatusCode.NotAllowed);
        return access.May(id, AclCommands.Get)
            ? new TreeReading(StatusCode.Ok, Data: Text(access.State, id, name, live))
            : TreeReading.Refused(StatusCode.PermissionDenied);
    }

    /// <summary>The status; the change is in the access' state.</summary>
    public static int Replace(TreeAccess access, int id, string name, NodeFormat? declared, ItemData data)
    {
        if (name is not (Acl or Name or Title)) return StatusCode.NotAllowed;
        if (name == Name && access.IsFixed(id)) return StatusCode.NotAllowed;
        bool may = name == Acl ? access.MayChangeAcl(id) : access.May(id, AclCommands.Replace);
        if (!may) return StatusCode.PermissionDenied;
        int code = NodeValue.Take(NodeFormat.Chr, declared == NodeFormat.B64 ? declared : null, data, int.MaxValue, out ItemData text);
        if (code != StatusCode.Ok) return code;
        return name switch
        {
            Acl => ReplaceAcl(access, id, text.Text),
            Name => Rename(access, id, text.Text),
            _ => ReplaceTitle(access, id, text.Text),
        };
    }

    /// <summary>Checks a list and puts it on the node: 200, 413, 415 (cannot be read) or 405 (takes Add away from the root).</summary>
    public static int ReplaceAcl(TreeAccess access, int id, string text)
    {
        if (text.Length > TreeLimits.AclCharacters) return StatusCode.TooLarge;
        if (Protocol.Tnds.Acl.Parse(text) is not { IsDone: true, Value: { } acl }) return StatusCode.UnsupportedFormat;
        if (id == TreeState.Root && !KeepsAdd(access.State.AclInForce(id), acl)) return StatusCode.NotAllowed;
        access.SetAcl(id, text);
        return StatusCode.Ok;
    }

    /// <summary>Puts a title on the node: 200 or 413.</summary>
    public static int ReplaceTitle(TreeAccess access, int id, string text)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) > TreeLimits.TitleOctets) return StatusCode.TooLarge;
        access.SetTitle(id, text);
        return StatusCode.Ok;
    }

    /// <summary>As 20010711T163817Z; empty when the value never changed.</summary>
    public static string TStampText(NodeChange? change) =>
        change is { ChangedAt: > 0 and long seconds } ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) : "";

    public static string VerNoText(NodeChange? change) => (change?.VerNo ?? 0).ToString(CultureInfo.InvariantCulture);

    private static ItemData Text(TreeState state, int id, string name, Func<TreeNode, string?> live) => name switch
    {
        Acl => state.AclText(id),
        Format => state.Format(id).Text(),
        Name => state.Name(id),
        Type => state.Type(id) ?? "",
        Size => NodeValue.Octets(state.Value(id, live)).ToString(CultureInfo.InvariantCulture),
        Title => state.Title(id),
        TStamp => TStampText(state.Overlay.Find(id)),
        VerNo => VerNoText(state.Overlay.Find(id)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static int Rename(TreeAccess access, int id, string name)
    {
        TreeState state = access.State;
        TreeLimits limits = access.Template.Limits;
        if (name.Length > limits.SegmentLength) return StatusCode.UriTooLong;
        if (!TreeUri.IsSegment(name)) return StatusCode.UnsupportedFormat;
        if (name == state.Name(id)) return StatusCode.Ok;
        if (state.Child(state.Parent(id), name) != TreeState.Missing) return StatusCode.AlreadyExists;
        int longer = name.Length - state.Name(id).Length;
        if (longer > 0 && state.Subtree(id).Any(below => TreeUri.Length(state.Path(below)) + longer > limits.TotalLength)) return StatusCode.UriTooLong;
        access.SetName(id, name);
        return StatusCode.Ok;
    }

    /// <summary>True when everybody whom the list let Add is let by the new one.</summary>
    private static bool KeepsAdd(Acl before, Acl after) =>
        before.Servers(AclCommands.Add).All(server => server == "*" ? after.Servers(AclCommands.Add) is ["*"] : after.Allows(AclCommands.Add, server)) && !after.IsEmpty;
}

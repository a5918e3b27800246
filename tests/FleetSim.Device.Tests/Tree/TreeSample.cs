using FleetSim.Device.Behaviour;
using FleetSim.Device.Snapshot;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Tree;

/// <summary>A small tree with everything a tree can have, and the servers A and B.</summary>
internal static class TreeSample
{
    public const AccessTypes Everything = AccessTypes.Add | AccessTypes.Copy | AccessTypes.Delete | AccessTypes.Exec | AccessTypes.Get | AccessTypes.Replace;

    public static readonly TreeTemplate Template = new(
    [
        Interior("", AccessTypes.Get | AccessTypes.Add | AccessTypes.Replace),
        Interior("Fix", AccessTypes.Get | AccessTypes.Replace) with { Acl = "Get=*&Replace=A", Title = "fixed" },
        Leaf("Fix/Text") with { Default = "t", Title = "a text" }, Leaf("Fix/Num", NodeFormat.Int) with { Default = "1" },
        Leaf("Fix/Bin", NodeFormat.Bin) with { Default = "AQI=" }, Leaf("Fix/Flag", NodeFormat.Bool) with { Default = "true" },
        Leaf("Fix/Page") with { Type = "text/html" },
        Leaf("Fix/Const") with { Access = AccessTypes.Get, Default = "c" }, Leaf("Fix/Secret") with { Access = AccessTypes.Replace, Default = "s" },
        Leaf("Fix/State", NodeFormat.Int) with { Access = AccessTypes.Get, Source = NodeSource.FumoState, Default = "10" },
        Interior("Run", AccessTypes.Get | AccessTypes.Exec) with { Acl = "Exec=A&Get=*" },
        Interior("Dyn", AccessTypes.Get | AccessTypes.Add) with { Acl = "Add=*&Delete=A&Get=*&Replace=A" },
        Interior("Dyn/*", Everything) with { IsPlaceholder = true },
        Leaf("Dyn/*/Name") with { Access = AccessTypes.Get | AccessTypes.Replace | AccessTypes.Delete }, Leaf("Dyn/*/Key") with { Access = AccessTypes.Replace },
        Interior("Dyn/First", AccessTypes.Get | AccessTypes.Delete | AccessTypes.Replace) with { IsPermanent = false },
        Leaf("Dyn/First/Name") with { Default = "first", IsPermanent = false },
        Interior("Closed", AccessTypes.Get) with { Acl = "Add=*&Delete=*&Get=*&Replace=*" }, Leaf("Closed/*", NodeFormat.Int) with { IsPlaceholder = true, Access = Everything },
        Leaf("Closed/Kept") with { IsPermanent = false, Access = AccessTypes.Get },
        Leaf("DevDetail/URI/MaxDepth", NodeFormat.Int) with { Default = "5" }, Leaf("DevDetail/URI/MaxTotLen", NodeFormat.Int) with { Default = "40" },
        Leaf("DevDetail/URI/MaxSegLen", NodeFormat.Int) with { Default = "10" },
    ]);

    public static readonly DateTimeOffset Later = Samples.Start.AddMinutes(5);

    public static DmTree Tree(TreeBehaviour? behaviour = null) => new(Template, behaviour ?? new TreeBehaviour());

    public static string? NotLive(TreeNode node) => null;

    public static Meta Meta(string? format, string? type = null) => new() { Format = format, Type = type };

    public static TreeReading Get(this DmTree tree, string? server, string uri) => tree.Get(server, uri, NotLive);

    public static int Replace(this DmTree tree, string? server, string uri, string value, string? format = null, string? type = null) =>
        tree.Replace(server, uri, Meta(format, type), value, Samples.Start);

    public static int Add(this DmTree tree, string? server, string uri, string? value = null, string? format = null, string? type = null) =>
        tree.Add(server, uri, Meta(format, type), value is null ? (ItemData?)null : value, Samples.Start);

    public static int Delete(this DmTree tree, string? server, string uri) => tree.Delete(server, uri, Samples.Start);

    public static int Copy(this DmTree tree, string? server, string source, string target) => tree.Copy(server, source, target, NotLive, Samples.Start);

    public static string Property(this DmTree tree, string uri, string name)
    {
        TreeReading reading = tree.Get(null, $"{uri}?prop={name}");
        Assert.Equal(200, reading.Status);
        return reading.Value;
    }

    /// <summary>All there is to see, a line for each node.</summary>
    public static string[] Everything_in(DmTree tree) =>
    [
        tree.Property(".", "ACL"),
        .. tree.Paths.Select(path => "./" + path).Order(StringComparer.Ordinal).Select(uri => $"{uri} {tree.Get(null, uri).Type} {ValueIn(tree, uri)} {Properties(tree, uri)}"),
    ];

    public static byte[] Saved(DmTree tree)
    {
        SnapshotWriter writer = new();
        TreeSnapshot.Write(tree, writer);
        return writer.Written.ToArray();
    }

    public static DmTree Loaded(byte[] octets, TreeTemplate? template = null)
    {
        DmTree tree = new(template ?? Template, new TreeBehaviour());
        SnapshotReader reader = new(octets);
        TreeSnapshot.Read(tree, ref reader);
        Assert.True(reader.AtEnd);
        return tree;
    }

    public static TreeNode Leaf(string path, NodeFormat format = NodeFormat.Chr) =>
        new() { Path = path, Format = format, Access = AccessTypes.Get | AccessTypes.Replace };

    public static TreeNode Interior(string path, AccessTypes access) => new() { Path = path, Format = NodeFormat.Node, Access = access };

    private static string ValueIn(DmTree tree, string uri) =>
        tree.Get(null, uri) is { Format: not NodeFormat.Node } leaf ? Convert.ToBase64String(leaf.Data.Octets) : "";

    private static string Properties(DmTree tree, string uri) =>
        string.Join(' ', new[] { "ACL", "Format", "Name", "Title", "TStamp", "VerNo" }.Select(name => $"{name}={tree.Property(uri, name)}"));
}

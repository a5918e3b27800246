using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Models;

/// <summary>Models as plain text.</summary>
public static class ModelText
{
    /// <summary>A table: id, maker and model, DM version, encoding, what it stands for.</summary>
    public static void WriteList(IReadOnlyList<HandsetModel> models, TextWriter output)
    {
        string[][] rows = [["ID", "MODEL", "DM", "FORM", "STANDS FOR"], .. models.Select(m => (string[])[m.Id, $"{m.Manufacturer} {m.Model}", Version(m), Encoding(m), m.Description])];
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows) output.WriteLine(string.Join("  ", row.Select((cell, column) => column < widths.Length ? cell.PadRight(widths[column]) : cell)));
    }

    /// <summary>What it says of itself, changed switches, the tree.</summary>
    public static void Write(HandsetModel model, TextWriter output)
    {
        output.WriteLine($"{model.Id}: {model.Description}");
        output.WriteLine($"  {model.Manufacturer} {model.Model}, software {model.SoftwareVersion}, hardware {model.HardwareVersion}, language {model.Language}, DM {Version(model)} in {Encoding(model)}");
        output.WriteLine("switches that are not as by default");
        IReadOnlyList<KeyValuePair<string, string>> switches = ModelSwitches.Changed(model);
        foreach ((string key, string value) in switches) output.WriteLine($"  {key} = {value}");
        if (switches.Count == 0) output.WriteLine("  none");
        output.WriteLine("tree (Add, Copy, Delete, eXec, Get, Replace; * stands for names that come at run time)");
        foreach (TreeNode node in model.Tree.Nodes.Prepend(model.Tree.Root)) output.WriteLine($"  {Access(node)} {node.Format.Text(),-5} ./{node.Path}{Value(node)}");
    }

    public static string Version(HandsetModel model) => model.Dm.Version switch
    {
        DmVersion.V12 => "1.2",
        DmVersion.V112 => "1.1.2",
        DmVersion.V112WithReports => "1.1.2 + 1226",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Encoding(HandsetModel model) => model.Dm.Encoding == SyncMlEncoding.Xml ? "XML" : "WBXML";

    public static string Access(TreeNode node) =>
        string.Concat(Letters.Select(letter => node.Access.HasFlag(letter.Access) ? letter.Letter : '-'));

    private static readonly (AccessTypes Access, char Letter)[] Letters =
        [(AccessTypes.Add, 'A'), (AccessTypes.Copy, 'C'), (AccessTypes.Delete, 'D'), (AccessTypes.Exec, 'X'), (AccessTypes.Get, 'G'), (AccessTypes.Replace, 'R')];

    private static string Value(TreeNode node) =>
        (node.Source != NodeSource.Stored ? $"  ({node.Source})" : node.Default is { Length: > 0 } value ? $" = {value}" : "")
        + (node.Acl is { } acl ? $"  ACL {acl}" : "") + (node.Type is { } type ? $"  [{type}]" : "");
}

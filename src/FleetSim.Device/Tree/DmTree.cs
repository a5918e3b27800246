using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tree;

/// <summary>What a Get finds.</summary>
/// <param name="Status">200, or why not.</param>
/// <param name="Format">"node", "chr"...; null without a value.</param>
/// <param name="Value">The leaf's value, or the children's names joined by "/".</param>
public readonly record struct TreeReading(int Status, string? Format, string Value)
{
    public static TreeReading Refused(int status) => new(status, null, "");
}

/// <summary>
/// One handset's tree: the model's template plus the few values that differ. An untouched handset costs one null.
/// Order of checks: URI length (414), existence (404), access (405), size (413), then the change.
/// </summary>
public sealed class DmTree(TreeTemplate template)
{
    /// <summary>Longest URI taken, in characters: ./DevDetail/URI/MaxTotLen.</summary>
    public const int UriLimit = 127;

    /// <summary>Longest leaf value taken, in characters.</summary>
    public const int ValueLimit = 1024;

    private List<OverlayValue>? _overlay;

    /// <summary>A value put over the template's default.</summary>
    public readonly record struct OverlayValue(int Node, string Value);

    public TreeTemplate Template => template;

    public IReadOnlyList<OverlayValue> Overlay => _overlay ?? (IReadOnlyList<OverlayValue>)[];

    /// <summary>Reads a node; <paramref name="live"/> supplies the values that are not stored in the tree.</summary>
    public TreeReading Get(string uri, Func<NodeSource, string> live)
    {
        if (uri.Length > UriLimit) return TreeReading.Refused(StatusCode.UriTooLong);
        if (uri.Contains('?', StringComparison.Ordinal)) return TreeReading.Refused(StatusCode.OptionalFeatureNotSupported);
        if (TreeTemplate.IsRoot(uri)) return new TreeReading(StatusCode.Ok, "node", template.ChildNames(TreeTemplate.RootNumber));
        int at = template.Find(uri);
        if (at < 0) return TreeReading.Refused(StatusCode.NotFound);
        TreeNode node = template.Nodes[at];
        if (!node.Access.HasFlag(AccessTypes.Get)) return TreeReading.Refused(StatusCode.NotAllowed);
        return node.Format == NodeFormat.Node
            ? new TreeReading(StatusCode.Ok, "node", template.ChildNames(at))
            : new TreeReading(StatusCode.Ok, node.Format.Text(), node.Source == NodeSource.Stored ? Stored(at) : live(node.Source));
    }

    /// <summary>Replaces a leaf's value; returns the status and changes nothing unless it is 200.</summary>
    public int Replace(string uri, string value)
    {
        if (uri.Length > UriLimit) return StatusCode.UriTooLong;
        if (uri.Contains('?', StringComparison.Ordinal)) return StatusCode.OptionalFeatureNotSupported;
        int at = template.Find(uri);
        if (at < 0) return TreeTemplate.IsRoot(uri) ? StatusCode.NotAllowed : StatusCode.NotFound;
        TreeNode node = template.Nodes[at];
        if (node.Format == NodeFormat.Node || !node.Access.HasFlag(AccessTypes.Replace)) return StatusCode.NotAllowed;
        if (value.Length > ValueLimit) return StatusCode.TooLarge;
        Put(at, value);
        return StatusCode.Ok;
    }

    /// <summary>Back to the factory's values.</summary>
    public void Reset() => _overlay = null;

    /// <summary>The stored value of a leaf, by its number in the template.</summary>
    public string Stored(int node)
    {
        if (_overlay is not null)
        {
            foreach (OverlayValue entry in _overlay)
            {
                if (entry.Node == node) return entry.Value;
            }
        }

        return template.Nodes[node].Default ?? "";
    }

    /// <summary>Sets a value without asking for access: the factory's and the snapshot's way in.</summary>
    public void Put(int node, string value)
    {
        int at = _overlay?.FindIndex(e => e.Node == node) ?? -1;
        bool isDefault = value == (template.Nodes[node].Default ?? "");
        if (at >= 0 && isDefault) _overlay!.RemoveAt(at);
        else if (at >= 0) _overlay![at] = new OverlayValue(node, value);
        else if (!isDefault) (_overlay ??= new List<OverlayValue>(1)).Add(new OverlayValue(node, value));
    }
}

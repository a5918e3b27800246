using FleetSim.Device.Tree;

namespace FleetSim.Device.Objects;

/// <summary>Where the value of a leaf of a standard object comes from.</summary>
/// <param name="Source">Stored: the model says it once for all.</param>
/// <param name="Value">What the model says; null for the other sources.</param>
internal readonly record struct LeafBinding(NodeSource Source, string? Value = null)
{
    public static implicit operator LeafBinding(NodeSource source) => new(source);

    public static implicit operator LeafBinding(string value) => new(NodeSource.Stored, value);

    public TreeNode Bind(TreeNode leaf) => leaf with { Source = Source, Default = Value };
}

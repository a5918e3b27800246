using System.Collections;

namespace FleetSim.Device.Tree;

/// <summary>All that is different about one handset's tree: an immutable value, so that an old one can be kept and put back.</summary>
public sealed class TreeOverlay : IReadOnlyList<NodeChange>, IEquatable<TreeOverlay>
{
    public static readonly TreeOverlay Empty = new([], default);

    // By ascending id, none without a difference.
    private readonly NodeChange[] _changes;

    private readonly OverlayWeight _weight;

    private TreeOverlay(NodeChange[] changes, OverlayWeight weight) => (_changes, _weight) = (changes, weight);

    public int Count => _changes.Length;

    /// <summary>What all changes take of the tree's capacity.</summary>
    public int Octets => _weight.Octets;

    /// <summary>True when nodes were added, deleted or renamed: then paths of the template no longer lead to its nodes.</summary>
    internal bool ChangesStructure => _weight.Structural > 0;

    /// <summary>True when a node has another access control list than the factory gave it.</summary>
    internal bool ChangesLists => _weight.Lists > 0;

    internal int LastId => _changes is [.., NodeChange last] ? last.Id : TreeTemplate.RootNumber;

    public NodeChange this[int index] => _changes[index];

    /// <summary>What is different about that node; null when nothing is.</summary>
    public NodeChange? Find(int id) => IndexOf(id) is >= 0 and int index ? _changes[index] : null;

    public bool Equals(TreeOverlay? other) => other is not null && _changes.AsSpan().SequenceEqual(other._changes);

    public override bool Equals(object? obj) => Equals(obj as TreeOverlay);

    public override int GetHashCode() => _changes.Length == 0 ? 0 : HashCode.Combine(_changes.Length, _changes[0]);

    /// <summary>Every change on a line.</summary>
    public override string ToString() => string.Join('\n', _changes.AsEnumerable());

    public IEnumerator<NodeChange> GetEnumerator() => _changes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The changes in any order, each id once.</summary>
    internal static TreeOverlay Of(IEnumerable<NodeChange> changes)
    {
        NodeChange[] kept = [.. changes.Where(change => !change.IsNothing).OrderBy(change => change.Id)];
        return kept.Length == 0 ? Empty : new TreeOverlay(kept, kept.Aggregate(default(OverlayWeight), (sum, change) => sum + OverlayWeight.Of(change)));
    }

    /// <summary>With this change in place of the one the node had.</summary>
    internal TreeOverlay With(NodeChange change)
    {
        int index = IndexOf(change.Id);
        NodeChange? before = index < 0 ? null : _changes[index];
        if (before is null && change.IsNothing) return this;
        ReadOnlySpan<NodeChange> left = _changes.AsSpan(0, index < 0 ? ~index : index), right = _changes.AsSpan(index < 0 ? ~index : index + 1);
        NodeChange[] changes = change.IsNothing ? [.. left, .. right] : [.. left, change, .. right];
        if (changes.Length == 0) return Empty;
        // Added up from the difference: a long message would otherwise count a large overlay once for each command.
        OverlayWeight weight = change.IsNothing ? _weight : _weight + OverlayWeight.Of(change);
        return new TreeOverlay(changes, before is null ? weight : weight - OverlayWeight.Of(before));
    }

    /// <summary>Without the changes of these nodes.</summary>
    internal TreeOverlay Without(IReadOnlySet<int> ids) => _changes.Any(change => ids.Contains(change.Id)) ? Of(_changes.Where(change => !ids.Contains(change.Id))) : this;

    /// <summary>What changes amount to: their octets, and how many of them change the structure or a list.</summary>
    private readonly record struct OverlayWeight(int Octets, int Structural, int Lists)
    {
        public static OverlayWeight Of(NodeChange change) => new(change.Octets, change.ChangesStructure ? 1 : 0, change.Acl is null ? 0 : 1);

        public static OverlayWeight operator +(OverlayWeight left, OverlayWeight right) =>
            new(left.Octets + right.Octets, left.Structural + right.Structural, left.Lists + right.Lists);

        public static OverlayWeight operator -(OverlayWeight left, OverlayWeight right) =>
            new(left.Octets - right.Octets, left.Structural - right.Structural, left.Lists - right.Lists);
    }

    /// <summary>The place of that id, or the complement of where it would stand.</summary>
    private int IndexOf(int id)
    {
        (int from, int to) = (0, _changes.Length - 1);
        while (from <= to)
        {
            int middle = (from + to) / 2;
            if (_changes[middle].Id == id) return middle;
            (from, to) = _changes[middle].Id < id ? (middle + 1, to) : (from, middle - 1);
        }

        return ~from;
    }
}

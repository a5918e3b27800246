using System.Collections;

namespace FleetSim.Device.Tree;

/// <summary>All that is different about one handset's tree: an immutable value, so that an old one can be kept and put back.</summary>
public sealed class TreeOverlay : IReadOnlyList<NodeChange>, IEquatable<TreeOverlay>
{
    public static readonly TreeOverlay Empty = new([], octets: 0, structural: 0);

    // By ascending id, none without a difference.
    private readonly NodeChange[] _changes;

    private readonly int _structural;

    private TreeOverlay(NodeChange[] changes, int octets, int structural) => (_changes, Octets, _structural) = (changes, octets, structural);

    public int Count => _changes.Length;

    /// <summary>What all changes take of the tree's capacity.</summary>
    public int Octets { get; }

    /// <summary>True when nodes were added, deleted or renamed: then paths of the template no longer lead to its nodes.</summary>
    internal bool ChangesStructure => _structural > 0;

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
        return kept.Length == 0 ? Empty : new TreeOverlay(kept, kept.Sum(change => change.Octets), kept.Count(change => change.ChangesStructure));
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
        (int octets, int structural) = change.IsNothing ? (0, 0) : Weight(change);
        (int octetsBefore, int structuralBefore) = before is null ? (0, 0) : Weight(before);
        return new TreeOverlay(changes, Octets + octets - octetsBefore, _structural + structural - structuralBefore);
    }

    /// <summary>Without the changes of these nodes.</summary>
    internal TreeOverlay Without(IReadOnlySet<int> ids) => _changes.Any(change => ids.Contains(change.Id)) ? Of(_changes.Where(change => !ids.Contains(change.Id))) : this;

    private static (int Octets, int Structural) Weight(NodeChange change) => (change.Octets, change.ChangesStructure ? 1 : 0);

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

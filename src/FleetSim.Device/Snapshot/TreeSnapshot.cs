using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Snapshot;

/// <summary>
/// What differs in a handset's tree, a few octets for each change.
/// <code>
/// changes | template fingerprint? | change...     the fingerprint only when there are changes
/// change  = id - id before | fields | value? | acl? | title? | name? | changed at? | version number? | parent + 1, description + 2, format, type?
/// </code>
/// Ids begin at -1 (the root), so the first difference counts from -2.
/// </summary>
public static class TreeSnapshot
{
    private const int BeforeFirst = TreeTemplate.RootNumber - 1;

    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    [Flags]
    private enum Fields
    {
        None = 0,
        Value = 1,
        Octets = 2,
        Acl = 4,
        Title = 8,
        Name = 16,
        Deleted = 32,
        Stamp = 64,
        Added = 128,
        VerNo = 256,
    }

    public static void Write(DmTree tree, SnapshotWriter writer) => Write(tree.Template, tree.Overlay, writer);

    /// <param name="template">The model's tree.</param>
    /// <param name="overlay">What differs from it.</param>
    /// <param name="writer">Takes the octets.</param>
    internal static void Write(TreeTemplate template, TreeOverlay overlay, SnapshotWriter writer)
    {
        writer.Number((long)overlay.Count);
        if (overlay.Count > 0) writer.Number((long)template.Fingerprint);
        int before = BeforeFirst;
        foreach (NodeChange change in overlay)
        {
            writer.Number((long)change.Id - before);
            Write(change, writer);
            before = change.Id;
        }
    }

    /// <summary>Fills the tree.</summary>
    /// <exception cref="FormatException">Damaged, or the model's tree is not the one it was written for.</exception>
    public static void Read(DmTree tree, ref SnapshotReader reader)
    {
        int count = reader.Int();
        if (count > 0 && reader.Number() != tree.Template.Fingerprint) throw new FormatException("The handset's model has changed its tree since the snapshot was written.");
        List<NodeChange> changes = [];
        long before = BeforeFirst;
        for (; count > 0; count--)
        {
            before += reader.Int();
            NodeChange change = Read((int)Math.Min(before, int.MaxValue), ref reader);
            if (!IsSound(change, changes, tree.Template)) throw new FormatException("The tree in the handset snapshot is damaged.");
            changes.Add(change);
        }

        tree.Take(TreeOverlay.Of(changes));
    }

    private static void Write(NodeChange change, SnapshotWriter writer)
    {
        writer.Number((long)FieldsOf(change));
        if (change.Value is { IsOctets: true } octets) writer.Octets(octets.Octets);
        else if (change.Value is { } text) writer.Text(text.Text);
        if (change.Acl is not null) writer.Text(change.Acl);
        if (change.Title is not null) writer.Text(change.Title);
        if (change.Name is not null) writer.Text(change.Name);
        if (change.ChangedAt != 0) writer.Number(change.ChangedAt);
        if (change.VerNo != 0) writer.Number((long)change.VerNo);
        if (change.Added is not { } added) return;
        writer.Number(added.Parent + 1L);
        writer.Number(added.Description + 2L);
        writer.Number((long)added.Format);
        writer.Optional(added.Type);
    }

    private static Fields FieldsOf(NodeChange change) =>
        (change.Value is null ? 0 : Fields.Value) | (change.Value is { IsOctets: true } ? Fields.Octets : 0) | (change.Acl is null ? 0 : Fields.Acl)
        | (change.Title is null ? 0 : Fields.Title) | (change.Name is null ? 0 : Fields.Name) | (change.IsDeleted ? Fields.Deleted : 0)
        | (change.ChangedAt == 0 ? 0 : Fields.Stamp) | (change.VerNo == 0 ? 0 : Fields.VerNo) | (change.Added is null ? 0 : Fields.Added);

    private static NodeChange Read(int id, ref SnapshotReader reader)
    {
        Fields fields = (Fields)reader.Int();
        return new NodeChange(id)
        {
            IsDeleted = fields.HasFlag(Fields.Deleted),
            Value = !fields.HasFlag(Fields.Value) ? (ItemData?)null : fields.HasFlag(Fields.Octets) ? new ItemData(reader.Octets()) : new ItemData(reader.Text()),
            Acl = fields.HasFlag(Fields.Acl) ? reader.Text() : null,
            Title = fields.HasFlag(Fields.Title) ? reader.Text() : null,
            Name = fields.HasFlag(Fields.Name) ? reader.Text() : null,
            ChangedAt = fields.HasFlag(Fields.Stamp) ? reader.Long() : 0,
            VerNo = fields.HasFlag(Fields.VerNo) ? (ushort)reader.Int() : (ushort)0,
            Added = fields.HasFlag(Fields.Added) ? new AddedNode(reader.Int() - 1, reader.Int() - 2, (NodeFormat)reader.Int(), reader.OptionalText()) : null,
        };
    }

    /// <summary>True when the change speaks of a node that the template or an earlier change has, so that no command stumbles over it.</summary>
    private static bool IsSound(NodeChange change, List<NodeChange> earlier, TreeTemplate template)
    {
        int nodes = template.Nodes.Count;
        bool isOrdered = change.Id > (earlier is [.., NodeChange last] ? last.Id : BeforeFirst);
        bool isKnown = change.Id >= nodes == (change.Added is not null);
        bool isReadable = change.Acl is null || Acl.Parse(change.Acl).IsDone;
        if (!isOrdered || !isKnown || !isReadable || change.ChangedAt > LastSecond) return false;
        return change.Added is not { } added
            || (change.Name is not null && Enum.IsDefined(added.Format) && added.Description < nodes
                && (added.Parent < nodes || earlier.Exists(parent => parent.Id == added.Parent)));
    }
}

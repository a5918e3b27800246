using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tree;

/// <summary>What is different about one node of a handset's tree; null and 0 mean as in the template.</summary>
/// <param name="Id">A template's node by its number, the root by <see cref="TreeTemplate.RootNumber"/>; beyond the template's last number: a node that was added.</param>
public sealed record NodeChange(int Id)
{
    /// <summary>Octets that a change takes besides its texts.</summary>
    private const int BareOctets = 16;

    /// <summary>Text, or octets for bin.</summary>
    public ItemData? Value { get; init; }

    /// <summary>Empty: inherits, although the template's node has a list.</summary>
    public string? Acl { get; init; }

    public string? Title { get; init; }

    /// <summary>The name, where it was changed or the node was added.</summary>
    public string? Name { get; init; }

    /// <summary>True: the template's node is gone with all below it.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>TStamp: the last change of the value, Unix seconds.</summary>
    public long ChangedAt { get; init; }

    /// <summary>VerNo: changes of the value, wraps.</summary>
    public ushort VerNo { get; init; }

    /// <summary>Null for a template's node.</summary>
    public AddedNode? Added { get; init; }

    /// <summary>What it takes of the tree's capacity.</summary>
    public int Octets =>
        BareOctets + Count(Acl) + Count(Title) + Count(Name) + Count(Added?.Type) + (Value is { } value ? NodeValue.Octets(value) : 0);

    internal bool IsNothing => this is { Value: null, Acl: null, Title: null, Name: null, IsDeleted: false, ChangedAt: 0, VerNo: 0, Added: null };

    internal bool ChangesStructure => IsDeleted || Name is not null;

    private static int Count(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}

/// <summary>What an added node is.</summary>
/// <param name="Parent">The parent's id.</param>
/// <param name="Description">Number of the template's node that describes it, or <see cref="TreeState.Undescribed"/>.</param>
/// <param name="Type">MIME type or management object id; null: none.</param>
public sealed record AddedNode(int Parent, int Description, NodeFormat Format, string? Type);

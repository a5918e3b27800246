using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>The template and the changes together: the tree as it stands at one moment. A node is named by its id, see <see cref="NodeChange"/>.</summary>
internal readonly struct TreeState(TreeTemplate template, TreeOverlay overlay)
{
    public const int Root = TreeTemplate.RootNumber;

    /// <summary>No node has this id.</summary>
    public const int Missing = -2;

    /// <summary>No node of the template describes an added node.</summary>
    public const int Undescribed = -2;

    /// <summary>What an added node allows that nothing describes: its access control list decides.</summary>
    private const AccessTypes FreeAccess = AccessTypes.Add | AccessTypes.Copy | AccessTypes.Delete | AccessTypes.Get | AccessTypes.Replace;

    public TreeTemplate Template => template;

    public TreeOverlay Overlay => overlay;

    public TreeState With(NodeChange change) => new(template, overlay.With(change));

    /// <summary>What is different about the node, or a change without a difference.</summary>
    public NodeChange Change(int id) => overlay.Find(id) ?? new NodeChange(id);

    /// <summary>Number of the template's node that is the node, or describes it; <see cref="Undescribed"/> for an added one that fits none.</summary>
    public int Description(int id) => IsAdded(id) ? Added(id).Description : id;

    public int Parent(int id) => IsAdded(id) ? Added(id).Parent : template.Parent(id);

    public string Name(int id) => id == Root ? "." : overlay.Find(id)?.Name ?? template[id].Name;

    public NodeFormat Format(int id) => IsAdded(id) ? Added(id).Format : template[id].Format;

    public bool IsInterior(int id) => Format(id) == NodeFormat.Node;

    /// <summary>True when no server may delete or rename it. Nodes that came at run time may go as well.</summary>
    public bool IsPermanent(int id) => id == Root || (!IsAdded(id) && template[id].IsPermanent);

    public AccessTypes Access(int id) => Description(id) is not Undescribed and int number ? template[number].Access : FreeAccess;

    /// <summary>MIME type of a leaf; management object id of an interior node, or null.</summary>
    public string? Type(int id)
    {
        string? type = IsAdded(id) ? Added(id).Type : template[id].Type;
        return type ?? (IsInterior(id) ? null : NodeValue.DefaultType(Format(id)));
    }

    public string Title(int id) => overlay.Find(id)?.Title ?? (IsAdded(id) ? "" : template[id].Title) ?? "";

    /// <summary>The node's own list; empty: it inherits. The root's is never empty.</summary>
    public string AclText(int id) => overlay.Find(id)?.Acl ?? (IsAdded(id) ? "" : template.InitialAcl(id).ToString());

    /// <summary>The list in force: the node's own, or else the whole one of the nearest ancestor that has one.</summary>
    public Acl AclInForce(int id)
    {
        if (!overlay.ChangesLists && !overlay.ChangesStructure) return template.AclInForce(id);
        while (true)
        {
            Acl own = OwnAcl(id);
            if (!own.IsEmpty || id == Root) return own;
            id = Parent(id);
        }
    }

    /// <summary>The value of a leaf as it is stored.</summary>
    public ItemData Stored(int id) => overlay.Find(id)?.Value ?? (IsAdded(id) ? default : NodeValue.Default(template[id]));

    /// <summary>The value of a leaf as a Get gives it: <paramref name="live"/> may know better than the store.</summary>
    public ItemData Value(int id, Func<TreeNode, string?> live)
    {
        if (Description(id) is Undescribed || template[Description(id)] is not { Source: not NodeSource.Stored } node) return Stored(id);
        return live(IsAdded(id) ? node with { Path = Path(id) } : node) is { } text ? new ItemData(text) : Stored(id);
    }

    /// <summary>Ids of the children: the template's in the order of names, then the added ones in the order they came.</summary>
    public IEnumerable<int> Children(int id)
    {
        if (!IsAdded(id))
        {
            foreach (int number in template.Children(id))
            {
                if (template.Exists(number) && overlay.Find(number) is not { IsDeleted: true }) yield return number;
            }
        }

        foreach (NodeChange change in overlay)
        {
            if (change.Added?.Parent == id) yield return change.Id;
        }
    }

    /// <summary>Names of the children joined by "/".</summary>
    public string ChildNames(int id)
    {
        TreeState state = this;
        return overlay.ChangesStructure ? string.Join('/', Children(id).Select(state.Name)) : template.ChildNames(id);
    }

    /// <summary>The child of that name, or <see cref="Missing"/>.</summary>
    public int Child(int id, ReadOnlySpan<char> name)
    {
        foreach (int child in Children(id))
        {
            if (name.SequenceEqual(Name(child))) return child;
        }

        return Missing;
    }

    /// <summary>
    /// The factory's node that a whole and well-formed address names, or <see cref="Missing"/>: then the address may still name a node. Most of what servers ask for
    /// is found so, at the price of one look.
    /// </summary>
    public int FindFactoryNode(string uri) => overlay.ChangesStructure || !template.TryFind(uri, out int number) ? Missing : number;

    /// <summary>The node at that path without "./", or <see cref="Missing"/>; the empty path is the root.</summary>
    public int Find(ReadOnlySpan<char> path)
    {
        if (path.Length == 0) return Root;
        if (!overlay.ChangesStructure) return template.Find(path) is >= 0 and int number ? number : Missing;
        int id = Root;
        foreach (Range segment in path.Split('/'))
        {
            id = Child(id, path[segment]);
            if (id == Missing) return Missing;
        }

        return id;
    }

    /// <summary>Without "./"; the root's is empty.</summary>
    public string Path(int id)
    {
        if (id == Root) return "";
        if (!overlay.ChangesStructure) return template[id].Path;
        return Parent(id) is Root ? Name(id) : $"{Path(Parent(id))}/{Name(id)}";
    }

    /// <summary>The node and all below it, parents first, siblings in their order.</summary>
    public IEnumerable<int> Subtree(int id)
    {
        Stack<int> open = new([id]);
        while (open.TryPop(out int next))
        {
            yield return next;
            foreach (int child in Children(next).Reverse()) open.Push(child);
        }
    }

    /// <summary>The description that a new child of that name would have: the named one, else the placeholder, else <see cref="Undescribed"/>.</summary>
    public int DescriptionOfChild(int parent, string name)
    {
        int number = Description(parent);
        if (number == Undescribed) return Undescribed;
        if (template.Child(number, name) is >= 0 and int named) return named;
        return template.Placeholder(number) is >= 0 and int any ? any : Undescribed;
    }

    /// <summary>The id that the next added node gets.</summary>
    public int NextId => Math.Max(template.Nodes.Count, overlay.LastId + 1);

    private bool IsAdded(int id) => id >= template.Nodes.Count;

    private AddedNode Added(int id) => overlay.Find(id)!.Added!;

    private Acl OwnAcl(int id)
    {
        if (overlay.Find(id)?.Acl is { } text) return Acl.Parse(text).Value!;
        return IsAdded(id) ? Acl.Empty : template.InitialAcl(id);
    }
}

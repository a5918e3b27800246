namespace FleetSim.Device.Behaviour;

/// <summary>What a model's tree can do beyond what every tree must.</summary>
public sealed record TreeBehaviour
{
    /// <summary>Optional properties that exist; the others are answered 406. ACL, Format, Name and Type always exist.</summary>
    public NodeProperties Properties { get; init; } = NodeProperties.All;

    /// <summary>What ?list= gives.</summary>
    public ListSupport Lists { get; init; } = ListSupport.StructAndTnds;

    /// <summary>True: Add makes missing parents; false: 404.</summary>
    public bool ImplicitParents { get; init; }

    /// <summary>True: a Get of a missing node is answered 204 with an empty value, as one vendor's clients do; false: 404.</summary>
    public bool MissingNodeIsEmpty { get; init; }

    /// <summary>Octets that all changes of the tree may take together; beyond that a change is answered 420.</summary>
    public int CapacityOctets { get; init; } = 16 * 1024;

    /// <summary>Octets of one value; a longer one is answered 413.</summary>
    public int ValueOctets { get; init; } = 4096;

    /// <summary>True: the store refuses every change, which is answered 510. A trouble for tests (CFG-05).</summary>
    public bool StoreFails { get; init; }

    /// <summary>True: undoing a failed Atomic fails as well (516). A trouble for tests.</summary>
    public bool RollBackFails { get; init; }
}

/// <summary>Optional properties of a node. Spec: OMA-TS-DM_TND-V1_2_1, node properties.</summary>
[Flags]
public enum NodeProperties
{
    None = 0,
    Size = 1,
    Title = 2,
    TStamp = 4,
    VerNo = 8,
    All = Size | Title | TStamp | VerNo,
}

/// <summary>Which ?list= values a model answers; the others get 406.</summary>
public enum ListSupport
{
    None,
    Struct,
    StructAndTnds,
}

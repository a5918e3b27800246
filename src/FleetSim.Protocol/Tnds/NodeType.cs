namespace FleetSim.Protocol.Tnds;

/// <summary>What a node holds. Spec: OMA-TS-DM_TND-V1_2_1, 7 (Type) and 9 (DFType).</summary>
/// <param name="Name">A MIME type for a leaf; for an interior node the identifier of its management object, or empty.</param>
/// <param name="IsDdfName">True: written as DDFName, false: as MIME.</param>
public readonly record struct NodeType(string Name, bool IsDdfName)
{
    /// <summary>The type of an interior node that belongs to no management object.</summary>
    public static NodeType Interior { get; } = new("", IsDdfName: true);

    public static NodeType Mime(string name) => new(name, IsDdfName: false);

    public static NodeType DdfName(string name) => new(name, IsDdfName: true);
}

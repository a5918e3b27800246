using System.Text;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tests.Support;

/// <summary>Device descriptions in short.</summary>
internal static class Ddf
{
    /// <summary>A document of these nodes, as XML.</summary>
    public static byte[] Document(params string[] nodes) =>
        Encoding.UTF8.GetBytes($"<MgmtTree xmlns=\"syncml:dmddf1.2\"><VerDTD>1.2</VerDTD>{string.Concat(nodes)}</MgmtTree>");

    /// <summary>A node; what its properties have beside AccessType, DFFormat and DFType goes before and behind DFFormat.</summary>
    public static string Node(string name, string format, string access = "<Get/>", string before = "", string behind = "", string type = "<MIME>text/plain</MIME>", params string[] children) =>
        $"<Node><NodeName>{name}</NodeName><DFProperties><AccessType>{access}</AccessType>{before}<DFFormat><{format}/></DFFormat>{behind}<DFType>{type}</DFType></DFProperties>{string.Concat(children)}</Node>";

    public static MgmtTree Tree(byte[] document)
    {
        FleetSim.Protocol.Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(document, SyncMlEncoding.Xml);
        Assert.True(decoded.IsDone, decoded.Reason);
        return decoded.Value!;
    }

    public static TreeTemplate Import(byte[] document)
    {
        TreeTemplate? template = DdfImport.Read(Tree(document), out IReadOnlyList<DdfError> errors);
        Assert.True(template is not null, string.Join('\n', errors));
        return template;
    }

    /// <summary>Root and nodes, to be compared as a whole.</summary>
    public static IReadOnlyList<TreeNode> All(TreeTemplate template) => [template.Root, .. template.Nodes];
}

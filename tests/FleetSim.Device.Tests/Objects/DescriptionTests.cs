using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tests.Objects;

/// <summary>The device description that a vendor hands to the operator.</summary>
public sealed class DescriptionTests
{
    private readonly HandsetModel _model = new Bench().Terminal.Model;

    [Fact]
    [Trait("row", "COL-05")]
    public void It_is_valid_and_lists_every_node_with_format_and_access()
    {
        byte[] document = MgmtTreeCodec.Encode(DdfExport.Write(_model), SyncMlEncoding.Xml);
        Assert.Empty(DdfDtd.Breaches(document));
        Dictionary<string, DfProperties> described = Described(document);
        Assert.Equal(_model.Tree.Nodes.Select(n => n.Path), described.Keys.Order(StringComparer.Ordinal).Intersect(_model.Tree.Nodes.Select(n => n.Path)));
        Assert.All(described.Values, d => Assert.True(d is { Format: not null, Access: not AccessTypes.None }));
        foreach (string group in (string[])["GPRS", "WAP", "MMS", "PIM"]) Assert.Equal("node", described["Settings/" + group].Format);
    }

    [Fact]
    [Trait("row", "FUM-10")]
    [Trait("row", "FUM-08")]
    public void It_says_where_the_firmware_object_stands_and_what_is_in_it()
    {
        Dictionary<string, DfProperties> described = Described(MgmtTreeCodec.Encode(DdfExport.Write(_model), SyncMlEncoding.Xml));
        string root = Assert.Single(described, d => d.Value.Types.Any(t => t.Name == "urn:oma:mo:oma-fumo:1.0")).Key;
        foreach (string node in (string[])["PkgName", "PkgVersion", "Download", "Download/PkgURL", "Update", "Update/PkgData", "DownloadAndUpdate", "DownloadAndUpdate/PkgURL", "State", "Ext"])
            Assert.Contains($"{root}/{node}", described.Keys);
    }

    private static Dictionary<string, DfProperties> Described(byte[] document) =>
        MgmtTreeCodec.Decode(document, SyncMlEncoding.Xml).Value!.Locate("").Where(n => n.Node.Description is not null).ToDictionary(n => n.Uri, n => n.Node.Description!);
}

using System.Text;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.Tnds;

[Trait("spec", "OMA-TS-DM_TND-V1_2_1, 8")]
public sealed class NodeListingTests
{
    private static MgmtNode Messaging => Trees.Golden("account").Nodes[0];

    [Theory]
    [InlineData("./A/B", "./A/B", "Node { }")]
    [InlineData("./A?prop=ACL", "./A", "Property { Name = ACL }")]
    [InlineData("./A?list=Struct", "./A", "Struct { }")]
    [InlineData("./A?list=StructData", "./A", "StructData { }")]
    [InlineData("./A?list=TNDS", "./A", "Tnds { Parts = All }")]
    [InlineData("./A?list=TNDS+Value+ACL", "./A", "Tnds { Parts = ACL, Value }")]
    [InlineData("./A?list=TNDS-Format", "./A", "Tnds { Parts = ACL, Title, TStamp, Type, VerNo, Value }")]
    [InlineData("./A?list=TNDS-TStamp-VerNo", "./A", "Tnds { Parts = ACL, Format, Title, Type, Value }")]
    public void A_query_is_read(string locUri, string path, string query)
    {
        Decoded<NodeAddress> decoded = NodeAddress.Parse(locUri);
        Assert.True(decoded.IsDone, decoded.Reason);
        Assert.Equal((path, query), (decoded.Value.Path, decoded.Value.Query.ToString()));
    }

    [Theory]
    [InlineData("./A?")]
    [InlineData("./A?list=")]
    [InlineData("./A?list=struct")]
    [InlineData("./A?list=TNDS+")]
    [InlineData("./A?list=TNDS+Value-ACL")]
    [InlineData("./A?list=TNDS-Value+ACL")]
    [InlineData("./A?list=TNDS+Size")]
    [InlineData("./A?list=TNDSValue")]
    [InlineData("./A?list=TNDS+All")]
    [InlineData("./A?depth=1")]
    public void Another_query_is_refused_behind_the_question_mark(string locUri) =>
        Assert.Equal((DecodeStatus.Invalid, 4), (NodeAddress.Parse(locUri).Status, NodeAddress.Parse(locUri).Offset));

    [Fact]
    public void Any_address_is_a_value() =>
        Mutation.Sample([.. new[] { "./A/B?list=TNDS+Value+ACL", "./A?list=StructData", "./A?prop=Name" }.Select(Encoding.UTF8.GetBytes)], octets =>
        {
            string text = Encoding.UTF8.GetString(octets);
            Decoded<NodeAddress> decoded = NodeAddress.Parse(text);
            return decoded.IsDone ? text.StartsWith(decoded.Value.Path, StringComparison.Ordinal) : decoded.Offset <= text.Length;
        });

    [Fact]
    public void Struct_gives_one_item_a_node_without_data() =>
        Assert.Equal(
            [
                "./V/Messaging node urn:example:mo:mail:1.0 -",
                "./V/Messaging/Inbound node  -",
                "./V/Messaging/Inbound/Host chr text/plain -",
                "./V/Messaging/Inbound/Key bin application/octet-stream -",
                "./V/Messaging/Inbound/Empty chr text/plain -",
            ],
            NodeListing.Items(Messaging, "./V/Messaging", withData: false).Select(Text));

    [Fact]
    public void StructData_gives_leaves_their_data() =>
        Assert.Equal(["-", "-", "mail.example.net", Encoding.UTF8.GetString([0x00, 0x01, 0xFF, 0x80]), ""],
            NodeListing.Items(Messaging, "./V/Messaging", withData: true).Select(item => item.Data?.Text ?? "-"));

    [Fact]
    public void Only_the_parts_asked_for_are_serialised() =>
        Assert.Equal(
            """
            MgmtTree 1.2 man=- mod=-
              "Messaging" path="./V" acl="Add=srv1&Get=*&Replace=srv1+srv2"
                "Inbound"
                  "Host" value="mail.example.net"
                  "Key" value=x'0001FF80'
                  "Empty" value=""

            """.ReplaceLineEndings("\n"),
            TreeText.Of(NodeListing.Tree(Messaging, "./V/Messaging", TndsParts.Value | TndsParts.ACL)));

    [Fact]
    public void Everything_serialised_is_a_document_at_its_place()
    {
        MgmtTree tree = NodeListing.Tree(Messaging, "./V/Messaging", TndsParts.All);
        MgmtTree read = Trees.Read(MgmtTreeCodec.Encode(tree, SyncMlEncoding.Wbxml), SyncMlEncoding.Wbxml);
        Assert.Equal(TreeText.Of(tree), TreeText.Of(read));
        Assert.Equal("./V/Messaging", read.Locate(".")[0].Uri);
        Assert.Equal(NodeType.Interior, read.Nodes[0].Children[0].Type);
    }

    [Fact]
    public void A_server_sees_only_what_it_may_get()
    {
        MgmtNode root = new()
        {
            Name = "r",
            Children =
            [
                new MgmtNode { Name = "inherits", Value = "1" },
                new MgmtNode { Name = "other", Acl = "Get=b", Children = [new MgmtNode { Name = "below", Acl = "Get=*" }] },
                new MgmtNode { Name = "mine", Acl = "Get=a", Children = [new MgmtNode { Name = "below" }] },
                new MgmtNode { Name = "secret", Description = new DfProperties { Access = AccessTypes.Replace } },
                new MgmtNode { Name = "unreadable", Acl = "Get=" },
                new MgmtNode { Name = "changed", Acl = "Replace=a" },
            ],
        };
        MgmtNode seen = NodeListing.ReadableBy("a", root, Acl.RootDefault)!;
        Assert.Equal(["inherits", "mine"], seen.Children.Select(child => child.Name));
        Assert.Equal("below", Assert.Single(seen.Children[1].Children).Name);
        Assert.Null(NodeListing.ReadableBy("a", root, Acl.Empty));
    }

    private static string Text(Item item) => $"{item.Source!.LocUri} {item.Meta!.Format} {item.Meta.Type} {item.Data?.Text ?? "-"}";
}

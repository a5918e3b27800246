using CsCheck;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.Tnds;

/// <summary>Generated trees survive, whole or refused; damaged documents are values.</summary>
[Trait("spec", "OMA-TS-DM_TNDS-V1_2")]
public sealed class MgmtTreePropertyTests
{
    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void Decoding_what_was_encoded_gives_the_tree_again(SyncMlEncoding encoding) =>
        Gen.Select(Trees.Any, SyncMl.Messages.Style).Sample((tree, style) =>
        {
            byte[] octets = MgmtTreeCodec.Encode(tree, encoding, style);
            Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(octets, encoding);
            return decoded.IsDone && decoded.Consumed == octets.Length && TreeText.Of(decoded.Value) == TreeText.Of(tree);
        }, iter: 2_000);

    [Fact]
    public void Inside_a_message_it_is_the_same_tree_in_every_form() =>
        Gen.Select(Trees.Any, SyncMl.Messages.Style, Gen.Bool, Gen.Bool).Sample((tree, style, isMarkup, isXml) =>
        {
            SyncMlEncoding encoding = isXml ? SyncMlEncoding.Xml : SyncMlEncoding.Wbxml;
            SyncHdr header = new() { SessionId = "1", MsgId = MsgId.From(1), Target = new Location("t"), Source = new Location("s") };
            Command add = new Command.Add { CmdId = CmdId.From(1), Items = [new Item { Data = MgmtTreeCodec.ToData(tree, SyncMlEncoding.Xml, style) }] };
            byte[] octets = SyncMlCodec.Encode(new SyncMlMessage(header, [add], true), encoding, style with { Trees = isMarkup ? TreeForm.Markup : TreeForm.Text });
            ItemData data = EmbeddedTreeTests.ItemOf(SyncMl.Read.Message(octets, encoding)).Data!.Value;
            Decoded<MgmtTree> decoded = MgmtTreeCodec.DecodeData(in data);
            return decoded.IsDone && TreeText.Of(decoded.Value) == TreeText.Of(tree);
        }, iter: 1_000);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void Every_shortened_form_is_refused(SyncMlEncoding encoding) =>
        Gen.Select(Trees.Any, SyncMl.Messages.Style).Sample((tree, style) =>
        {
            byte[] octets = MgmtTreeCodec.Encode(tree, encoding, style);
            return Enumerable.Range(0, octets.Length).All(length => MgmtTreeCodec.Decode(octets.AsSpan(0, length), encoding).Status == DecodeStatus.Invalid);
        }, iter: 50);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void A_mutated_document_is_a_value_never_an_exception(SyncMlEncoding encoding)
    {
        byte[][] seeds =
        [
            .. from name in new[] { "account", "device", "astray" }
               from style in new[] { SyncMlStyle.Default, new SyncMlStyle { StringTable = StringTableUse.Repeated, Data = DataForm.Opaque, CData = true } }
               select MgmtTreeCodec.Encode(Trees.Golden(name), encoding, style),
        ];
        if (encoding == SyncMlEncoding.Xml) seeds = [.. seeds, TestFiles.Golden("tnds/astray.xml")];
        Mutation.Sample(seeds, octets =>
        {
            Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(octets, encoding);
            return decoded.IsDone ? SurvivesWriting(decoded.Value) : Mutation.IsRefusal(decoded.Status, decoded.Consumed, decoded.Offset, decoded.Reason, octets);
        });
    }

    private static bool SurvivesWriting(MgmtTree tree)
    {
        // XML cannot hold every character that WBXML can, so only one of the two must give all of it back.
        MgmtTreeCodec.Encode(tree, SyncMlEncoding.Xml);
        Decoded<MgmtTree> again = MgmtTreeCodec.Decode(MgmtTreeCodec.Encode(tree, SyncMlEncoding.Wbxml), SyncMlEncoding.Wbxml);
        return again.IsDone && TreeText.Of(again.Value) == TreeText.Of(tree);
    }
}

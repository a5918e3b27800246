using System.Buffers;
using CsCheck;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>What is written is what is read, in both wire forms and every style.</summary>
[Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, 6")]
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void Decoding_what_was_encoded_gives_the_message_again(SyncMlEncoding encoding) =>
        Gen.Select(Messages.Any, Messages.Style).Sample((message, style) =>
        {
            byte[] octets = SyncMlCodec.Encode(message, encoding, style);
            Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, encoding);
            return decoded.IsDone && decoded.Consumed == octets.Length && ModelText.Of(decoded.Value) == ModelText.Of(message);
        }, iter: 2_000);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void Every_shortened_form_of_a_generated_message_is_refused(SyncMlEncoding encoding) =>
        Gen.Select(Messages.Any, Messages.Style).Sample((message, style) =>
        {
            byte[] octets = SyncMlCodec.Encode(message, encoding, style);
            for (int length = 0; length < octets.Length; length++)
            {
                if (SyncMlCodec.Decode(octets.AsSpan(0, length), encoding).Status != DecodeStatus.Invalid) return false;
            }

            return true;
        }, iter: 50);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void A_buffer_writer_gets_the_same_octets_whatever_sizes_it_hands_out(SyncMlEncoding encoding) =>
        Messages.Any.Sample(message =>
        {
            ArrayBufferWriter<byte> output = new(1);
            SyncMlCodec.Encode(message, encoding, output);
            return output.WrittenSpan.SequenceEqual(SyncMlCodec.Encode(message, encoding));
        }, iter: 200);

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(500_000)]
    public void Values_on_both_sides_of_each_length_width_survive(int length)
    {
        byte[] octets = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        SyncMlMessage message = WithData(new Meta { Format = "bin" }, new ItemData(octets));
        Assert.Equal(octets, DataOf(Read.Message(SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml), SyncMlEncoding.Wbxml)).Octets);
        string text = new('é', length / 2);
        foreach (SyncMlEncoding encoding in Enum.GetValues<SyncMlEncoding>())
        {
            Assert.Equal(text, DataOf(Read.Message(SyncMlCodec.Encode(WithData(null, text), encoding, new SyncMlStyle { Data = DataForm.Opaque }), encoding)).Text);
        }
    }

    [Fact]
    public void Binary_data_travels_as_base64_in_XML()
    {
        SyncMlMessage message = WithData(new Meta { Format = "bin", Type = "application/octet-stream" }, new ItemData([0, 1, 0xFF]));
        Item item = ItemOf(Read.Message(SyncMlCodec.Encode(message, SyncMlEncoding.Xml), SyncMlEncoding.Xml));
        Assert.Equal("AAH/", item.Data!.Value.Text);
        Assert.Equal(new Meta { Format = "b64", Type = "application/octet-stream" }, item.Meta);
    }

    [Fact]
    public void Text_with_NUL_is_OPAQUE_in_WBXML_and_replaced_in_XML()
    {
        SyncMlMessage message = WithData(null, "a\0b");
        Assert.Equal("a\0b", DataOf(Read.Message(SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml), SyncMlEncoding.Wbxml)).Text);
        Assert.Equal("a\uFFFDb", DataOf(Read.Message(SyncMlCodec.Encode(message, SyncMlEncoding.Xml), SyncMlEncoding.Xml)).Text);
    }

    private static SyncMlMessage WithData(Meta? meta, ItemData data)
    {
        SyncHdr header = new() { SessionId = "1", MsgId = MsgId.From(1), Target = new Location("t"), Source = new Location("s") };
        return new SyncMlMessage(header, [new Command.Replace { CmdId = CmdId.From(1), Items = [new Item { Meta = meta, Data = data }] }], true);
    }

    private static Item ItemOf(SyncMlMessage message) => Assert.Single(Assert.IsType<Command.Replace>(Assert.Single(message.Commands)).Items);

    private static ItemData DataOf(SyncMlMessage message) => ItemOf(message).Data!.Value;
}

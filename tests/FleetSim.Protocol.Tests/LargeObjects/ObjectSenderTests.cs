using CsCheck;
using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.LargeObjects;

[Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 7")]
public sealed class ObjectSenderTests
{
    [Fact]
    public void An_object_that_fits_goes_out_whole()
    {
        Item item = new() { Target = new Location("./A"), Data = "value" };
        ObjectSender sender = new(item, SyncMlEncoding.Xml);
        Assert.Same(item, sender.Next(10_000, _ => 500));
        Assert.True(sender.IsDone);
        Assert.Null(sender.Next(10_000, _ => 500));
    }

    [Fact]
    public void Size_stands_in_the_first_chunk_only_and_MoreData_in_all_but_the_last()
    {
        ObjectSender sender = new(new Item { Target = new Location("./A"), Meta = new Meta { Format = "chr" }, Data = new string('x', 25) }, SyncMlEncoding.Xml);
        List<Item> chunks = [];
        while (sender.Next(110, item => 100 + item.Data!.Value.Octets.Length) is { } chunk) chunks.Add(chunk);
        Assert.Equal([(25L, true, 10), (null, true, 10), (null, false, 5)], chunks.Select(c => (c.Meta!.Size, c.MoreData, c.Data!.Value.Text.Length)));
        Assert.All(chunks, chunk => Assert.Equal(("./A", "chr"), (chunk.Target!.LocUri, chunk.Meta!.Format)));
    }

    [Fact]
    public void Where_not_one_character_fits_nothing_is_sent()
    {
        ObjectSender sender = new(new Item { Data = "\u73B0" }, SyncMlEncoding.Xml);
        Assert.Null(sender.Next(102, item => 100 + item.Data!.Value.Octets.Length));
        Assert.False(sender.IsDone);
        Assert.Equal(0, sender.Sent);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    [InlineData(null, true)]
    public void MaxObjSize_bounds_the_object_as_encoded(int? most, bool allowed) =>
        Assert.Equal(allowed, new ObjectSender(new Item { Data = "value" }, SyncMlEncoding.Xml).IsAllowed(most));

    /// <summary>Through real messages of both encodings: no message over MaxMsgSize, and the receiver has the value.</summary>
    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void Any_value_comes_through_any_message_size(SyncMlEncoding encoding)
    {
        Gen<ItemData> values = Gen.OneOf(
            Gen.OneOf(Gen.String[Gen.Char[' ', '~'], 0, 2000], Gen.Int[0, 500].Select(n => string.Concat(Enumerable.Repeat("<\u73B0&é\U0001F4F1>", n)))).Select(text => new ItemData(text)),
            Gen.Byte.Array[0, 3000].Select(octets => new ItemData(octets)));
        Gen.Select(values, Gen.Int[800, 1500]).Sample((data, most) => CameThrough(data, most, encoding), iter: 400);
    }

    private static bool CameThrough(ItemData data, int most, SyncMlEncoding encoding)
    {
        Item item = new() { Target = new Location("./A/B"), Meta = new Meta { Format = data.IsOctets ? "bin" : "chr" }, Data = data };
        ObjectSender sender = new(item, encoding);
        ObjectReceiver receiver = new(1_000_000);
        while (true)
        {
            Item chunk = sender.Next(most, piece => SyncMlCodec.Encode(Message(piece), encoding).Length)!;
            byte[] octets = SyncMlCodec.Encode(Message(chunk), encoding);
            if (octets.Length > most) return false;
            Item received = ((Command.Replace)SyncMl.Read.Message(octets, encoding).Commands[0]).Items[0];
            ObjectStep step = receiver.Receive("Replace", received);
            if (sender.IsDone) return step.Outcome == ObjectOutcome.Whole && Same(step.Object!, data) && step.Object!.Meta?.Size is null;
            if (step is not { Outcome: ObjectOutcome.ChunkTaken, Status: 213, WantsNextMessage: true }) return false;
        }
    }

    // An undivided Item is left as it came: base64 text over XML.
    private static bool Same(Item whole, ItemData data) =>
        whole.Data == data || (whole.Meta?.Format == "b64" && Convert.FromBase64String(whole.Data!.Value.Text).AsSpan().SequenceEqual(data.Octets));

    private static SyncMlMessage Message(Item item) => new(
        new SyncHdr { SessionId = "1", MsgId = new("1"), Target = new Location("IMEI:1"), Source = new Location("http://server/") },
        [new Command.Replace { CmdId = new("1"), Items = [item] }], Final: false);
}

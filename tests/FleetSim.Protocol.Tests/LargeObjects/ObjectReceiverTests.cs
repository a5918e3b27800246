using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.LargeObjects;

[Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 7")]
public sealed class ObjectReceiverTests
{
    /// <summary>The table's left state: idle.</summary>
    [Theory]
    [InlineData(true, 10, ObjectOutcome.ChunkTaken, 213)]
    [InlineData(true, null, ObjectOutcome.Incomplete, 412)]
    [InlineData(true, 101, ObjectOutcome.TooLarge, 413)]
    [InlineData(true, 3, ObjectOutcome.SizeMismatch, 424)]
    [InlineData(false, null, ObjectOutcome.Whole, null)]
    [InlineData(false, 9, ObjectOutcome.Whole, null)]
    public void An_Item_comes_while_idle(bool more, int? size, ObjectOutcome outcome, int? status)
    {
        ObjectReceiver receiver = new(100);
        ObjectStep step = receiver.Receive("Replace", Chunk("./A", "12345", more, size));
        Assert.Equal((outcome, status, (ObjectAddress?)null), (step.Outcome, step.Status, step.Lost));
        Assert.Equal(outcome == ObjectOutcome.ChunkTaken, receiver.Receiving is not null);
        Assert.Equal(outcome == ObjectOutcome.ChunkTaken, step.WantsNextMessage);
    }

    /// <summary>The table's right state: five of ten octets of ./A are here.</summary>
    [Theory]
    [InlineData("./A", "67", true, null, ObjectOutcome.ChunkTaken, 213, false)]
    [InlineData("./A", "678901", true, null, ObjectOutcome.SizeMismatch, 424, false)]
    [InlineData("./A", "67890", false, null, ObjectOutcome.Whole, null, false)]
    [InlineData("./A", "6789", false, null, ObjectOutcome.SizeMismatch, 424, false)]
    [InlineData("./A", "678901", false, null, ObjectOutcome.SizeMismatch, 424, false)]
    [InlineData("./A", "12345", true, 20, ObjectOutcome.ChunkTaken, 213, true)]
    [InlineData("./B", "12345", true, 20, ObjectOutcome.ChunkTaken, 213, true)]
    [InlineData("./B", "12345", true, 200, ObjectOutcome.TooLarge, 413, true)]
    [InlineData("./B", "12345", true, null, ObjectOutcome.Incomplete, 412, true)]
    [InlineData("./B", "12345", false, null, ObjectOutcome.Whole, null, true)]
    public void An_Item_comes_while_receiving(string target, string data, bool more, int? size, ObjectOutcome outcome, int? status, bool lost)
    {
        ObjectReceiver receiver = Receiving();
        ObjectStep step = receiver.Receive("Replace", Chunk(target, data, more, size));
        Assert.Equal((outcome, status), (step.Outcome, step.Status));
        Assert.Equal(lost ? new ObjectAddress("Replace", "./A", null) : null, step.Lost);
        if (target == "./A" && outcome == ObjectOutcome.Whole) Assert.Equal(("1234567890", false, (long?)null), (step.Object!.Data!.Value.Text, step.Object.MoreData, step.Object.Meta!.Size));
    }

    // Regression list 3: a chunk is never the whole value.
    [Fact]
    public void Another_command_before_the_end_loses_the_object_and_says_so()
    {
        ObjectReceiver receiver = Receiving();
        ObjectAddress lost = receiver.Interrupt()!.Value;
        Command.Alert alert = lost.ToAlert(new("7"));
        Assert.Equal((1225, "./A"), (alert.Code, alert.Items[0].Target!.LocUri));
        Assert.Null(receiver.Interrupt());
        Assert.Null(receiver.Receiving);
        Assert.Equal(ObjectOutcome.Incomplete, receiver.Receive("Replace", Chunk("./A", "67", true, null)).Outcome);
    }

    [Fact]
    public void The_same_address_under_another_command_is_another_object()
    {
        Assert.NotNull(Receiving().Receive("Add", Chunk("./A", "67890", false, null)).Lost);
    }

    [Fact]
    public void An_undivided_object_over_MaxObjSize_is_too_large()
    {
        Assert.Equal(413, new ObjectReceiver(4).Receive("Add", Chunk("./A", "12345", false, null)).Status);
    }

    [Fact]
    public void The_number_of_chunks_has_a_limit()
    {
        ObjectReceiver receiver = Receiving();
        ObjectStep step = default;
        for (int i = 0; i < ObjectReceiver.MaxChunks; i++) step = receiver.Receive("Replace", Chunk("./A", "", true, null));
        Assert.Equal((ObjectOutcome.TooLarge, 413), (step.Outcome, step.Status));
    }

    [Theory]
    [InlineData("AAECAwQFBgcI", "CQo=", 16, "the whole encoded, then cut; Size as encoded")]
    [InlineData("AAECAwQFBgcI", "CQo=", 11, "Size counts the octets behind it")]
    [InlineData("AAECAwQ=", "BQYHCAkK", 11, "each chunk encoded by itself")]
    public void Base64_becomes_octets(string first, string second, int size, string why)
    {
        ObjectReceiver receiver = new(100);
        Meta meta = new() { Format = "b64", Size = size };
        receiver.Receive("Add", new Item { Target = new Location("./A"), Meta = meta, Data = first, MoreData = true });
        ObjectStep step = receiver.Receive("Add", new Item { Target = new Location("./A"), Meta = meta with { Size = null }, Data = second });
        Assert.True(step.Outcome == ObjectOutcome.Whole, why);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], step.Object!.Data!.Value.Octets);
        Assert.Equal("bin", step.Object.Meta!.Format);
    }

    private static ObjectReceiver Receiving()
    {
        ObjectReceiver receiver = new(100);
        Assert.Equal(213, receiver.Receive("Replace", Chunk("./A", "12345", true, 10)).Status);
        return receiver;
    }

    private static Item Chunk(string target, string data, bool more, int? size) =>
        new() { Target = new Location(target), Meta = size is null ? null : new Meta { Size = size }, Data = data, MoreData = more };
}

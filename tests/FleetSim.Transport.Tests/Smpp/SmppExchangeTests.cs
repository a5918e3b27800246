using FleetSim.Protocol.Smpp;
using FleetSim.Transport.Smpp;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>Our message centre and our client over loopback.</summary>
[Trait("spec", "SMPP 3.4")]
public sealed class SmppExchangeTests
{
    private static readonly byte[] Uplink = Convert.FromHexString("06050442664266494D45493A");

    [Fact]
    public async Task A_client_binds_and_unbinds()
    {
        await using SmppPair pair = new();
        SmppClient client = await pair.BoundClientAsync();
        Assert.Equal((true, SmppStatus.Ok, 1), (client.IsBound, client.BindStatus, pair.Server.Binds));

        await pair.StopClientsAsync();
        Assert.False(client.IsBound);
        Assert.Equal((SmppResult.NoBind, 0u), await DeliverResult(pair, Uplink));
        Assert.Equal(SmppResult.NoBind, (await client.SubmitAsync(SmppPair.Message(Uplink), CancellationToken.None)).Result);
    }

    [Theory]
    [InlineData(SmppPair.SystemId, "wrong", SmppStatus.InvalidPassword)]
    [InlineData("nobody", SmppPair.Password, SmppStatus.InvalidSystemId)]
    public async Task A_wrong_account_is_told_so_and_stays_unbound(string systemId, string password, uint status)
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.ConnectAsync(pair.Server.EndPoint);
        SmppPdu answer = await peer.AskAsync(new SmppPdu.Bind(BindKind.Transceiver) { Sequence = 9, SystemId = systemId, Password = password });
        Assert.Equal((status, 9u), (answer.Status, answer.Sequence));
        Assert.Null(await peer.ReadOrEndAsync());

        SmppClient client = pair.Client(options => options with { SystemId = systemId, Password = password });
        while (client.BindStatus is null) await Task.Yield();
        Assert.Equal((status, false, 0), (client.BindStatus, client.IsBound, pair.Server.Binds));
    }

    [Fact]
    public async Task A_submitted_message_arrives_whole_and_its_id_comes_back()
    {
        await using SmppPair pair = new() { OnSubmit = (_, _) => ValueTask.FromResult(new SubmitReply(0, "00A7")) };
        SmppClient client = await pair.BoundClientAsync();
        ShortMessage sent = SmppPair.Message(Uplink) with { DataCoding = 0xF5, ProtocolId = 0x40, RegisteredDelivery = 0x11, ValidityPeriod = "000000010000000R" };

        Assert.Equal(new SubmitOutcome(SmppResult.Accepted, 0, "00A7"), await client.SubmitAsync(sent, CancellationToken.None).Within());
        ShortMessage received = await pair.Submitted.Reader.ReadAsync().Within();
        Assert.Equal(sent.UserData, received.UserData);
        Assert.Equal(sent, received with { UserData = sent.UserData });
    }

    [Theory]
    [InlineData(SmppStatus.Ok, SmppResult.Accepted)]
    [InlineData(SmppStatus.ReceiverTemporaryError, SmppResult.Throttled)]
    [InlineData(SmppStatus.Throttled, SmppResult.Throttled)]
    [InlineData(SmppStatus.MessageQueueFull, SmppResult.Throttled)]
    [InlineData(SmppStatus.ReceiverPermanentError, SmppResult.Refused)]
    public async Task A_delivery_ends_as_the_client_answers(uint status, SmppResult result)
    {
        await using SmppPair pair = new() { OnDeliver = (_, _) => ValueTask.FromResult(status) };
        await pair.BoundClientAsync();
        Assert.Equal((result, status), await DeliverResult(pair, Uplink));
        Assert.Equal(Uplink, (await pair.Delivered.Reader.ReadAsync().Within()).UserData);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(60_000)]
    public async Task A_text_of_any_length_arrives(int octets)
    {
        await using SmppPair pair = new();
        SmppClient client = await pair.BoundClientAsync();
        byte[] text = [.. Enumerable.Range(0, octets).Select(i => (byte)i)];
        Assert.True((await client.SubmitAsync(SmppPair.Message(text, hasHeader: false), CancellationToken.None).Within()).IsAccepted);
        Assert.Equal(text, (await pair.Submitted.Reader.ReadAsync().Within()).UserData);
    }

    [Fact]
    public async Task No_more_requests_are_open_than_the_window_allows()
    {
        const int Window = 4;
        int open = 0;
        int most = 0;
        TaskCompletionSource full = new();
        TaskCompletionSource release = new();
        await using SmppPair pair = new(options => options with { Window = Window })
        {
            OnDeliver = async (_, _) =>
            {
                int now = Interlocked.Increment(ref open);
                InterlockedMax(ref most, now);
                if (now == Window) full.TrySetResult();
                await release.Task;
                Interlocked.Decrement(ref open);
                return 0;
            },
        };
        await pair.BoundClientAsync();
        Task<DeliverOutcome>[] deliveries = [.. Enumerable.Range(0, 40).Select(_ => pair.Server.DeliverAsync(SmppPair.Message(Uplink), CancellationToken.None).AsTask())];
        await full.Task.Within();
        Assert.Equal(Window, pair.Delivered.Reader.Count);
        release.SetResult();
        Assert.All(await Task.WhenAll(deliveries).Within(), outcome => Assert.True(outcome.Delivered));
        Assert.Equal((Window, 40), (most, pair.Delivered.Reader.Count));
    }

    [Fact]
    public async Task Answers_in_another_order_find_their_requests()
    {
        const int Count = 8;
        List<TaskCompletionSource<SubmitReply>> waiting = [];
        await using SmppPair pair = new()
        {
            OnSubmit = (message, _) =>
            {
                TaskCompletionSource<SubmitReply> reply = new();
                waiting.Add(reply);
                if (waiting.Count == Count)
                {
                    for (int i = Count - 1; i >= 0; i--) waiting[i].SetResult(new SubmitReply(0, $"id{i}"));
                }

                return new ValueTask<SubmitReply>(reply.Task);
            },
        };
        SmppClient client = await pair.BoundClientAsync();
        SubmitOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => client.SubmitAsync(SmppPair.Message([(byte)i], false), CancellationToken.None).AsTask())).Within();
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"id{i}"), outcomes.Select(outcome => outcome.MessageId));
    }

    [Fact]
    public async Task A_closed_connection_frees_its_place_and_the_client_binds_again()
    {
        await using SmppPair pair = new(options => options with { MaxBinds = 1 }) { OnDeliver = async (_, closing) => await Forever(closing) };
        await using TcpRelay relay = new(pair.Server.EndPoint);
        SmppClient client = await pair.BoundClientAsync(options => options with { Port = relay.Port });
        Task<DeliverOutcome> open = pair.Server.DeliverAsync(SmppPair.Message(Uplink), CancellationToken.None).AsTask();
        await pair.Delivered.Reader.ReadAsync().Within();

        relay.CutAll();
        Assert.Equal(SmppResult.Disconnected, (await open.Within()).Result);
        while (relay.Connections < 2) await Task.Yield();
        await client.WaitForBindAsync(CancellationToken.None).Within();
        await pair.Server.WaitForBindAsync(CancellationToken.None).Within();
        Assert.Equal(1, pair.Server.Binds);
        Assert.True((await client.SubmitAsync(SmppPair.Message(Uplink), CancellationToken.None).Within()).IsAccepted);
    }

    [Fact]
    public async Task A_message_centre_that_comes_back_is_bound_again()
    {
        SmppPair first = new();
        int port = first.Server.EndPoint.Port;
        await using SmppPair clients = new();
        SmppClient client = clients.Client(options => options with { Port = port });
        await client.WaitForBindAsync(CancellationToken.None).Within();
        await first.DisposeAsync();
        Assert.Equal(0, first.Server.Binds);

        await using SmppPair second = new(options => options with { Port = port });
        await second.Server.WaitForBindAsync(CancellationToken.None).Within();
        Assert.Equal(1, second.Server.Binds);
    }

    [Fact]
    public async Task Deliveries_go_to_the_receiving_binds_in_turn()
    {
        await using SmppPair pair = new();
        using RawPeer transmitter = await RawPeer.BoundAsync(pair.Server.EndPoint, BindKind.Transmitter);
        using RawPeer receiver = await RawPeer.BoundAsync(pair.Server.EndPoint, BindKind.Receiver);
        using RawPeer transceiver = await RawPeer.BoundAsync(pair.Server.EndPoint);
        await pair.Server.WaitForBindAsync(CancellationToken.None).Within();
        Task<DeliverOutcome>[] deliveries = [.. Enumerable.Range(0, 4).Select(_ => pair.Server.DeliverAsync(SmppPair.Message(Uplink), CancellationToken.None).AsTask())];
        foreach (RawPeer peer in new[] { receiver, transceiver, receiver, transceiver })
        {
            SmppPdu deliver = await peer.ReadAsync();
            await peer.SendAsync(new SmppPdu.MessageResponse(SmppCommand.DeliverSm) { Sequence = deliver.Sequence });
        }

        Assert.All(await Task.WhenAll(deliveries).Within(), outcome => Assert.True(outcome.Delivered));
        Assert.Equal(3, pair.Server.Binds);
    }

    private static async Task<uint> Forever(CancellationToken closing)
    {
        await Task.Delay(Timeout.Infinite, closing);
        return 0;
    }

    private static async Task<(SmppResult, uint)> DeliverResult(SmppPair pair, byte[] userData)
    {
        DeliverOutcome outcome = await pair.Server.DeliverAsync(SmppPair.Message(userData), CancellationToken.None).Within();
        return (outcome.Result, outcome.Status);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int seen = Volatile.Read(ref most);
        while (now > seen) seen = Interlocked.CompareExchange(ref most, now, seen);
    }
}

using FleetSim.Protocol.Smpp;
using FleetSim.Transport.Smpp;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>The message centre against peers that keep to no rules.</summary>
[Trait("spec", "SMPP 3.4, 2.2 and 4")]
public sealed class SmppServerRulesTests
{
    [Fact]
    public async Task Before_a_bind_nothing_is_taken()
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.ConnectAsync(pair.Server.EndPoint);
        SmppPdu answer = await peer.AskAsync(RawPeer.Submit(7));
        Assert.Equal((SmppCommand.Response | SmppCommand.SubmitSm, SmppStatus.IncorrectBindStatus, 7u), (answer.CommandId, answer.Status, answer.Sequence));
        Assert.Equal(0, pair.Submitted.Reader.Count);
        Assert.Equal(SmppStatus.Ok, (await peer.AskAsync(RawPeer.Bind(BindKind.Transceiver))).Status);
    }

    [Fact]
    public async Task A_receiver_may_not_submit()
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint, BindKind.Receiver);
        Assert.Equal(SmppStatus.IncorrectBindStatus, (await peer.AskAsync(RawPeer.Submit(2))).Status);
    }

    [Fact]
    public async Task A_second_bind_is_refused_and_the_first_one_stays()
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        Assert.Equal(SmppStatus.AlreadyBound, (await peer.AskAsync(RawPeer.Bind(BindKind.Transceiver))).Status);
        Assert.Equal(SmppStatus.Ok, (await peer.AskAsync(RawPeer.Submit(2))).Status);
        Assert.Equal(1, pair.Server.Binds);
    }

    [Fact]
    public async Task A_bind_beyond_the_places_is_refused()
    {
        await using SmppPair pair = new(options => options with { MaxBinds = 1 });
        using RawPeer first = await RawPeer.BoundAsync(pair.Server.EndPoint);
        using RawPeer second = await RawPeer.ConnectAsync(pair.Server.EndPoint);
        Assert.Equal(SmppStatus.BindFailed, (await second.AskAsync(RawPeer.Bind(BindKind.Transceiver))).Status);
    }

    [Theory]
    [InlineData(0x33, 0)]
    [InlineData(0x34, 1)]
    [InlineData(0x50, 1)]
    public async Task Optional_parameters_go_only_to_version_34_and_above(byte version, int parameters)
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.ConnectAsync(pair.Server.EndPoint);
        SmppPdu answer = await peer.AskAsync(((SmppPdu.Bind)RawPeer.Bind(BindKind.Transceiver)) with { InterfaceVersion = version });
        Assert.Equal(parameters, Assert.IsType<SmppPdu.BindResponse>(answer).Tlvs.Count);
    }

    [Theory]
    [InlineData(SmppCommand.CancelSm, SmppCommand.Response | SmppCommand.CancelSm, SmppStatus.InvalidCommandId)]
    [InlineData(SmppCommand.SubmitMulti, SmppCommand.Response | SmppCommand.SubmitMulti, SmppStatus.InvalidCommandId)]
    [InlineData(0x7777u, SmppCommand.GenericNack, SmppStatus.InvalidCommandId)]
    public async Task What_is_not_supported_is_answered(uint command, uint answerId, uint status)
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        SmppPdu answer = await peer.AskAsync(new SmppPdu.Other(command, [1, 2, 3]) { Sequence = 0xFFFF_FFFF });
        Assert.Equal((answerId, status, 0xFFFF_FFFF), (answer.CommandId, answer.Status, answer.Sequence));
    }

    [Fact]
    public async Task A_query_finds_nothing()
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        SmppPdu answer = await peer.AskAsync(new SmppPdu.QuerySm("1", default(SmppAddress) with { Digits = "1" }) { Sequence = 3 });
        Assert.Equal((SmppCommand.Response | SmppCommand.QuerySm, SmppStatus.QueryFailed), (answer.CommandId, answer.Status));
    }

    [Fact]
    public async Task Requests_beyond_the_window_are_throttled_at_once()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using SmppPair pair = new(options => options with { Window = 2 })
        {
            OnSubmit = async (_, _) =>
            {
                await release.Task;
                return new SubmitReply(0, "1");
            },
        };
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        await peer.SendAsync(RawPeer.Submit(2), RawPeer.Submit(3), RawPeer.Submit(4));
        SmppPdu throttled = await peer.ReadAsync();
        Assert.Equal((SmppStatus.Throttled, 4u), (throttled.Status, throttled.Sequence));
        release.SetResult();
        SmppPdu[] answers = [await peer.ReadAsync(), await peer.ReadAsync()];
        Assert.Equal([2u, 3u], answers.Select(answer => answer.Sequence).Order());
        Assert.All(answers, answer => Assert.Equal(SmppStatus.Ok, answer.Status));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("\0\0\0\u000F\0\0\0\u0004\0\0\0\0\0\0\0\u0005")]
    [InlineData("\0\0\0\0")]
    public async Task Garbage_is_answered_by_a_nack_and_ends_that_connection_only(string garbage)
    {
        await using SmppPair pair = new();
        SmppClient client = await pair.BoundClientAsync();
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        await peer.SendAsync(System.Text.Encoding.Latin1.GetBytes(garbage));
        SmppPdu nack = await peer.ReadAsync();
        Assert.Equal((SmppCommand.GenericNack, SmppStatus.InvalidCommandLength), (nack.CommandId, nack.Status));
        Assert.Null(await peer.ReadOrEndAsync());

        Assert.True((await client.SubmitAsync(SmppPair.Message([1], false), CancellationToken.None).Within()).IsAccepted);
        using RawPeer next = await RawPeer.BoundAsync(pair.Server.EndPoint);
        Assert.Equal(SmppStatus.Ok, (await next.AskAsync(RawPeer.Submit(2))).Status);
    }

    [Fact]
    public async Task A_faulty_body_is_refused_and_the_session_goes_on()
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        await peer.SendAsync(new SmppPdu.Other(SmppCommand.SubmitSm, [1, 2, 3]) { Sequence = 5 }, RawPeer.Submit(6));
        SmppPdu refused = await peer.ReadAsync();
        Assert.Equal((SmppCommand.Response | SmppCommand.SubmitSm, SmppStatus.InvalidCommandLength, 5u), (refused.CommandId, refused.Status, refused.Sequence));
        Assert.Equal((SmppStatus.Ok, 6u), ((await peer.ReadAsync()) is { } answer ? (answer.Status, answer.Sequence) : default));
    }

    [Fact]
    public async Task Pdus_may_come_one_octet_at_a_time()
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.ConnectAsync(pair.Server.EndPoint);
        System.Buffers.ArrayBufferWriter<byte> octets = new();
        SmppCodec.Encode(RawPeer.Bind(BindKind.Transceiver), octets);
        SmppCodec.Encode(RawPeer.Submit(2, "0605044266426649"), octets);
        foreach (byte octet in octets.WrittenSpan.ToArray()) await peer.SendAsync(new[] { octet });
        Assert.Equal(SmppStatus.Ok, (await peer.ReadAsync()).Status);
        Assert.Equal(SmppStatus.Ok, (await peer.ReadAsync()).Status);
        Assert.Equal("0605044266426649", Convert.ToHexString((await pair.Submitted.Reader.ReadAsync().Within()).UserData));
    }

    [Fact]
    public async Task Many_pdus_in_one_segment_are_all_answered()
    {
        await using SmppPair pair = new(options => options with { Window = 10_000 });
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        await peer.SendAsync([.. Enumerable.Range(2, 5000).Select(sequence => RawPeer.Submit((uint)sequence))]);
        for (uint sequence = 2; sequence < 5002; sequence++) Assert.Equal((SmppStatus.Ok, sequence), ((await peer.ReadAsync()) is { } answer ? (answer.Status, answer.Sequence) : default));
    }

    [Fact]
    public async Task A_connection_without_a_bind_is_closed_in_time()
    {
        await using SmppPair pair = new(options => options with { SessionInitTimeout = TimeSpan.FromMilliseconds(50) });
        using RawPeer peer = await RawPeer.ConnectAsync(pair.Server.EndPoint);
        Assert.Null(await peer.ReadOrEndAsync());
    }

    [Fact]
    public async Task Enquire_link_is_answered_in_every_state()
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.ConnectAsync(pair.Server.EndPoint);
        Assert.IsType<SmppPdu.EnquireLinkResponse>(await peer.AskAsync(new SmppPdu.EnquireLink { Sequence = 1 }));
        await peer.AskAsync(RawPeer.Bind(BindKind.Transceiver));
        Assert.Equal(2u, Assert.IsType<SmppPdu.EnquireLinkResponse>(await peer.AskAsync(new SmppPdu.EnquireLink { Sequence = 2 })).Sequence);
    }

    [Fact]
    public async Task A_silent_peer_is_asked_and_kept_while_it_answers()
    {
        await using SmppPair pair = new(options => options with { EnquireLinkInterval = TimeSpan.FromMilliseconds(20), ResponseTimeout = TimeSpan.FromMilliseconds(500) });
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        for (int i = 0; i < 5; i++)
        {
            SmppPdu asked = Assert.IsType<SmppPdu.EnquireLink>(await peer.ReadAsync());
            await peer.SendAsync(new SmppPdu.EnquireLinkResponse { Sequence = asked.Sequence });
        }

        SmppPdu? pdu = await peer.ReadOrEndAsync();
        while (pdu is SmppPdu.EnquireLink) pdu = await peer.ReadOrEndAsync();
        Assert.Null(pdu);
    }

    [Fact]
    public async Task Unbind_frees_the_place_at_once_and_is_answered_after_the_requests_in_hand()
    {
        TaskCompletionSource<SubmitReply> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using SmppPair pair = new() { OnSubmit = (_, _) => new ValueTask<SubmitReply>(reply.Task) };
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        await peer.SendAsync(RawPeer.Submit(2), new SmppPdu.Unbind { Sequence = 3 });
        await pair.Submitted.Reader.ReadAsync().Within();
        while (pair.Server.Binds > 0) await Task.Yield();
        Assert.Equal(SmppResult.NoBind, (await pair.Server.DeliverAsync(SmppPair.Message([1], false), CancellationToken.None).Within()).Result);

        reply.SetResult(new SubmitReply(0, "9"));
        Assert.Equal("9", Assert.IsType<SmppPdu.MessageResponse>(await peer.ReadAsync()).MessageId);
        Assert.Equal(3u, Assert.IsType<SmppPdu.UnbindResponse>(await peer.ReadAsync()).Sequence);
        Assert.Null(await peer.ReadOrEndAsync());
    }

    [Fact]
    public async Task A_delivery_without_an_answer_times_out_and_a_late_answer_does_no_harm()
    {
        await using SmppPair pair = new(options => options with { ResponseTimeout = TimeSpan.FromMilliseconds(50), Window = 1 });
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        await pair.Server.WaitForBindAsync(CancellationToken.None).Within();
        DeliverOutcome late = await pair.Server.DeliverAsync(SmppPair.Message([1], false), CancellationToken.None).Within();
        Assert.Equal((SmppResult.TimedOut, 0u), (late.Result, late.Status));

        SmppPdu first = await peer.ReadAsync();
        Task<DeliverOutcome> second = pair.Server.DeliverAsync(SmppPair.Message([2], false), CancellationToken.None).AsTask();
        await peer.SendAsync(new SmppPdu.MessageResponse(SmppCommand.DeliverSm) { Sequence = first.Sequence });
        SmppPdu pdu = await peer.ReadAsync();
        await peer.SendAsync(new SmppPdu.MessageResponse(SmppCommand.DeliverSm) { Sequence = pdu.Sequence });
        Assert.True((await second.Within()).Delivered);
    }

    [Fact]
    public async Task A_nack_ends_the_request_it_names()
    {
        await using SmppPair pair = new();
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        await pair.Server.WaitForBindAsync(CancellationToken.None).Within();
        Task<DeliverOutcome> delivery = pair.Server.DeliverAsync(SmppPair.Message([1], false), CancellationToken.None).AsTask();
        await peer.SendAsync(new SmppPdu.GenericNack { Sequence = (await peer.ReadAsync()).Sequence, Status = SmppStatus.InvalidCommandId });
        Assert.Equal(new DeliverOutcome(SmppResult.Refused, SmppStatus.InvalidCommandId), await delivery.Within());
    }

    [Fact]
    public async Task A_handler_that_fails_is_a_system_error_for_one_message()
    {
        int calls = 0;
        await using SmppPair pair = new() { OnSubmit = (_, _) => calls++ == 0 ? throw new InvalidOperationException("test") : ValueTask.FromResult(new SubmitReply(0, "2")) };
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        Assert.Equal(SmppStatus.SystemError, (await peer.AskAsync(RawPeer.Submit(2))).Status);
        Assert.Equal(SmppStatus.Ok, (await peer.AskAsync(RawPeer.Submit(3))).Status);
    }

    [Fact]
    public async Task A_caller_who_gives_up_leaves_the_window_free()
    {
        await using SmppPair pair = new(options => options with { Window = 1 });
        using RawPeer peer = await RawPeer.BoundAsync(pair.Server.EndPoint);
        await pair.Server.WaitForBindAsync(CancellationToken.None).Within();
        using CancellationTokenSource giveUp = new();
        Task<DeliverOutcome> first = pair.Server.DeliverAsync(SmppPair.Message([1], false), giveUp.Token).AsTask();
        await peer.ReadAsync();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Within());
        Task<DeliverOutcome> second = pair.Server.DeliverAsync(SmppPair.Message([2], false), CancellationToken.None).AsTask();
        await peer.SendAsync(new SmppPdu.MessageResponse(SmppCommand.DeliverSm) { Sequence = (await peer.ReadAsync()).Sequence });
        Assert.True((await second.Within()).Delivered);
    }

    [Fact]
    public async Task A_connection_beyond_the_limit_is_closed_at_once()
    {
        await using SmppPair pair = new(options => options with { MaxConnections = 1 });
        using RawPeer first = await RawPeer.BoundAsync(pair.Server.EndPoint);
        using RawPeer second = await RawPeer.ConnectAsync(pair.Server.EndPoint);
        Assert.Null(await second.ReadOrEndAsync());
        Assert.Equal(SmppStatus.Ok, (await first.AskAsync(RawPeer.Submit(2))).Status);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Transport.Smpp;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetSim.Platform.Tests;

/// <summary>The whole platform bound at a real message centre on loopback.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private const uint Throttled = 0x58;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Imei Imei = new(860206000003972);

    private readonly TemporaryFile _file = new();
    private readonly Channel<ShortMessage> _submitted = Channel.CreateUnbounded<ShortMessage>();
    private readonly ConcurrentQueue<uint> _answers = new();
    private SmppServer? _centre;

    public async ValueTask InitializeAsync()
    {
        SmppServerOptions options = new() { Address = IPAddress.Loopback, SystemId = "platform", Password = "secret" };
        _centre = new SmppServer(options, OnSubmitAsync, NullLogger<SmppServer>.Instance);
        _centre.Start();
        await Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _centre!.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    [Trait("row", "REG-02")]
    [Trait("row", "REG-26")]
    public async Task A_registration_is_in_the_file_when_it_is_acknowledged_and_is_confirmed_and_collected()
    {
        await using PlatformHost host = await StartAsync();
        Assert.True((await RegisterAsync()).Delivered);
        Assert.Equal("13812345678", _file.Query($"SELECT msisdn FROM device WHERE imei = '{Imei}'"));
        ShortMessage confirmation = await NextAsync();
        Assert.Equal(("10654040", "13812345678", true, 4), (confirmation.Source, confirmation.Destination, confirmation.HasHeader, confirmation.DataCoding));
        Assert.Equal("IMEI:860206000003972/1"u8.ToArray(), confirmation.UserData[7..]);
        ShortMessage notification = await NextAsync();
        Assert.Equal("0605040B84C002", Convert.ToHexString(notification.UserData.AsSpan(0, 7)));
        Assert.Equal((true, 1), (host.Status().Bound, host.Status().PendingNotifications));
    }

    [Fact]
    public async Task A_throttled_confirmation_is_submitted_again()
    {
        await using PlatformHost host = await StartAsync();
        _answers.Enqueue(Throttled);
        await RegisterAsync();
        ShortMessage first = await NextAsync();
        ShortMessage second = await NextAsync();
        if (second.UserData[3] != 0x42) second = await NextAsync(); // the notification came between
        Assert.Equal(first.UserData, second.UserData);
        Assert.Equal(1, host.Status().Errors["submitFailed"]);
    }

    [Fact]
    public async Task After_a_restart_a_pending_notification_is_sent_again_by_the_new_process()
    {
        await using (await StartAsync())
        {
            await RegisterAsync();
            await NextAsync();
            await NextAsync();
        }

        await using PlatformHost second = await StartAsync();
        Assert.Equal("0605040B84C002", Convert.ToHexString((await NextAsync()).UserData.AsSpan(0, 7)));
        Assert.Equal(1, second.Status().Devices);
    }

    [Fact]
    [Trait("row", "REG-21")]
    public async Task A_drill_refuses_the_registration_by_the_status_of_its_answer()
    {
        await using PlatformHost host = await StartAsync(DrillOptions.Named("uplinkRefused"));
        Assert.Equal(0x65u, (await RegisterAsync()).Status);
        Assert.Equal(0L, _file.Query("SELECT count(*) FROM device"));
    }

    [Fact]
    [Trait("row", "REG-13")]
    public async Task A_drill_sends_a_confirmation_without_a_header_and_does_not_send_it_again_when_it_is_refused()
    {
        await using PlatformHost host = await StartAsync(DrillOptions.Named("confirmationNoHeader"));
        _answers.Enqueue(Throttled);
        await RegisterAsync();
        ShortMessage confirmation = await NextAsync();
        Assert.Equal((false, "IMEI:860206000003972/1"), (confirmation.HasHeader, System.Text.Encoding.ASCII.GetString(confirmation.UserData)));
        Assert.Equal("0605040B84C002", Convert.ToHexString((await NextAsync()).UserData.AsSpan(0, 7)));
        Assert.Equal((0, 1L), (host.Status().ConfirmationsOwed, host.Status().Errors["submitFailed"]));
    }

    [Fact]
    public async Task A_drill_holds_a_confirmation_back_while_the_notification_goes_out()
    {
        await using PlatformHost host = await StartAsync(new DrillOptions { Drill = "confirmationLate", Delay = TimeSpan.FromHours(1) });
        await RegisterAsync();
        Assert.Equal("0605040B84C002", Convert.ToHexString((await NextAsync()).UserData.AsSpan(0, 7)));
        Assert.InRange(host.Status().Queues.ShortMessages, 1, 2);
    }

    private async Task<PlatformHost> StartAsync(params DrillOptions[] drills)
    {
        PlatformHost host = await PlatformHost.StartAsync(
            new PlatformOptions { Books = _file.Path, Smpp = new SmppOptions { Port = _centre!.EndPoint.Port }, Drills = drills }, TimeProvider.System, NullLoggerFactory.Instance);
        await _centre.WaitForBindAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return host;
    }

    private async Task<DeliverOutcome> RegisterAsync() =>
        await _centre!.DeliverAsync(
            new ShortMessage { Source = "8613812345678", Destination = "10654040", UserData = Bench.Uplink(Imei), HasHeader = true },
            TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    private async Task<ShortMessage> NextAsync() => await _submitted.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    private ValueTask<SubmitReply> OnSubmitAsync(ShortMessage message, CancellationToken closing)
    {
        _submitted.Writer.TryWrite(message);
        return ValueTask.FromResult(_answers.TryDequeue(out uint status) ? new SubmitReply(status, "") : new SubmitReply(0, "1"));
    }
}

using System.Threading.Channels;
using FleetSim.Transport.Smpp;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>A message centre on loopback, and as many clients as a test wants. What arrives is kept in order.</summary>
internal sealed class SmppPair : IAsyncDisposable
{
    public const string SystemId = "platform";
    public const string Password = "secret";

    private readonly CancellationTokenSource _stop = new();
    private readonly List<(SmppClient Client, Task Run)> _clients = [];

    public SmppPair(Func<SmppServerOptions, SmppServerOptions>? change = null)
    {
        SmppServerOptions options = new() { SystemId = SystemId, Password = Password };
        Server = new SmppServer(change?.Invoke(options) ?? options, OnSubmitAsync, NullLogger<SmppServer>.Instance);
        Server.Start();
    }

    public SmppServer Server { get; }

    /// <summary>What the message centre answers; by default it accepts with ids 1, 2, 3...</summary>
    public Func<ShortMessage, CancellationToken, ValueTask<SubmitReply>>? OnSubmit { get; set; }

    /// <summary>What clients answer; by default 0.</summary>
    public Func<ShortMessage, CancellationToken, ValueTask<uint>>? OnDeliver { get; set; }

    public Channel<ShortMessage> Submitted { get; } = Channel.CreateUnbounded<ShortMessage>();

    public Channel<ShortMessage> Delivered { get; } = Channel.CreateUnbounded<ShortMessage>();

    public static ShortMessage Message(byte[] userData, bool hasHeader = true) =>
        new() { Source = "13800000001", Destination = "10654040", UserData = userData, HasHeader = hasHeader };

    public SmppClient Client(Func<SmppClientOptions, SmppClientOptions>? change = null)
    {
        SmppClientOptions options = new() { Port = Server.EndPoint.Port, SystemId = SystemId, Password = Password, ReconnectDelay = TimeSpan.FromMilliseconds(20) };
        SmppClient client = new(change?.Invoke(options) ?? options, OnDeliverAsync, NullLogger<SmppClient>.Instance);
        _clients.Add((client, client.RunAsync(_stop.Token)));
        return client;
    }

    public async Task<SmppClient> BoundClientAsync(Func<SmppClientOptions, SmppClientOptions>? change = null)
    {
        SmppClient client = Client(change);
        await client.WaitForBindAsync(_stop.Token).Within();
        await Server.WaitForBindAsync(_stop.Token).Within();
        return client;
    }

    /// <summary>Ends all clients.</summary>
    public async Task StopClientsAsync()
    {
        await _stop.CancelAsync();
        foreach ((SmppClient client, Task run) in _clients)
        {
            await run.Within("the end of RunAsync");
            await client.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopClientsAsync();
        await Server.DisposeAsync().AsTask().Within("the end of the server");
        _stop.Dispose();
    }

    private ValueTask<SubmitReply> OnSubmitAsync(ShortMessage message, CancellationToken closing)
    {
        Submitted.Writer.TryWrite(message);
        return OnSubmit?.Invoke(message, closing) ?? ValueTask.FromResult(new SubmitReply(0, Submitted.Reader.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private ValueTask<uint> OnDeliverAsync(ShortMessage message, CancellationToken closing)
    {
        Delivered.Writer.TryWrite(message);
        return OnDeliver?.Invoke(message, closing) ?? ValueTask.FromResult(0u);
    }
}

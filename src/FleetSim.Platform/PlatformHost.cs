using System.Net;
using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Sms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetSim.Platform;

/// <summary>The platform with its sockets, clock and books: the engine, Kestrel, the bind, the timer, the writer.</summary>
public sealed class PlatformHost : IAsyncDisposable
{
    private static readonly TimeSpan TickTime = TimeSpan.FromMilliseconds(20);

    /// <summary>Requests still running get this long when the platform ends.</summary>
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(1);

    private readonly PlatformEngine _engine;
    private readonly BooksWriter _books;
    private readonly ShortMessageGateway? _gateway;
    private readonly TimeProvider _time;
    private readonly WebApplication _web;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _ticking = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;

    private PlatformHost(PlatformOptions options, BooksFile file, TimeProvider time, ILoggerFactory loggers)
    {
        _time = time;
        _log = loggers.CreateLogger<PlatformHost>();
        _books = new BooksWriter(file, fault => _failed.TrySetResult(fault));
        _engine = new PlatformEngine(options, _books.Add, Nonces.Random);
        if (options.Smpp.Port != 0) _gateway = new ShortMessageGateway(options, _engine, _books, time, loggers);
        _web = BuildWeb(options.Http, loggers);
        WebShell shell = new(_engine, new ControlApi(_engine, Status, centres => _gateway?.Bind(centres)), _books, time);
        _web.Run(shell.HandleAsync);
    }

    /// <summary>"http://127.0.0.1:port" with the port that was really taken.</summary>
    public string BaseUrl => _engine.BaseUrl;

    /// <summary>Completes with the fault when the books cannot be written any more; never otherwise.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <summary>Opens the books, goes on where they end, listens, and begins to bind.</summary>
    /// <exception cref="PlatformOptionsException">Faults in the options.</exception>
    /// <exception cref="BooksException">The books cannot be used.</exception>
    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task<PlatformHost> StartAsync(PlatformOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (PlatformOptionsRules.Faults(options) is { Count: > 0 } faults) throw new PlatformOptionsException(faults);
        PlatformOptions resolved = DeviceDescriptions.Resolve(options);
        BooksFile file = BooksFile.Open(options.Books);
        PlatformHost host = new(resolved, file, time, loggers);
        try
        {
            await host.BeginAsync(file);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public PlatformStatus Status() => _engine.Status(_gateway?.IsBound ?? false, _gateway?.Waiting ?? 0, _books.Pending);

    public async ValueTask DisposeAsync()
    {
        PlatformLog.Stopping(_log, _books.Pending);
        await _stopping.CancelAsync();
        using (CancellationTokenSource hurry = new(ShutdownTime)) await _web.StopAsync(hurry.Token);
        await _web.DisposeAsync();
        await _ticking;
        await _sending;
        _gateway?.Dispose();
        _books.Dispose();
        _stopping.Dispose();
    }

    private async Task BeginAsync(BooksFile file)
    {
        IReadOnlyList<Downlink> owed = _engine.Restore(file, _time.GetUtcNow());
        _books.Start();
        await _books.CommittedAsync();
        await _web.StartAsync();
        _engine.BaseUrl = _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');
        PlatformLog.Started(_log, BaseUrl, Status().Devices, owed.Count);
        _gateway?.Send(owed);
        if (_gateway is not null) _sending = _gateway.RunAsync(_stopping.Token);
        _ticking = TickAsync(_stopping.Token);
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        using PeriodicTimer timer = new(TickTime, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                IReadOnlyList<Downlink> due = _engine.Tick(_time.GetUtcNow(), _gateway?.Room ?? 0);
                if (due.Count == 0) continue;
                await _books.CommittedAsync();
                _gateway?.Send(due);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end of the program.
        }
        catch (BooksException)
        {
            // Reported by the writer itself.
        }
    }

    private static WebApplication BuildWeb(HttpOptions http, ILoggerFactory loggers)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = WebShell.MaxBodyOctets;
            kestrel.Limits.MinRequestBodyDataRate = null; // a handset at the edge of its cell is as slow as it is
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Parse(http.Address), http.Port);
        });
        return builder.Build();
    }
}

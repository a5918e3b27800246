using System.Collections.Immutable;
using FleetSim.Transport.Smpp;

namespace FleetSim.Platform.Sms;

/// <summary>The binds at the operator's message centres: one for each centre, kept up while the centre is in the set. Messages take turns over those that are bound.</summary>
internal sealed class BindSet(Func<string, int, SmppClient> create) : IDisposable
{
    /// <summary>Message centres at most.</summary>
    public const int Limit = 64;

    private readonly Lock _changing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _bound = new(0);
    private ImmutableDictionary<string, Bind> _binds = ImmutableDictionary<string, Bind>.Empty;
    private int _turn;

    private sealed record Bind(SmppClient Client, CancellationTokenSource Stop, Task Running);

    public bool IsBound => _binds.Values.Any(b => b.Client.IsBound);

    /// <summary>Binds to these, and to no others.</summary>
    /// <param name="centres">host:port.</param>
    public void Set(IEnumerable<(string Host, int Port)> centres)
    {
        lock (_changing)
        {
            if (_stop.IsCancellationRequested) return;
            var wanted = centres.Take(Limit).ToDictionary(c => $"{c.Host}:{c.Port}");
            foreach ((string name, Bind gone) in _binds.Where(b => !wanted.ContainsKey(b.Key)))
            {
                gone.Stop.Cancel();
                _binds = _binds.Remove(name);
            }

            foreach ((string name, (string host, int port)) in wanted.Where(w => !_binds.ContainsKey(w.Key))) _binds = _binds.Add(name, Start(create(host, port)));
        }
    }

    /// <summary>A bound client, each in turn; waits while there is none.</summary>
    public async Task<SmppClient> NextAsync(CancellationToken stop)
    {
        while (true)
        {
            SmppClient[] bound = [.. _binds.Values.Select(b => b.Client).Where(c => c.IsBound)];
            if (bound.Length > 0) return bound[(int)((uint)Interlocked.Increment(ref _turn) % (uint)bound.Length)];
            await _bound.WaitAsync(TimeSpan.FromSeconds(1), stop);
        }
    }

    /// <summary>Ends every bind.</summary>
    public Task StopAsync()
    {
        lock (_changing)
        {
            _stop.Cancel();
            foreach (Bind bind in _binds.Values) bind.Stop.Cancel();
            return Task.WhenAll(_binds.Values.Select(b => b.Running));
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _bound.Dispose();
    }

    private Bind Start(SmppClient client)
    {
        CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _ = TellAsync(client, stop.Token);
        return new Bind(client, stop, QuietlyAsync(client, stop.Token));
    }

    /// <summary>Whoever waits for a bind looks again.</summary>
    private async Task TellAsync(SmppClient client, CancellationToken stop)
    {
        await client.WaitForBindAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCancellationRequested) _bound.Release();
    }

    private static async Task QuietlyAsync(SmppClient client, CancellationToken stop)
    {
        try
        {
            await client.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Its centre is gone, or the program ends.
        }
        finally
        {
            await client.DisposeAsync();
        }
    }
}

using System.Net;
using FleetSim.Contracts;
using FleetSim.Grains;
using FleetSim.Silo.Cluster;
using FleetSim.Storage;
using FleetSim.Transport.Smpp;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FleetSim.Silo;

/// <summary>What this node does in a run, told by whoever drives it: listen, begin, release the arrivals, tell how it goes, forget.</summary>
public sealed class NodeControl(
    NodeOptions options, NodeRun run, IStateStore store, MessageCentre centre, CohortKeeper keeper, Revival revival, ArrivalPacer pacer, FleetLedger ledger, NodeHealth health, IOptions<GrainCollectionOptions> collection) : INode, IDisposable
{
    /// <summary>In a fleet that does not hibernate nobody is ever idle for long enough.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromDays(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _concluded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _beginning = new();
    private bool _begun, _released;

    /// <summary>Completes when the run is over.</summary>
    public Task Concluded => _concluded.Task;

    public string? Run => run.IsTaken ? run.Id : null;

    public Task<string> ListenAsync(int number, string systemId, string password, int port)
    {
        IPEndPoint listen = options.SmppListen ?? new IPEndPoint(IPAddress.Loopback, port);
        centre.Listen(new SmppServerOptions { Address = listen.Address, Port = listen.Port, SystemId = systemId, Password = password }, number);
        return Task.FromResult(new IPEndPoint(listen.Address, centre.Port).ToString());
    }

    public void Begin()
    {
        lock (_beginning)
        {
            if (_begun) return;
            _begun = true;
        }

        // Read by Orleans when the first handset is activated here, and never again.
        collection.Value.ClassSpecificCollectionAge[typeof(TerminalGrain).FullName!] = run.Scenario.Fleet.HibernateAfter is { Ticks: > 0 } age ? age : Never;
        centre.Open();
        keeper.Start();
    }

    public void Release(DateTimeOffset startedAt, DateTimeOffset resumedAt)
    {
        lock (_beginning)
        {
            if (_released) return;
            _released = true;
        }

        pacer.Start(startedAt, resumedAt, _stop.Token);
    }

    public NodeFigures Figures()
    {
        NodeFigures figures = health.Add(ledger.Figures());
        return figures with
        {
            Released = pacer.Released, OutageSeconds = store is PostgresStateStore shared ? shared.Outages.Duration.TotalSeconds : 0,
            Now = figures.Now with { Cohorts = keeper.Kept, Settles = keeper.Settles, ArrivalsDone = pacer.IsDone, Binds = centre.Binds },
        };
    }

    public async Task<bool?[]> UplinkAsync(UplinkSms[] messages) => await Task.WhenAll(messages.Select(message => centre.HandOverAsync(message, _stop.Token)));

    public void Conclude() => _concluded.TrySetResult();

    /// <summary>No arrival is released any more, and no cohort taken up.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        revival.Stop();
        await keeper.StopAsync();
    }

    public void Dispose() => _stop.Dispose();
}

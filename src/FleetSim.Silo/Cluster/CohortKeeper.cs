using System.Collections.Concurrent;
using FleetSim.Contracts;
using FleetSim.Telemetry;
using Microsoft.Extensions.Logging;

namespace FleetSim.Silo.Cluster;

/// <summary>
/// Sees to it that the cohorts whose home this silo is are here. Looks at every change of the membership and, as a net, every few seconds: the cohorts
/// of a silo that died are taken up by the others at once.
/// </summary>
public sealed partial class CohortKeeper(
    NodeRun run, ClusterHomes homes, IGrainFactory grains, ArrivalPacer pacer, MessageCentre centre, TimeProvider clock, ILogger<CohortKeeper> logger) : IDisposable
{
    /// <summary>Cohorts being taken up at a time.</summary>
    private const int Parallelism = 16;

    /// <summary>Pause before cohorts are asked for again that are still elsewhere, and between two rounds otherwise.</summary>
    private static readonly TimeSpan SoonAgain = TimeSpan.FromMilliseconds(200), Round = TimeSpan.FromSeconds(2);

    /// <summary>Rounds after which cohorts are asked for again that were here: a part of Orleans' directory that is lost with another silo takes them along.</summary>
    private const int RoundsOfTrust = 5;

    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<long> _kept = [];

    /// <summary>Cohorts that have come here and whose stored messages nobody has asked for yet.</summary>
    private readonly ConcurrentBag<long> _unrecalled = [];

    private volatile int _count;
    private readonly RecheckSchedule _rechecks = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Cohorts of this silo that have been taken up.</summary>
    public int Kept => _count;

    /// <summary>True as long as it is open what the last change of the membership has cost them.</summary>
    public bool Settles => _rechecks.Settles;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>No cohort is taken up any more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        int round = 0;
        try
        {
            await homes.WaitAsync(TimeSpan.Zero, _stop.Token); // that this silo came itself: the first round sees to it
            while (true)
            {
                bool complete = await TryRoundAsync(all: round++ % RoundsOfTrust == 0);
                if (!await homes.WaitAsync(complete ? Round : SoonAgain, _stop.Token)) continue;
                round = 0;
                _rechecks.Changed(clock.GetUtcNow());
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }

    /// <summary>A round that breaks (a store that is away for longer than it may be) is no reason to look after nobody any more.</summary>
    private async Task<bool> TryRoundAsync(bool all)
    {
        try
        {
            bool complete = await RoundAsync(all);
            if (complete && _rechecks.IsDue(clock.GetUtcNow())) await RecheckAsync();
            pacer.Retry();
            await centre.RetryAsync();
            return complete;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !_stop.IsCancellationRequested)
        {
            RoundFailed(failure.Message);
            return false;
        }
    }

    /// <summary>True when every cohort of this silo is here.</summary>
    /// <param name="all">Ask for those as well that were here the last time.</param>
    private async Task<bool> RoundAsync(bool all)
    {
        long[] own = [.. Range(Cohorts.Count(run.Scenario.Fleet.Terminals)).Where(homes.IsHere)];
        _kept.IntersectWith(own);
        _count = _kept.Count;
        long[] asked = [.. own.Where(cohort => all || !_kept.Contains(cohort))];
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = _stop.Token }, async (cohort, _) =>
        {
            if (await TakeAsync(cohort)) _unrecalled.Add(cohort);
        });
        if (_unrecalled.IsEmpty) return _kept.Count == own.Length;
        await centre.RecallAsync(_unrecalled.ToHashSet());
        _unrecalled.Clear();
        return _kept.Count == own.Length;
    }

    /// <summary>True when the cohort has come here just now.</summary>
    private async Task<bool> TakeAsync(long cohort)
    {
        try
        {
            ICohortGrain grain = grains.GetGrain<ICohortGrain>(cohort);

            // One that sets out for here is asked again at once: that call comes along, and no more of them are on the way at a time than are asked.
            bool isHere = homes.Here.Equals(await grain.Keep()) || homes.Here.Equals(await grain.Keep());
            if (!isHere || IsKept(cohort)) return false;
            await pacer.CatchUpAsync(cohort);
            lock (_kept) _kept.Add(cohort);
            _count = _kept.Count;
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            lock (_kept) _kept.Remove(cohort);
            NotTaken(cohort, failure.Message);
            return false;
        }
    }

    /// <summary>Silos came or went some time ago: a call that was lost with one of them is made up for.</summary>
    private async Task RecheckAsync()
    {
        await Parallel.ForEachAsync(_kept.ToArray(), new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = _stop.Token }, async (cohort, _) =>
            await grains.GetGrain<ICohortGrain>(cohort).Recheck());

        // Only now: when one could not be asked, all are asked again in the next round.
        _rechecks.Done();
    }

    private bool IsKept(long cohort)
    {
        lock (_kept) return _kept.Contains(cohort);
    }

    private static IEnumerable<long> Range(long count)
    {
        for (long cohort = 0; cohort < count; cohort++) yield return cohort;
    }

    [LoggerMessage(EventIds.CohortStopped, LogLevel.Warning, "The cohorts of this node could not be looked after; it is tried again. {Why}")]
    private partial void RoundFailed(string why);

    [LoggerMessage(EventIds.CohortStarted, LogLevel.Information, "Cohort {Cohort} could not be taken up yet; it is tried again. {Why}")]
    private partial void NotTaken(long cohort, string why);
}

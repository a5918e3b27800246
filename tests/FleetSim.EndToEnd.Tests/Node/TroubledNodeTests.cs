using FleetSim.Commands;
using FleetSim.Contracts;
using FleetSim.Device;
using FleetSim.EndToEnd.Tests.Processes;
using FleetSim.Grains;
using FleetSim.Run;
using FleetSim.Scenarios.Life;
using FleetSim.Storage;
using FleetSim.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Core.Internal;
using Orleans.Storage;

namespace FleetSim.EndToEnd.Tests.Node;

/// <summary>
/// Whole days on a node that has what clusters have when nodes die: commits that fail, activations that go away at any moment. What was not committed has not
/// happened, and nobody is forgotten over it.
/// </summary>
[Trait("speed", "slow")]
public sealed class TroubledNodeTests(ITestOutputHelper log)
{
    private const int Terminals = 400;

    /// <summary>Three times as long as without trouble.</summary>
    private static readonly TimeSpan LongestDay = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Commits_that_fail_before_or_after_they_are_durable_cost_no_handset_its_state()
    {
        FailingStorage? failing = null;
        await DayAsync(s => failing = new FailingStorage(s.GetRequiredKeyedService<IGrainStorage>(TerminalGrain.Store)), (_, stop) => Task.Delay(Timeout.Infinite, stop));
        log.WriteLine($"{failing!.Before} commits failed before, {failing.After} after they were durable");
        Assert.True(failing is { Before: > 20, After: > 20 });
    }

    [Fact]
    public async Task Handsets_and_cohorts_whose_activations_go_away_at_any_moment_are_forgotten_by_nobody()
    {
        int gone = 0;
        await DayAsync(s => s.GetRequiredKeyedService<IGrainStorage>(TerminalGrain.Store), async (grains, stop) =>
        {
            Random chance = new(5);
            while (true)
            {
                await Task.Delay(2, stop);
                IGrain one = chance.Next(60) == 0 ? grains.CohortOf(0) : grains.Handset(chance.Next(Terminals));
                await one.AsReference<IGrainManagementExtension>().DeactivateOnIdle(CancellationToken.None);
                gone++;
            }
        }, cohort => cohort.Keep()); // its node would ask for it within seconds
        log.WriteLine($"{gone} activations went away");
        Assert.True(gone > 1000);
    }

    /// <summary>What calls can do that come late because their silo or their cohort moved.</summary>
    /// <param name="takeBack">True: they take timers back as well, and looks at the cohorts make it good, as after a change of the membership. False: a handset notices by itself.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Timers_that_late_calls_set_or_take_back_cost_no_handset_its_state(bool takeBack)
    {
        int calls = 0;
        await DayAsync(s => s.GetRequiredKeyedService<IGrainStorage>(TerminalGrain.Store), async (grains, stop) =>
        {
            Random chance = new(7);
            ICohortGrain cohort = grains.CohortOf(0);
            while (true)
            {
                await Task.Delay(2, stop);
                (long handset, int slot) = (chance.Next(Terminals), chance.Next((int)TimerSlot.Count + 1));
                await (chance.Next(takeBack ? 2 : 1) == 0 ? cohort.Arm(handset, slot, DateTimeOffset.UtcNow) : cohort.Clear(handset));
                if (++calls % 500 == 0 && takeBack) await cohort.Recheck();
            }
        }, cohort => takeBack ? cohort.Recheck() : Task.CompletedTask);
        log.WriteLine($"{calls} calls came late");
        Assert.True(calls > 1000);
    }

    /// <summary>A call is lost with the silo that it was on the way to, or whose part of the directory it asked.</summary>
    [Fact]
    public async Task Timers_that_were_set_or_taken_back_by_calls_that_got_lost_are_told_of_again()
    {
        LostCalls lost = new();
        await DayAsync(s => s.GetRequiredKeyedService<IGrainStorage>(TerminalGrain.Store), (_, stop) => Task.Delay(Timeout.Infinite, stop), more: services => services.AddSingleton<IOutgoingGrainCallFilter>(lost));
        log.WriteLine($"{lost.Armings} armings and {lost.Cancellations} cancellations were lost");
        Assert.True(lost is { Armings: > 20, Cancellations: > 20 });
    }

    /// <summary>Orleans gives them up, and what they asked of their cohort comes late: as when it asks a silo that has died.</summary>
    [Fact]
    public async Task Activations_that_take_too_long_to_begin_are_neither_counted_nor_missed()
    {
        LateClears late = new();
        await DayAsync(
            s => s.GetRequiredKeyedService<IGrainStorage>(TerminalGrain.Store),
            async (grains, stop) =>
            {
                Random chance = new(17);
                while (true)
                {
                    await Task.Delay(10, stop);
                    IGrain one = grains.Handset(chance.Next(Terminals));
                    await one.AsReference<IGrainManagementExtension>().DeactivateOnIdle(CancellationToken.None);
                }
            },
            more: services => services.AddSingleton<IOutgoingGrainCallFilter>(late).Configure<GrainCollectionOptions>(o => o.ActivationTimeout = LateClears.Lateness / 2));
        log.WriteLine($"{late.Count} activations were given up");
        Assert.True(late.Count > 20);
    }

    /// <summary>The small day in this process.</summary>
    /// <param name="storage">What keeps the snapshots.</param>
    /// <param name="trouble">What happens meanwhile, until it is cancelled: when the platform has nothing more to do.</param>
    /// <param name="afterwards">What the node would do for its only cohort some seconds later.</param>
    /// <param name="more">What else the node has.</param>
    private async Task DayAsync(
        Func<IServiceProvider, IGrainStorage> storage, Func<IGrainFactory, CancellationToken, Task> trouble, Func<ICohortGrain, Task>? afterwards = null, Action<IServiceCollection>? more = null)
    {
        using RunDirectory directory = new();
        TaskCompletionSource<IServiceProvider> node = new();
        RunOptions options = new() { StateDirectory = directory.State, ConfigPath = Path.Combine(AppContext.BaseDirectory, "orleans.config.json") };
        await using FleetRun run = await FleetRun.StartAsync(
            ScenarioFile.Read(RunDirectory.SmallDay), options, _ => { }, services =>
            {
                more?.Invoke(services);
                services.AddKeyedSingleton(HandsetShell.Snapshots, (s, _) =>
                {
                    node.TrySetResult(s);
                    return storage(s);
                });
            }, CancellationToken.None);
        using CancellationTokenSource over = new();
        Task troubled = Task.Run(async () => await trouble((await node.Task).GetRequiredService<IGrainFactory>(), over.Token));
        await run.PowerOnAsync(CancellationToken.None);
        DateTimeOffset limit = DateTimeOffset.UtcNow + LongestDay;
        while (!(await run.Platform!.StatusAsync(CancellationToken.None)).Idle && DateTimeOffset.UtcNow < limit) await Task.Delay(200);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => troubled);
        if (afterwards is not null) await afterwards((await node.Task).GetRequiredService<IGrainFactory>().CohortOf(0));
        bool drained = await run.DrainAsync(CancellationToken.None);
        FleetReview review = FleetReview.Read(run.Store.Reader, run.Fleet, run.BooksPath);
        foreach (Reports.Model.TruthItem item in review.Truth.Items.Concat(review.Truth.UnsettledItems)) log.WriteLine(item.ToString());
        FleetFigures at = run.Roll.Figures;
        Assert.True(drained, $"timers {at.Timers}, being woken {at.BeingWoken}, downloads {at.DownloadsRunning}, cohorts {at.Cohorts}, in session {at.DevicesIn(DeviceTag.InSession)}");
        Assert.Equal((Terminals, 0, 0), (review.Truth.Checked, review.Truth.Mismatches, review.Truth.Unsettled));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Assert.Empty(run.Store.Reader.Scan().Where(row => Handset.Load(run.Fleet, row.Key, row.State.Payload).WakeDue(now) is not null).Select(row => row.Key)); // every plan of every user was carried out
    }

    /// <summary>What is drawn for each call, from a seed and its number: 0 (included) to 1.</summary>
    private sealed class Fates(int seed)
    {
        private readonly Random _chance = new(seed);

        public double Next()
        {
            lock (_chance) return _chance.NextDouble();
        }
    }

    /// <summary>Two of a hundred writes fail, the fate of each drawn from a seed and its number.</summary>
    private sealed class FailingStorage(IGrainStorage store) : IGrainStorage
    {
        private const double Share = 0.01;

        private readonly Fates _fates = new(11);
        private int _before, _after;

        public int Before => _before;

        public int After => _after;

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => store.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            double fate = _fates.Next();
            if (fate < Share)
            {
                Interlocked.Increment(ref _before);
                throw new StateStoreException("The test lets this commit fail.");
            }

            await store.WriteStateAsync(stateName, grainId, grainState);
            if (fate < 1 - Share) return;
            Interlocked.Increment(ref _after);
            throw new StateStoreException("The test lets this commit seem to fail.");
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => store.ClearStateAsync(stateName, grainId, grainState);
    }

    /// <summary>One in four of the calls that clear a handset's timers arrives late.</summary>
    private sealed class LateClears : IOutgoingGrainCallFilter
    {
        public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(3);

        private readonly Fates _fates = new(19);
        private int _count;

        public int Count => _count;

        public async Task Invoke(IOutgoingGrainCallContext context)
        {
            if (context.InterfaceName == typeof(ICohortGrain).FullName && context.MethodName == nameof(ICohortGrain.Clear) && _fates.Next() < 1.0 / 4)
            {
                Interlocked.Increment(ref _count);
                await Task.Delay(Lateness);
            }

            await context.Invoke();
        }
    }

    /// <summary>One in three of a cohort's calls about timers never arrives.</summary>
    private sealed class LostCalls : IOutgoingGrainCallFilter
    {
        private readonly Fates _fates = new(13);
        private int _armings, _cancellations;

        public int Armings => _armings;

        public int Cancellations => _cancellations;

        public Task Invoke(IOutgoingGrainCallContext context)
        {
            if (context.InterfaceName != typeof(ICohortGrain).FullName || _fates.Next() >= 1.0 / 3) return context.Invoke();
            if (context.MethodName == nameof(ICohortGrain.Arm)) Interlocked.Increment(ref _armings);
            else if (context.MethodName == nameof(ICohortGrain.Cancel)) Interlocked.Increment(ref _cancellations);
            else return context.Invoke();
            throw new OrleansException("The test loses this call.");
        }
    }
}

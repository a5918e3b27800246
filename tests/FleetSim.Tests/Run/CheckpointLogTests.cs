using FleetSim.Reports.Model;
using FleetSim.Run;
using FleetSim.Storage;

namespace FleetSim.Tests.Run;

/// <summary>Checkpoints of long runs, in a real store.</summary>
public sealed class CheckpointLogTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fleetsim-checkpoint-").FullName;
    private SqliteStateStore _store = null!;

    public ValueTask InitializeAsync()
    {
        _store = SqliteStateStore.Open(new StateStoreOptions { Path = Path.Combine(_directory, "state.db") });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void A_run_that_kept_nothing_has_no_checkpoint() => Assert.Null(CheckpointLog.Read(_store.Reader));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(CheckpointLog.BlockPoints)]
    [InlineData((3 * CheckpointLog.BlockPoints) + 7)]
    public async Task Every_point_is_there_again_whatever_the_number(int points)
    {
        CheckpointLog log = new(_store);
        for (int at = 0; at <= points; at += 2) await WriteAsync(log, at);
        await WriteAsync(log, points);
        Assert.Equal(Points(0, points), CheckpointLog.Read(_store.Reader)!.Last);
    }

    [Fact]
    public async Task A_block_that_is_full_is_never_written_again()
    {
        CheckpointLog log = new(_store);
        await WriteAsync(log, CheckpointLog.BlockPoints + 1);
        await _store.SetMetaAsync("checkpoint/0", "[]", TestContext.Current.CancellationToken);
        await WriteAsync(log, CheckpointLog.BlockPoints + 3);
        Assert.Equal("[]", _store.Reader.GetMeta("checkpoint/0"));
        Assert.Equal(CheckpointLog.BlockPoints, log.Kept);
    }

    [Fact]
    public async Task A_process_that_takes_the_run_up_goes_on_behind_the_points_of_the_one_before()
    {
        await WriteAsync(new CheckpointLog(_store), 100);
        CheckpointLog next = new(_store);
        await WriteAsync(next, 101);
        await WriteAsync(next, 140);
        Assert.Equal(Points(0, 140), CheckpointLog.Read(_store.Reader)!.Last);
    }

    /// <summary>A crash between the points and what counts them.</summary>
    [Fact]
    public async Task Points_that_no_checkpoint_counts_are_left_out()
    {
        CheckpointLog log = new(_store);
        await WriteAsync(log, 10);
        string counted = _store.Reader.GetMeta("checkpoint")!;
        await WriteAsync(log, 12);
        await _store.SetMetaAsync("checkpoint", counted, TestContext.Current.CancellationToken);
        Assert.Equal(Points(0, 10), CheckpointLog.Read(_store.Reader)!.Last);
    }

    private static ValueTask WriteAsync(CheckpointLog log, int points) =>
        log.WriteAsync(new RunCheckpoint { At = DateTimeOffset.UnixEpoch, ElapsedSeconds = points, Points = points, Last = Points(log.Kept, points) });

    private static ChartPoint[] Points(int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(at => new ChartPoint(new SeriesPoint { AtSeconds = at, PoweredOn = 3 * at }, new CampaignPoint { AtSeconds = at, Succeeded = at }))];
}

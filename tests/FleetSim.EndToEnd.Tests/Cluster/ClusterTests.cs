using System.Text.Json;
using FleetSim.Commands;
using FleetSim.EndToEnd.Tests.Processes;
using FleetSim.Testing;

namespace FleetSim.EndToEnd.Tests.Cluster;

/// <summary>A fleet on several nodes with a PostgreSQL between them: real processes, real crashes, and books that agree with every handset in the end.</summary>
[Trait("speed", "slow")]
public sealed class ClusterTests(ITestOutputHelper log)
{
    private const long Package = 262_144, Chunk = 65_536, Rate = 65_536;

    private static int Terminals => CrashSize.Terminals;

    [Fact]
    public async Task A_day_over_three_nodes_passes_and_each_carries_its_share()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(Database(), 3);
        using FleetSimProcess day = cluster.StartDay(Terminals, nodes: 3);
        double[] sessions = [0, 0, 0];
        for (int node = 0; node < 3; node++) sessions[node] = await cluster.WaitForAsync(day, node, "fleetsim_dm_sessions_total", v => v >= Terminals / 20.0);
        await AssertPassedAsync(day, cluster);
        Assert.Equal(0, cluster.Report.GetProperty("gaps").GetArrayLength());
        log.WriteLine($"sessions of the nodes when the slowest had its share: {string.Join(", ", sessions)}");
    }

    [Fact]
    [Trait("crash", "cluster")]
    public async Task One_of_three_nodes_that_is_killed_in_a_campaign_costs_no_handset_its_state() => await RepeatAsync(async () =>
    {
        await using TestCluster cluster = await TestCluster.StartAsync(Database(), 3);
        using FleetSimProcess day = cluster.StartDay(Terminals, nodes: 3);
        double running = await CampaignAsync(cluster, day, node: 1);
        DateTimeOffset killed = DateTimeOffset.UtcNow;
        await cluster.Nodes[1].KillAsync();
        Dictionary<string, long> committed = cluster.Committed();
        DateTimeOffset seen = DateTimeOffset.UtcNow;
        log.WriteLine($"killed with {running} downloads running on that node");
        await AssertPassedAsync(day, cluster);
        AssertGap(cluster, "was lost", 1);
        AssertFewOctetsTwice(cluster, committed, killed, seen);
    });

    [Fact]
    [Trait("crash", "cluster")]
    public async Task A_database_that_is_away_for_a_while_costs_time_and_nothing_else() => await RepeatAsync(async () =>
    {
        PostgresServer database = Database(own: true);
        await using TestCluster cluster = await TestCluster.StartAsync(database, 3);
        using FleetSimProcess day = cluster.StartDay(Terminals, nodes: 3);
        await cluster.WaitForAsync(day, 0, "fleetsim_fumo_downloading", v => v >= Terminals / 100.0);
        database.Stop();
        await Task.Delay(CrashSize.Outage);
        database.Start();
        await AssertPassedAsync(day, cluster);
        AssertGap(cluster, "the database did not answer", 1);
        database.Stop();
    });

    [Fact]
    [Trait("crash", "cluster")]
    public async Task A_cluster_that_is_killed_whole_and_started_again_goes_on() => await RepeatAsync(async () =>
    {
        await using TestCluster cluster = await TestCluster.StartAsync(Database(), 3);
        using FleetSimProcess day = cluster.StartDay(Terminals, nodes: 3);
        await CampaignAsync(cluster, day, node: 2);
        DateTimeOffset killed = DateTimeOffset.UtcNow;
        foreach (FleetSimProcess node in cluster.Nodes) await node.KillAsync();
        Dictionary<string, long> committed = cluster.Committed();
        DateTimeOffset seen = DateTimeOffset.UtcNow;
        await cluster.StartNodesAsync(3);
        await AssertPassedAsync(day, cluster);
        AssertGap(cluster, "was lost", 3);
        AssertFewOctetsTwice(cluster, committed, killed, seen);
    });

    [Fact]
    public async Task Nodes_may_join_and_leave_while_the_fleet_lives()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(Database(), 1);
        using FleetSimProcess day = cluster.StartDay(Terminals, nodes: 1);
        await cluster.WaitForAsync(day, 0, "fleetsim_registrations_total", v => v >= Terminals / 4.0);
        await cluster.StartNodesAsync(2);
        await cluster.WaitForAsync(day, 1, "fleetsim_dm_sessions_total", v => v >= Terminals / 50.0);
        cluster.Nodes[0].Interrupt();
        Assert.Equal(ExitCode.Passed, await cluster.Nodes[0].EndAsync());
        await AssertPassedAsync(day, cluster);
    }

    [Fact]
    public async Task A_node_that_was_taken_for_dead_begins_anew_and_has_spoiled_nothing()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(Database(), 3);
        using FleetSimProcess day = cluster.StartDay(Terminals, nodes: 3);
        await CampaignAsync(cluster, day, node: 1);
        await day.WaitForLineAsync("phase=drain"); // what a frozen node switches on when it is thawed is late, and a run with late arrivals is INVALID, rightly
        cluster.Nodes[1].Freeze();
        await cluster.WaitUntilTakenForDeadAsync(node: 1);
        cluster.Nodes[1].Thaw();
        await cluster.Nodes[1].WaitForLineAsync("is given up and begins anew");
        await cluster.Nodes[1].WaitForLineAsync("is ready", times: 2);
        await AssertPassedAsync(day, cluster);
        AssertGap(cluster, "was lost", 1);
    }

    [Fact]
    public async Task With_TLS_nodes_and_driver_talk_only_to_those_whom_their_authority_has_signed()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(Database(), 2, tls: true);
        using FleetSimProcess day = cluster.StartDay(2 * Contracts.Cohorts.Size, nodes: 2);
        await cluster.WaitForAsync(day, 0, "fleetsim_dm_sessions_total", v => v >= 50);
        await cluster.WaitForAsync(day, 1, "fleetsim_dm_sessions_total", v => v >= 50);
        Assert.False(await cluster.AnswersInPlainAsync());
        day.Interrupt();
        Assert.Equal(ExitCode.Interrupted, await day.EndAsync());
    }

    private static PostgresServer Database(bool own = false)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        return own ? PostgresServer.Create() : PostgresServer.Shared;
    }

    /// <summary>Waits until downloads run on a node, and until the first of them have octets behind them that are committed.</summary>
    private static async Task<double> CampaignAsync(TestCluster cluster, FleetSimProcess day, int node)
    {
        double running = await cluster.WaitForAsync(day, node, "fleetsim_fumo_downloading", v => v >= Terminals / 100.0);
        await cluster.WaitForAsync(day, node, "fleetsim_fumo_octets_bytes_total", v => v >= running * Chunk);
        return running;
    }

    private async Task RepeatAsync(Func<Task> crash)
    {
        for (int round = 1; round <= CrashSize.Rounds; round++)
        {
            log.WriteLine($"round {round} of {CrashSize.Rounds}, {Terminals} handsets");
            await crash();
        }
    }

    private async Task AssertPassedAsync(FleetSimProcess day, TestCluster cluster)
    {
        int code = await day.EndAsync();
        bool drained = !day.Output.Contains("the drain ended by its limit", StringComparison.Ordinal);
        Assert.True(code == ExitCode.Passed && drained, $"exit code {code}\n{day.Output}\n{string.Join('\n', cluster.Nodes.Select(n => n.Output))}");
        JsonElement truth = cluster.Report.GetProperty("truth");
        Assert.Equal(("books", Terminals, 0, 0), (truth.GetProperty("source").GetString(), truth.GetProperty("checked").GetInt32(), truth.GetProperty("mismatches").GetInt32(), truth.GetProperty("unsettled").GetInt32()));
        log.WriteLine($"passed; sessions {cluster.Report.GetProperty("sessions").GetProperty("completed")}, updated {cluster.Report.GetProperty("firmware").GetProperty("succeeded")}, gaps {cluster.Report.GetProperty("gaps")}");
    }

    /// <summary>At least so many: on a machine that is busy a living node may be taken for dead.</summary>
    private static void AssertGap(TestCluster cluster, string cause, int times) => Assert.InRange(
        cluster.Report.GetProperty("gaps").EnumerateArray().Count(gap => gap.GetProperty("cause").GetString()!.Contains(cause, StringComparison.Ordinal)), times, int.MaxValue);

    /// <summary>
    /// A download that ran when its node was killed goes on at the octet that was committed. What comes twice is a chunk for each of them at most, all together: how much
    /// had come is not known, but not more than the air interface can have brought; a machine that was busy had brought less, and of one download by seconds.
    /// </summary>
    private void AssertFewOctetsTwice(TestCluster cluster, Dictionary<string, long> committed, DateTimeOffset killed, DateTimeOffset seen)
    {
        Dictionary<string, List<(long Start, DateTimeOffset At)>> requests = RangeRequests.Read(cluster.Books);
        int behind = 0, downloads = 0;
        long twice = 0;
        foreach ((string imei, long offset) in committed)
        {
            int next = requests[imei].FindIndex(r => r.At > seen);
            if (next < 1) continue;
            Assert.True(requests[imei][next].Start >= offset, $"{imei} asked again from {requests[imei][next].Start}, and {offset} octets were committed");
            (long start, DateTimeOffset at) = requests[imei][next - 1];
            long most = Math.Min(start + (long)((killed - at).TotalSeconds * Rate), Package);
            long lost = Math.Max(0, most - offset);
            Assert.True(lost <= 3 * Chunk, $"{imei} may have had {most} octets and {offset} were committed");
            twice += lost;
            downloads++;
            if (offset > 0) behind++;
        }

        log.WriteLine($"{committed.Count} downloads were in flight, {behind} of them went on behind their first octet; at most {twice / 1024} KiB came twice, {twice / 1024.0 / downloads:F1} for each");
        Assert.True(behind > 0);
        Assert.InRange(twice, 0, downloads * Chunk);
    }
}

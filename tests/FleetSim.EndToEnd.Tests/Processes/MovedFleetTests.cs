using System.Text.Json;
using FleetSim.Commands;
using FleetSim.EndToEnd.Tests.Cluster;
using FleetSim.EndToEnd.Tests.Node;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>A fleet in mid-campaign is carried to another database as one file, and goes on there.</summary>
[Trait("speed", "slow")]
public sealed class MovedFleetTests(ITestOutputHelper log) : IDisposable
{
    private readonly RunDirectory _here = new(), _there = new();

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public async Task A_campaign_that_was_killed_goes_on_in_another_database_at_the_octets_that_were_committed()
    {
        string config = StoreConfigTests.WithDatabase("postgres", _there.Root);
        string slow = _here.Changed(("\"packageOctets\": 262144", "\"packageOctets\": 524288"), ("\"share\": 0.7, \"ratePerSecond\": 60", "\"share\": 0.8, \"ratePerSecond\": 200"));
        using (FleetSimProcess run = FleetSimProcess.Start(_here.Root, _here.Run(slow, ["--metrics-port", "0"])))
        {
            double running = await run.WaitForMetricAsync("fleetsim_fumo_downloading", v => v >= 60);
            await run.WaitForMetricAsync("fleetsim_fumo_octets_bytes_total", v => v >= running * 65_536);
            await run.KillAsync();
        }

        DateTimeOffset killed = DateTimeOffset.UtcNow;
        Dictionary<string, long> committed = DownloadsInFlight.Read(_here.State);
        string file = Path.Combine(_here.Root, "fleet.gz");
        await PassesAsync(_here, "fleet", "export", file, "--state", _here.State);
        await PassesAsync(_there, "db", "init", "--config", config, "--state", _there.State);
        await PassesAsync(_there, "fleet", "import", file, "--state", _there.State, "--config", config);
        Assert.Equal(committed, DownloadsInFlight.Read(_there.State));

        await PassesAsync(_there, "run", slow, "--resume", "--state", _there.State, "--report", _there.Report, "--config", config);
        JsonElement report = _there.ReadReport();
        JsonElement truth = report.GetProperty("truth");
        Assert.Equal(("books", 400, 0, 0), (truth.GetProperty("source").GetString(), truth.GetProperty("checked").GetInt32(), truth.GetProperty("mismatches").GetInt32(), truth.GetProperty("unsettled").GetInt32()));
        Assert.Equal(0, report.GetProperty("firmware").GetProperty("duplicateBytes").GetInt64());
        AssertGoesOn(committed, killed);
    }

    private void AssertGoesOn(Dictionary<string, long> committed, DateTimeOffset killed)
    {
        Dictionary<string, List<(long Start, DateTimeOffset At)>> requests = RangeRequests.Read(Path.Combine(_there.State, "platform.db"));
        (string Imei, long Start)[] next = [.. committed.Keys.Select(imei => (imei, requests[imei].First(r => r.At > killed).Start))];
        Assert.Equal(committed.Select(c => (c.Key, c.Value)), next);
        log.WriteLine($"{committed.Count} downloads were carried over, {committed.Count(c => c.Value > 0)} of them behind their first octet");
        Assert.True(committed.Count(c => c.Value > 0) > 10);
    }

    private static async Task PassesAsync(RunDirectory directory, params string[] arguments)
    {
        (int code, string output) = await FleetSimProcess.RunAsync(directory.Root, arguments);
        Assert.True(code == ExitCode.Passed, $"{arguments[0]} {arguments[1]}: exit code {code}\n{output}");
    }
}

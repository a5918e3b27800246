using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Device;
using FleetSim.EndToEnd.Tests.Cluster;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>SIGKILL at moments drawn from the seed, then --resume: the same fleet goes on and the truth is clean.</summary>
[Trait("speed", "slow")]
public sealed class CrashTests(ITestOutputHelper log) : IDisposable
{
    private const ulong Seed = 7;
    private const int Chunk = 65_536, Rate = 65_536, Slack = 65_536;

    private readonly RunDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_run_killed_three_times_ends_with_clean_books()
    {
        // Slow air, so that many downloads are in flight at once.
        string scenario = _directory.Changed(
            ("\"terminals\": 400", "\"terminals\": 600"), ("\"octetsPerSecond\": 65536", $"\"octetsPerSecond\": {Rate}"), ("\"packageOctets\": 262144", "\"packageOctets\": 524288"),
            ("\"share\": 0.7, \"ratePerSecond\": 60", "\"share\": 0.8, \"ratePerSecond\": 200"));
        Chance chance = new(Seed, 0);
        double registrations = 50 + (200 * chance.Unit(ChancePurpose.KillMoment, 1));
        double downloads = 101 + (20 * chance.Unit(ChancePurpose.KillMoment, 2));
        double updates = 20 + (60 * chance.Unit(ChancePurpose.KillMoment, 3));

        await KillWhen(scenario, resume: false, "fleetsim_registrations_total", registrations);
        DateTimeOffset killed = await KillWhen(scenario, resume: true, "fleetsim_fumo_downloading", downloads);
        Dictionary<string, long> inFlight = DownloadsInFlight.Read(_directory.State);
        await KillWhen(scenario, resume: true, "fleetsim_fumo_results_total", updates);
        (int code, string output) = await FleetSimProcess.RunAsync(_directory.Root, _directory.Run(scenario, ["--resume"]));

        Assert.True(code is ExitCode.Passed, $"exit code {code}\n{output}");
        JsonElement report = _directory.ReadReport();
        Assert.Equal(3, report.GetProperty("timesResumed").GetInt32());
        Assert.Equal(3, report.GetProperty("gaps").GetArrayLength());
        Assert.Equal(0, report.GetProperty("truth").GetProperty("mismatches").GetInt32());
        Assert.Equal(0, report.GetProperty("firmware").GetProperty("duplicateBytes").GetInt64());
        AssertGoesOnWhereItWasCommitted(inFlight, killed);
    }

    /// <summary>Starts or resumes the run and kills it when a figure reaches a value.</summary>
    private async Task<DateTimeOffset> KillWhen(string scenario, bool resume, string metric, double value)
    {
        using FleetSimProcess run = FleetSimProcess.Start(_directory.Root, _directory.Run(scenario, ["--metrics-port", "0", .. resume ? (string[])["--resume"] : []]));
        double reached = await run.WaitForMetricAsync(metric, v => v >= value);
        await run.KillAsync();
        DateTimeOffset at = DateTimeOffset.UtcNow;
        log.WriteLine($"killed at {metric} = {reached} (wanted {value:F0}, drawn from the seed)");
        return at;
    }

    /// <summary>
    /// A download that was in flight at the kill goes on exactly at the octet that was committed, and that octet is at most a chunk
    /// (and what a slow machine adds) below the most that the air interface can have brought by then.
    /// </summary>
    private void AssertGoesOnWhereItWasCommitted(Dictionary<string, long> committed, DateTimeOffset killed)
    {
        Dictionary<string, List<(long Start, DateTimeOffset At)>> requests = RangeRequests.Read(Path.Combine(_directory.State, "platform.db"));
        int behind = 0;
        foreach ((string imei, long offset) in committed)
        {
            int next = requests[imei].FindIndex(r => r.At > killed);
            if (next < 1) continue;
            Assert.Equal((imei, offset), (imei, requests[imei][next].Start));
            (long start, DateTimeOffset at) = requests[imei][next - 1];
            long most = Math.Min(start + (long)((killed - at).TotalSeconds * Rate), 524_288);
            Assert.True(most - offset <= Chunk + Slack, $"{imei} may have had {most} octets and asked again from {offset}");
            if (offset > 0) behind++;
        }

        log.WriteLine($"{committed.Count} downloads were in flight, {behind} of them went on behind their first octet");
        Assert.True(committed.Count > 100);
        Assert.True(behind > 30);
    }
}

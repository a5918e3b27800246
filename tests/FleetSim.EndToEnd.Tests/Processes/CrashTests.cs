using System.Globalization;
using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Device;
using Microsoft.Data.Sqlite;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>SIGKILL at moments drawn from the seed, then --resume: the same fleet goes on and the truth is clean.</summary>
public sealed class CrashTests(ITestOutputHelper log) : IDisposable
{
    private const ulong Seed = 7;
    private const int Chunk = 65_536, Rate = 65_536;

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
        await KillWhen(scenario, resume: true, "fleetsim_fumo_results_total", updates);
        (int code, string output) = await FleetSimProcess.RunAsync(_directory.Root, _directory.Run(scenario, ["--resume"]));

        Assert.True(code is ExitCode.Passed, $"exit code {code}\n{output}");
        JsonElement report = _directory.ReadReport();
        Assert.Equal(3, report.GetProperty("timesResumed").GetInt32());
        Assert.Equal(3, report.GetProperty("gaps").GetArrayLength());
        Assert.Equal(0, report.GetProperty("truth").GetProperty("mismatches").GetInt32());
        Assert.Equal(0, report.GetProperty("firmware").GetProperty("duplicateBytes").GetInt64());
        AssertAtMostOneChunkTwice(killed);
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
    /// From the platform's books: a handset that had a transfer running at the kill asks, when it goes on, for an octet that is at
    /// most one chunk below the most it can have received at the rate of its air interface.
    /// </summary>
    private void AssertAtMostOneChunkTwice(DateTimeOffset killed)
    {
        int resumed = 0;
        foreach ((string imei, List<(long Start, DateTimeOffset At)> requests) in Requests())
        {
            int next = requests.FindIndex(r => r.At > killed);
            if (next < 1) continue;
            (long start, DateTimeOffset at) = requests[next - 1];
            long mostReceived = start + (long)((killed - at).TotalSeconds * Rate);
            long asked = requests[next].Start;
            Assert.True(asked >= start, $"{imei} went back from {start} to {asked}");
            if (mostReceived - start < 524_288) Assert.True(asked >= Math.Min(mostReceived, 524_288) - (2 * Chunk), $"{imei} may have had {mostReceived} octets and asked again from {asked}");
            if (asked > start) resumed++;
        }

        log.WriteLine($"{resumed} downloads went on behind the octet they had begun at");
        Assert.True(resumed > 30);
    }

    private Dictionary<string, List<(long Start, DateTimeOffset At)>> Requests()
    {
        Dictionary<string, List<(long, DateTimeOffset)>> requests = [];
        using SqliteConnection file = new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory.State, "platform.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        file.Open();
        using SqliteCommand command = file.CreateCommand();
        command.CommandText = "SELECT imei, start, at FROM range_request ORDER BY rowid";
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            if (!requests.TryGetValue(row.GetString(0), out List<(long, DateTimeOffset)>? list)) requests.Add(row.GetString(0), list = []);
            list.Add((row.GetInt64(1), DateTimeOffset.Parse(row.GetString(2), CultureInfo.InvariantCulture)));
        }

        return requests;
    }
}

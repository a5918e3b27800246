using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Reports.Model;
using FleetSim.Run;
using FleetSim.Scenarios.Population;
using Microsoft.Data.Sqlite;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>One passed day in processes of its own, looked at from all sides.</summary>
public sealed class SmallDay : IAsyncLifetime
{
    public const string Traced = "#3";

    public RunDirectory Directory { get; } = new();

    public int Code { get; private set; }

    public string Output { get; private set; } = "";

    public double ActiveDevices { get; private set; }

    public async ValueTask InitializeAsync()
    {
        using FleetSimProcess run = FleetSimProcess.Start(Directory.Root, Directory.Run("--metrics-port", "0", "--trace", Traced));
        ActiveDevices = await run.WaitForMetricAsync("fleetsim_devices", n => n > 100);
        Code = await run.EndAsync();
        Output = run.Output;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Dispose();
        return ValueTask.CompletedTask;
    }
}

[Trait("speed", "slow")]
public sealed class SmallDayTests(SmallDay day) : IClassFixture<SmallDay>
{
    [Fact]
    public void The_day_passes_with_exit_code_0()
    {
        Assert.True(day.Code == ExitCode.Passed, $"exit code {day.Code}\n{day.Output}");
        JsonElement report = day.Directory.ReadReport();
        Assert.True(report.GetProperty("passed").GetBoolean());
        Assert.Equal("books", report.GetProperty("truth").GetProperty("source").GetString());
        Assert.Equal(400, report.GetProperty("truth").GetProperty("checked").GetInt32());
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("scenario")]
    [InlineData("seed")]
    [InlineData("verdict")]
    [InlineData("passed")]
    [InlineData("terminals")]
    [InlineData("registrations.sent", "registrations.confirmed", "registrations.unconfirmed", "registrations.rejected", "registrations.redelivered")]
    [InlineData("sessions.offered", "sessions.started", "sessions.completed", "sessions.failed")]
    [InlineData("sessions.latencyMs.p50", "sessions.latencyMs.p95", "sessions.latencyMs.p99", "sessions.latencyMs.p999", "sessions.latencyMs.max")]
    [InlineData("firmware.started", "firmware.succeeded", "firmware.failed", "firmware.bytes", "firmware.duplicateBytes", "firmware.resumes")]
    [InlineData("thresholds", "errors")]
    [InlineData("truth.source", "truth.checked", "truth.mismatches", "truth.explained", "truth.unsettled")]
    public void The_report_carries_what_scripts_read(params string[] paths)
    {
        foreach (string path in paths)
        {
            JsonElement at = day.Directory.ReadReport();
            foreach (string name in path.Split('.')) Assert.True(at.TryGetProperty(name, out at), $"{path} is missing");
        }
    }

    [Fact]
    public void Other_operators_SIMs_register_nothing()
    {
        JsonElement report = day.Directory.ReadReport();
        FleetIdentity identity = new(ScenarioFile.Read(RunDirectory.SmallDay).Scenario);
        int home = Enumerable.Range(0, 400).Count(i => identity.IsHome(i));
        Assert.InRange(home, 320, 390);
        Assert.Equal(home, CountBooked(Path.Combine(day.Directory.State, "platform.db")));
        Assert.True(report.GetProperty("registrations").GetProperty("sent").GetInt32() >= home);
    }

    [Fact]
    public void Metrics_are_served_while_the_fleet_lives() => Assert.InRange(day.ActiveDevices, 101, 400);

    [Fact]
    public async Task Inspect_shows_one_handset()
    {
        (int code, string output) = await FleetSimProcess.RunAsync(day.Directory.Root, "inspect", SmallDay.Traced, "--state", day.Directory.State);
        Assert.Equal(ExitCode.Passed, code);
        Assert.All((string[])["IMEI ", "SIM ", "stored ", "firmware ", "journal", "./Settings/GPRS/CMNet/APN = ", "./DevInfo/DevId = IMEI:"], part => Assert.Contains(part, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_fleet_can_be_carried_to_another_directory_in_one_file()
    {
        string file = Path.Combine(day.Directory.Root, "day.fleet"), there = Path.Combine(day.Directory.Root, "there"), config = Path.Combine(AppContext.BaseDirectory, "orleans.config.json");
        (int exported, string told) = await FleetSimProcess.RunAsync(day.Directory.Root, "fleet", "export", file, "--state", day.Directory.State);
        Assert.True(exported == ExitCode.Passed && told.Contains("day.fleet: 400 handsets, ", StringComparison.Ordinal), told);
        (int imported, string error) = await FleetSimProcess.RunAsync(day.Directory.Root, "fleet", "import", file, "--state", there, "--config", config);
        Assert.True(imported == ExitCode.Passed, error);
        Assert.Equal(
            await FleetSimProcess.RunAsync(day.Directory.Root, "inspect", SmallDay.Traced, "--state", day.Directory.State),
            await FleetSimProcess.RunAsync(day.Directory.Root, "inspect", SmallDay.Traced, "--state", there));
        using StoredFleet stored = StoredFleet.Open(there);
        Assert.Equal(0, FleetReview.Read(stored.Store, stored.Fleet, Path.Combine(there, "platform.db")).Truth.Mismatches);

        (int again, string refusal) = await FleetSimProcess.RunAsync(day.Directory.Root, "fleet", "import", file, "--state", there, "--config", config);
        Assert.Equal(ExitCode.BadConfiguration, again);
        Assert.Contains("holds a fleet already; it was left as it is.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_traced_handset_tells_its_whole_story_messages_included()
    {
        string story = File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(day.Directory.State, "traces"))));
        Assert.All((string[])["<- PowerOn", "-> SendSms", "<- SmsReceived from 10654040", "-> PostDm", "<SyncHdr>", "<VerProto>DM/1.2</VerProto>", "<- HttpReplied"], part => Assert.Contains(part, story, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE device SET msisdn = '13800000000' WHERE imei = $imei", "msisdn")]
    [InlineData("DELETE FROM device WHERE imei = $imei", "msisdn")]
    [InlineData("UPDATE collected SET value = 'tampered' WHERE imei = $imei AND path = './Settings/GPRS/CMWap/APN'", "./Settings/GPRS/CMWap/APN")]
    [InlineData("UPDATE collected SET value = '9.9' WHERE imei = $imei AND path = './DevDetail/SwV'", "./DevDetail/SwV")]
    [InlineData("UPDATE firmware SET version_after = '9.9' WHERE imei = $imei", "firmware version")]
    [InlineData("UPDATE firmware SET result = 410 WHERE imei = $imei", "firmware result")]
    public void The_truth_check_finds_a_tampered_row_and_names_its_handset(string tamper, string what)
    {
        string books = Path.Combine(day.Directory.Root, "tampered.db");
        File.Copy(Path.Combine(day.Directory.State, "platform.db"), books, overwrite: true);
        Assert.Equal(0, Check(books).Mismatches);
        string imei = Updated(books);
        Execute(books, tamper, imei);
        TruthReport truth = Check(books);
        Assert.True(truth.Mismatches >= 1);
        Assert.Contains(truth.Items, item => item.Imei == imei && item.What == what);
    }

    [Theory]
    [InlineData("860000009999999")]
    [InlineData("869900000000000")]
    [InlineData("100000000000000")]
    [InlineData("990000000000000")]
    public void The_truth_check_finds_whoever_is_in_the_books_and_not_of_the_fleet(string stranger)
    {
        string books = Path.Combine(day.Directory.Root, "stranger.db");
        File.Copy(Path.Combine(day.Directory.State, "platform.db"), books, overwrite: true);
        Execute(books, "INSERT INTO job VALUES($imei, 'collect', 'waiting', 0, 0, '2026-01-01T00:00:00.000Z')", stranger);
        TruthReport truth = Check(books);
        Assert.Equal(1, truth.Mismatches);
        Assert.Equal(new TruthItem(stranger, "handset", null, "in the books"), Assert.Single(truth.Items));
    }

    private static int CountBooked(string path)
    {
        using PlatformBooks books = PlatformBooks.Open(path);
        using BookedRange all = books.Between("", null);
        int count = 0;
        for (; all.Imei is not null; count++) all.Take();
        return count;
    }

    /// <summary>A handset whose firmware update succeeded and is in the books.</summary>
    private static string Updated(string books)
    {
        using SqliteConnection file = Open(books);
        using SqliteCommand command = file.CreateCommand();
        command.CommandText = "SELECT imei FROM firmware WHERE result = 200 ORDER BY imei LIMIT 1";
        return (string)command.ExecuteScalar()!;
    }

    private static void Execute(string books, string sql, string imei)
    {
        using SqliteConnection file = Open(books);
        using SqliteCommand command = file.CreateCommand();
#pragma warning disable CA2100 // The statements above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$imei", imei);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static SqliteConnection Open(string books)
    {
        SqliteConnection file = new(new SqliteConnectionStringBuilder { DataSource = books, Pooling = false }.ToString());
        file.Open();
        return file;
    }

    private TruthReport Check(string books)
    {
        using StoredFleet stored = StoredFleet.Open(day.Directory.State);
        return FleetReview.Read(stored.Store, stored.Fleet, books).Truth;
    }
}

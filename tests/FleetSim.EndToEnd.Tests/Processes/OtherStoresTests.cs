using System.Text.Json;
using FleetSim.Commands;
using FleetSim.EndToEnd.Tests.Node;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>The small day with the state of handsets elsewhere than in our SQLite file: the same day, the same truth.</summary>
[Trait("speed", "slow")]
public sealed class OtherStoresTests : IDisposable
{
    private readonly RunDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("postgres")]
    [InlineData("adonet-postgres")]
    [InlineData("adonet-sqlite")]
    public async Task A_day_passes_and_can_be_looked_at_afterwards(string store)
    {
        string config = StoreConfigTests.WithDatabase(store, _directory.Root);
        (int code, string output) = await FleetSim("db", "check", "--config", config, "--state", _directory.State);
        Assert.Equal(store == "adonet-sqlite" ? ExitCode.Passed : ExitCode.BadConfiguration, code);
        if (store != "adonet-sqlite") Assert.Contains("run 'fleetsim db init' once", output, StringComparison.Ordinal);
        for (int times = 0; times < 2; times++) await Passes("db", "init", "--config", config, "--state", _directory.State);
        await Passes("db", "check", "--config", config, "--state", _directory.State);

        await Passes(Day(config));
        AssertTruth();
        Assert.Contains("IMEI ", await Passes("inspect", "#3", "--state", _directory.State), StringComparison.Ordinal);
    }

    private string[] Day(string config) => ["run", RunDirectory.SmallDay, "--state", _directory.State, "--report", _directory.Report, "--config", config];

    private void AssertTruth()
    {
        JsonElement truth = _directory.ReadReport().GetProperty("truth");
        Assert.Equal(("books", 400, 0), (truth.GetProperty("source").GetString(), truth.GetProperty("checked").GetInt32(), truth.GetProperty("mismatches").GetInt32()));
    }

    private async Task<string> Passes(params string[] arguments)
    {
        (int code, string output) = await FleetSim(arguments);
        Assert.True(code == ExitCode.Passed, $"exit code {code}\n{output}");
        return output;
    }

    private Task<(int Code, string Output)> FleetSim(params string[] arguments) => FleetSimProcess.RunAsync(_directory.Root, arguments);
}

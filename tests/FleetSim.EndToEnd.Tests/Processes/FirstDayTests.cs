using System.Text.Json;
using FleetSim.Commands;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>The default run, whole, as it ships: ten thousand handsets, and what it must have earned.</summary>
[Trait("speed", "slow")]
public sealed class FirstDayTests : IDisposable
{
    private const long Gibibyte = 1L << 30;

    private readonly RunDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_first_day_passes_within_a_gibibyte()
    {
        (int code, string output) = await FleetSimProcess.RunAsync(_directory.Root, _directory.Run(RepositoryFiles.Find(RepositoryFiles.DefaultScenario), []));
        Assert.True(code == ExitCode.Passed, $"exit code {code}\n{output}");
        JsonElement report = _directory.ReadReport();
        JsonElement health = report.GetProperty("health");
        Assert.Equal(10_000, health.GetProperty("activations").GetInt64());
        Assert.InRange(health.GetProperty("peakMemoryBytes").GetInt64() + health.GetProperty("platformPeakMemoryBytes").GetInt64(), 1, Gibibyte);
        Assert.Equal(10_000, report.GetProperty("truth").GetProperty("checked").GetInt64());
        Assert.Equal(0, report.GetProperty("truth").GetProperty("mismatches").GetInt64());
        Assert.Equal(0, report.GetProperty("firmware").GetProperty("duplicateBytes").GetInt64());
        Assert.All(report.GetProperty("thresholds").EnumerateArray(), t => Assert.True(t.GetProperty("passed").GetBoolean(), t.ToString()));
    }
}

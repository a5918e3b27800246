using System.Text.Json;
using FleetSim.Commands;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>A fleet larger than its activations: whoever is left alone is a row of the store, and comes back when somebody wants something of it.</summary>
[Trait("speed", "slow")]
public sealed class HibernationTests : IDisposable
{
    private readonly RunDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Handsets_hibernate_are_woken_by_messages_and_timers_and_the_day_ends_as_it_would_without()
    {
        // The reboot comes long after everything else has gone quiet for a handset, so that a timer has to wake some of them. A block of an update takes longer
        // than it takes to hibernate: who waits for its own next step must not begin that wait anew each time.
        string scenario = _directory.Changed(
            ("\"updateDuration\": \"00:00:02\"", "\"updateDuration\": \"00:00:40\""), ("\"updateBlocks\": 4", "\"updateBlocks\": 2"), ("\"drainLimit\": \"00:01:30\"", "\"drainLimit\": \"00:04:00\""),
            ("\"wrongApnShare\": 0.2", "\"wrongApnShare\": 0.2, \"hibernateAfter\": \"00:00:15\""), ("\"least\": \"00:00:04\", \"most\": \"00:00:10\"", "\"least\": \"00:00:40\", \"most\": \"00:00:45\""));
        (int code, string output) = await FleetSimProcess.RunAsync(_directory.Root, _directory.Run(scenario, []));
        Assert.True(code == ExitCode.Passed, $"exit code {code}\n{output}");
        JsonElement report = _directory.ReadReport();
        Assert.InRange(report.GetProperty("health").GetProperty("hibernated").GetInt64(), 50, 400);
        Assert.Equal(0, report.GetProperty("truth").GetProperty("mismatches").GetInt64());
    }
}

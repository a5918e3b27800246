using System.Text.Json;
using FleetSim.Commands;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>Ctrl-C, and giving every activation up: neither changes what becomes of the fleet.</summary>
[Trait("speed", "slow")]
public sealed class InterruptTests : IDisposable
{
    private readonly RunDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Ctrl_C_writes_the_report_saves_the_state_and_the_run_can_go_on()
    {
        using (FleetSimProcess run = FleetSimProcess.Start(_directory.Root, _directory.Run("--metrics-port", "0")))
        {
            await run.WaitForMetricAsync("fleetsim_fumo_downloading", n => n >= 5);
            run.Interrupt();
            Assert.Equal(ExitCode.Interrupted, await run.EndAsync());
        }

        Assert.True(_directory.ReadReport().GetProperty("interrupted").GetBoolean());
        (int code, string output) = await FleetSimProcess.RunAsync(_directory.Root, _directory.Run("--resume"));
        Assert.True(code == ExitCode.Passed, $"exit code {code}\n{output}");
    }

    [Fact]
    public async Task Deactivating_every_handset_in_mid_run_changes_no_result()
    {
        (int code, string output) = await FleetSimProcess.RunAsync(_directory.Root, _directory.Run("--deactivate-once"));
        Assert.True(code == ExitCode.Passed, $"exit code {code}\n{output}");
        JsonElement report = _directory.ReadReport();
        Assert.Equal(0, report.GetProperty("truth").GetProperty("mismatches").GetInt32());
        Assert.Equal(400, report.GetProperty("health").GetProperty("activations").GetInt32());
        Assert.Equal(0, report.GetProperty("sessions").GetProperty("failed").GetInt32() - LostOnPurpose(report));
    }

    /// <summary>Sessions that the fault plan ends: a lost answer to a 1226, and those a power cut falls into.</summary>
    private static int LostOnPurpose(JsonElement report)
    {
        JsonElement faults = report.GetProperty("faults");
        int lost = faults.GetProperty("reportAnswerLost").GetInt32();
        int failed = report.GetProperty("sessions").GetProperty("failed").GetInt32();
        int powerOffs = failed - lost;
        Assert.InRange(powerOffs, 0, 12);
        return lost + powerOffs;
    }
}

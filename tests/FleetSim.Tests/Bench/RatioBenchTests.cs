using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Tests.Decode;

namespace FleetSim.Tests.Bench;

/// <summary>The benches that compare with raw loops, at a small size: real processes, real sockets. What they measure is no test's business.</summary>
[Trait("speed", "slow")]
public sealed class RatioBenchTests
{
    [Fact]
    public void A_session_is_compared_with_a_raw_loop_over_both_kinds_of_connections() => AllAbove0(
        Report("session", "--sessions", "200"),
        "cpuPerSessionUs", "rawCpuPerSessionUs", "ratioNewConnection", "pooledCpuPerSessionUs", "pooledRawCpuPerSessionUs", "ratioPooled", "allocatedBytesPerSession", "pooledAllocatedBytesPerSession");

    [Fact]
    public void A_short_message_is_compared_with_a_raw_loop_both_ways() => AllAbove0(
        Report("sms", "--messages", "300"),
        "uplinkCpuUs", "rawUplinkCpuUs", "ratioUplink", "downlinkCpuUs", "rawDownlinkCpuUs", "ratioDownlink", "registrations", "registrationsPerSecond", "registrationCpuUs");

    private static JsonElement Report(params string[] arguments)
    {
        CommandLineRun run = CommandLineRun.Of(["bench", .. arguments, "--json"]);
        Assert.Equal(ExitCode.Passed, run.Code);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static void AllAbove0(JsonElement report, params string[] members) =>
        Assert.All(members, member => Assert.True(report.GetProperty(member).GetDouble() > 0, member));
}

using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Tests.Decode;

namespace FleetSim.Tests.Bench;

/// <summary>One run of <c>fleetsim bench memory</c> at a small size: its processes, its fleet and its node are the real ones.</summary>
public sealed class MemoryBenchRun
{
    public const int Terminals = 4_000;

    private readonly Lazy<JsonElement> _report = new(() =>
    {
        CommandLineRun run = CommandLineRun.Of("bench", "memory", "--terminals", $"{Terminals}", "--json");
        Assert.Equal(ExitCode.Passed, run.Code);
        return JsonDocument.Parse(run.Output).RootElement;
    });

    public JsonElement Report => _report.Value;

    public long Bytes(string member) => Report.GetProperty(member).GetInt64();
}

[Trait("speed", "slow")]
public sealed class MemoryBenchTests(MemoryBenchRun run) : IClassFixture<MemoryBenchRun>
{
    [Fact]
    public void Every_figure_is_there_and_in_a_range_that_is_possible()
    {
        Assert.Equal(MemoryBenchRun.Terminals, run.Bytes("terminals"));
        Assert.InRange(run.Bytes("bareActivationHeapBytes"), 1_000, 4_000);
        Assert.InRange(run.Bytes("inSessionHeapBytes"), 2_000, 20_000);
        Assert.InRange(run.Bytes("rssBytes"), 1_000, 50_000);
        Assert.InRange(run.Bytes("processRssBytes"), 30L << 20, 2L << 30);
        Assert.Contains("workstation", run.Report.GetProperty("gc").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Everything included.</summary>
    [Fact]
    public void A_registered_handset_stays_within_its_budget() => Assert.InRange(run.Bytes("registeredHeapBytes"), run.Bytes("bareActivationHeapBytes"), 3_500);

    [Fact]
    public void The_states_are_in_order_of_what_they_hold()
    {
        Assert.InRange(run.Bytes("hibernatedHeapBytes"), 1, run.Bytes("bareActivationHeapBytes"));
        Assert.InRange(run.Bytes("idleHeapBytes"), run.Bytes("bareActivationHeapBytes"), run.Bytes("registeredHeapBytes") + 200);
        Assert.InRange(run.Bytes("registeredHeapBytes"), run.Bytes("bareActivationHeapBytes"), run.Bytes("inSessionHeapBytes"));
    }

    [Fact]
    public void Each_state_says_what_it_took() =>
        Assert.Equal(
            ["bareActivation", "idle", "registered", "hibernated", "inSession"],
            run.Report.GetProperty("stages").EnumerateArray().Where(s => s.GetProperty("cpuSeconds").GetDouble() > 0).Select(s => s.GetProperty("stage").GetString()));

    [Fact]
    public void More_handsets_than_one_node_holds_are_refused() =>
        Assert.Contains("5,000,000", Assert.Throws<ConfigurationException>(() => CommandLineRun.Of("bench", "memory", "--terminals", "5000001")).Message, StringComparison.Ordinal);
}

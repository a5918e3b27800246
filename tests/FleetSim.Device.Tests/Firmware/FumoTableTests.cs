using FleetSim.Device.Firmware;

namespace FleetSim.Device.Tests.Firmware;

public sealed class FumoTableTests
{
    private const string Downloading =
        "Failed>Reporting UserCancelled>Reporting NetworkFailed>Waiting SignalLost>Waiting MemoryLow>Waiting PowerOff>Waiting";

    /// <summary>What each phase obeys, as FUM-17 and EXC-01..11 want it; everything else is ignored.</summary>
    private static readonly Dictionary<FumoPhase, string> Expected = new()
    {
        [FumoPhase.Idle] = "Exec>Describing",
        [FumoPhase.Describing] = "DescriptorRead>Fetching " + Downloading,
        [FumoPhase.Fetching] = "ObjectComplete>Updating ContinueFetching>Fetching " + Downloading,
        [FumoPhase.Waiting] = "ContinueDescribing>Describing ContinueFetching>Fetching CannotContinue>Waiting Boot>Asking PowerOff>Waiting Failed>Reporting UserCancelled>Reporting",
        [FumoPhase.Asking] = "ContinueDescribing>Describing ContinueFetching>Fetching CannotContinue>Waiting UserNo>Reporting UserSilent>Waiting PowerOff>Waiting",
        [FumoPhase.Updating] = "BlockWritten>Updating PowerOff>Updating Boot>Updating UpdateDone>Reporting",
        [FumoPhase.Reporting] = "PowerOff>Reporting Boot>Reporting ReportDone>Idle",
    };

    public static TheoryData<FumoPhase, FumoInput> EveryPair => new MatrixTheoryData<FumoPhase, FumoInput>(Enum.GetValues<FumoPhase>(), Enum.GetValues<FumoInput>());

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Every_pair_is_defined(FumoPhase phase, FumoInput input)
    {
        string? obeyed = Expected[phase].Split(' ').SingleOrDefault(p => p.StartsWith(input + ">", StringComparison.Ordinal));
        Assert.Equal(obeyed?.Split('>')[1], FumoTable.After(phase, input)?.ToString());
    }
}

using FleetSim.Device.Firmware;

namespace FleetSim.Device.Tests.Firmware;

public sealed class FumoTableTests
{
    /// <summary>What each phase obeys, as FUMO, FUM-17 and EXC-01..11 want it, and what it ignores. Nothing is left undefined.</summary>
    private static readonly Dictionary<FumoPhase, (string Obeyed, string Ignored)> Expected = new()
    {
        [FumoPhase.Idle] = (
            "Exec>Queued PackageData>Ready",
            "ExecUpdate UrlReplaced DescriptorRead PackageFound ObjectComplete Failed NetworkFailed SignalLost MemoryLow PowerOff Boot EmulatorBack ContinueDescribing ContinueFetching CannotContinue NotItsTurn ParkDue UserNo UserSilent UserCancelled UpdateDue CommandDue MustWait BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Queued] = (
            "ContinueDescribing>Describing ContinueFetching>Fetching SignalLost>Waiting MemoryLow>Waiting PowerOff>Waiting UserCancelled>Reporting",
            "Exec ExecUpdate PackageData UrlReplaced DescriptorRead PackageFound ObjectComplete Failed NetworkFailed Boot EmulatorBack CannotContinue NotItsTurn ParkDue UserNo UserSilent UpdateDue CommandDue MustWait BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Describing] = (
            "DescriptorRead>Fetching PackageFound>Fetching ContinueDescribing>Describing Failed>Reporting UserCancelled>Reporting NetworkFailed>Waiting SignalLost>Waiting MemoryLow>Waiting PowerOff>Waiting EmulatorBack>Waiting",
            "Exec ExecUpdate PackageData UrlReplaced ObjectComplete Boot ContinueFetching CannotContinue NotItsTurn ParkDue UserNo UserSilent UpdateDue CommandDue MustWait BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Fetching] = (
            "ObjectComplete>Downloaded ContinueFetching>Fetching Failed>Reporting UserCancelled>Reporting NetworkFailed>Waiting SignalLost>Waiting MemoryLow>Waiting PowerOff>Waiting EmulatorBack>Waiting",
            "Exec ExecUpdate PackageData UrlReplaced DescriptorRead PackageFound Boot ContinueDescribing CannotContinue NotItsTurn ParkDue UserNo UserSilent UpdateDue CommandDue MustWait BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Waiting] = (
            "Boot>Asking PowerOff>Waiting ParkDue>Parked Failed>Reporting UserCancelled>Reporting ContinueDescribing>Describing ContinueFetching>Fetching CannotContinue>Waiting NotItsTurn>Queued",
            "Exec ExecUpdate PackageData UrlReplaced DescriptorRead PackageFound ObjectComplete NetworkFailed SignalLost MemoryLow EmulatorBack UserNo UserSilent UpdateDue CommandDue MustWait BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Parked] = (
            "Boot>Asking PowerOff>Waiting UserCancelled>Reporting ContinueDescribing>Describing ContinueFetching>Fetching CannotContinue>Waiting NotItsTurn>Queued",
            "Exec ExecUpdate PackageData UrlReplaced DescriptorRead PackageFound ObjectComplete Failed NetworkFailed SignalLost MemoryLow EmulatorBack ParkDue UserNo UserSilent UpdateDue CommandDue MustWait BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Asking] = (
            "UserNo>Reporting UserSilent>Waiting PowerOff>Waiting ContinueDescribing>Describing ContinueFetching>Fetching CannotContinue>Waiting NotItsTurn>Queued",
            "Exec ExecUpdate PackageData UrlReplaced DescriptorRead PackageFound ObjectComplete Failed NetworkFailed SignalLost MemoryLow Boot EmulatorBack ParkDue UserCancelled UpdateDue CommandDue MustWait BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Downloaded] = (
            "UpdateDue>Updating CommandDue>Ready MustWait>Held Failed>Reporting PowerOff>Downloaded Boot>Downloaded",
            "Exec ExecUpdate PackageData UrlReplaced DescriptorRead PackageFound ObjectComplete NetworkFailed SignalLost MemoryLow EmulatorBack ContinueDescribing ContinueFetching CannotContinue NotItsTurn ParkDue UserNo UserSilent UserCancelled BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Ready] = (
            "ExecUpdate>Held PackageData>Ready UrlReplaced>Idle PowerOff>Ready Boot>Ready",
            "Exec DescriptorRead PackageFound ObjectComplete Failed NetworkFailed SignalLost MemoryLow EmulatorBack ContinueDescribing ContinueFetching CannotContinue NotItsTurn ParkDue UserNo UserSilent UserCancelled UpdateDue CommandDue MustWait BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Held] = (
            "UpdateDue>Updating MustWait>Held Failed>Reporting PowerOff>Held Boot>Held",
            "Exec ExecUpdate PackageData UrlReplaced DescriptorRead PackageFound ObjectComplete NetworkFailed SignalLost MemoryLow EmulatorBack ContinueDescribing ContinueFetching CannotContinue NotItsTurn ParkDue UserNo UserSilent UserCancelled CommandDue BlockWritten UpdateDone ReportDone NoReport"),
        [FumoPhase.Updating] = (
            "BlockWritten>Updating UpdateDone>Reporting PowerOff>Updating Boot>Updating",
            "Exec ExecUpdate PackageData UrlReplaced DescriptorRead PackageFound ObjectComplete Failed NetworkFailed SignalLost MemoryLow EmulatorBack ContinueDescribing ContinueFetching CannotContinue NotItsTurn ParkDue UserNo UserSilent UserCancelled UpdateDue CommandDue MustWait ReportDone NoReport"),
        [FumoPhase.Reporting] = (
            "ReportDone>Idle NoReport>Ended Exec>Queued PackageData>Ready PowerOff>Reporting Boot>Reporting",
            "ExecUpdate UrlReplaced DescriptorRead PackageFound ObjectComplete Failed NetworkFailed SignalLost MemoryLow EmulatorBack ContinueDescribing ContinueFetching CannotContinue NotItsTurn ParkDue UserNo UserSilent UserCancelled UpdateDue CommandDue MustWait BlockWritten UpdateDone"),
        [FumoPhase.Ended] = (
            "Exec>Queued PackageData>Ready UrlReplaced>Idle PowerOff>Ended Boot>Ended",
            "ExecUpdate DescriptorRead PackageFound ObjectComplete Failed NetworkFailed SignalLost MemoryLow EmulatorBack ContinueDescribing ContinueFetching CannotContinue NotItsTurn ParkDue UserNo UserSilent UserCancelled UpdateDue CommandDue MustWait BlockWritten UpdateDone ReportDone NoReport"),
    };

    public static TheoryData<FumoPhase, FumoInput> EveryPair => new MatrixTheoryData<FumoPhase, FumoInput>(Enum.GetValues<FumoPhase>(), Enum.GetValues<FumoInput>());

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Every_pair_is_defined(FumoPhase phase, FumoInput input)
    {
        string? obeyed = Expected[phase].Obeyed.Split(' ').SingleOrDefault(p => p.StartsWith(input + ">", StringComparison.Ordinal));
        Assert.Equal(obeyed is null, Expected[phase].Ignored.Split(' ').Contains(input.ToString()));
        Assert.Equal(obeyed?.Split('>')[1], FumoTable.After(phase, input)?.ToString());
    }

    [Fact]
    public void Every_phase_can_be_reached_from_Idle()
    {
        HashSet<FumoPhase> reached = [FumoPhase.Idle];
        for (int before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith([.. reached.SelectMany(p => Enum.GetValues<FumoInput>().Select(i => FumoTable.After(p, i))).OfType<FumoPhase>()]);
        }

        Assert.Equal(Enum.GetValues<FumoPhase>(), reached.Order());
    }
}

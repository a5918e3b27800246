using FleetSim.Device.Session;

namespace FleetSim.Device.Tests.Session;

public sealed class SessionTableTests
{
    /// <summary>What each phase obeys, as OMA-TS-DM_Protocol-V1_2_1 and UIM-01..04 want it; everything else is ignored.</summary>
    private static readonly Dictionary<SessionPhase, string> Expected = new()
    {
        [SessionPhase.None] = "Ask>Asking Begin>Posting",
        [SessionPhase.Asking] = "UserYes>Posting UserNo>None UserSilent>None PowerOff>None",
        [SessionPhase.Posting] = "RepliedMore>Posting RepliedAlert>Interrupted Lost>Retrying RepliedLast>None Failed>None PowerOff>None",
        [SessionPhase.Interrupted] = "UserYes>Posting UserNo>Posting UserSilent>Posting RepliedAlert>Interrupted Failed>None PowerOff>None",
        [SessionPhase.Retrying] = "RetryDue>Posting Failed>None PowerOff>None",
    };

    public static TheoryData<SessionPhase, SessionInput> EveryPair => new MatrixTheoryData<SessionPhase, SessionInput>(Enum.GetValues<SessionPhase>(), Enum.GetValues<SessionInput>());

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Every_pair_is_defined(SessionPhase phase, SessionInput input)
    {
        string? obeyed = Expected[phase].Split(' ').SingleOrDefault(p => p.StartsWith(input + ">", StringComparison.Ordinal));
        Assert.Equal(obeyed?.Split('>')[1], SessionTable.After(phase, input)?.ToString());
    }
}

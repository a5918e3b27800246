using FleetSim.Protocol.SyncMl.Authentication;
using static FleetSim.Protocol.SyncMl.Authentication.AuthenticationDemand;
using static FleetSim.Protocol.SyncMl.Authentication.AuthenticationState;
using static FleetSim.Protocol.SyncMl.Authentication.CredentialOutcome;

namespace FleetSim.Protocol.Tests.Authentication;

[Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.3")]
public sealed class AuthenticationMachineTests
{
    private static readonly AuthenticationState[] States = Enum.GetValues<AuthenticationState>();

    /// <summary>Every row and column, each demand that reads credentials.</summary>
    [Theory]
    [InlineData(Unproven, PerSession, Missing, 407, true, Challenged)]
    [InlineData(Unproven, PerSession, Wrong, 401, true, Challenged)]
    [InlineData(Unproven, PerSession, WrongType, 401, true, Challenged)]
    [InlineData(Unproven, PerSession, Right, 212, false, Proven)]
    [InlineData(Challenged, PerSession, Missing, 407, false, Refused)]
    [InlineData(Challenged, PerSession, Wrong, 401, false, Refused)]
    [InlineData(Challenged, PerSession, WrongType, 401, false, Refused)]
    [InlineData(Challenged, PerSession, Right, 212, false, Proven)]
    [InlineData(Proven, PerSession, Missing, 200, false, Proven)]
    [InlineData(Proven, PerSession, Wrong, 401, true, Challenged)]
    [InlineData(Proven, PerSession, WrongType, 401, true, Challenged)]
    [InlineData(Proven, PerSession, Right, 212, false, Proven)]
    [InlineData(Unproven, PerMessage, Missing, 407, true, Challenged)]
    [InlineData(Unproven, PerMessage, Wrong, 401, true, Challenged)]
    [InlineData(Unproven, PerMessage, WrongType, 401, true, Challenged)]
    [InlineData(Unproven, PerMessage, Right, 200, true, Proven)]
    [InlineData(Challenged, PerMessage, Missing, 407, false, Refused)]
    [InlineData(Challenged, PerMessage, Wrong, 401, false, Refused)]
    [InlineData(Challenged, PerMessage, WrongType, 401, false, Refused)]
    [InlineData(Challenged, PerMessage, Right, 200, true, Proven)]
    [InlineData(Proven, PerMessage, Missing, 407, true, Challenged)]
    [InlineData(Proven, PerMessage, Wrong, 401, true, Challenged)]
    [InlineData(Proven, PerMessage, WrongType, 401, true, Challenged)]
    [InlineData(Proven, PerMessage, Right, 200, true, Proven)]
    public void A_message_moves_the_state(AuthenticationState state, AuthenticationDemand demand, CredentialOutcome outcome, int status, bool challenges, AuthenticationState next)
    {
        AuthenticationStep expected = new(next, status, challenges, next == Proven);
        Assert.Equal(expected, AuthenticationMachine.Step(state, demand, outcome));

        // A MAC is judged message by message as well: 200 with a nonce each time, never 212.
        if (demand == PerMessage) Assert.Equal(expected, AuthenticationMachine.Step(state, Mac, outcome));
    }

    [Fact]
    public void A_refused_peer_stays_refused()
    {
        foreach (CredentialOutcome outcome in Enum.GetValues<CredentialOutcome>())
        {
            foreach (AuthenticationDemand demand in new[] { PerSession, PerMessage, Mac })
                Assert.Equal(new AuthenticationStep(Refused, outcome == Missing ? 407 : 401, false, false), AuthenticationMachine.Step(Refused, demand, outcome));
        }
    }

    [Fact]
    public void Where_nothing_is_demanded_everything_runs()
    {
        foreach (AuthenticationState state in States)
        {
            foreach (CredentialOutcome outcome in Enum.GetValues<CredentialOutcome>())
                Assert.Equal(new AuthenticationStep(state, 200, false, true), AuthenticationMachine.Step(state, Nothing, outcome));
        }
    }
}

using FleetSim.Platform.Tests.Support;

namespace FleetSim.Platform.Tests.Drills;

/// <summary>The tests of the platform's own rows are not hollow: with a drill that breaks the row they fail.</summary>
public sealed class HollowTests
{
    private static readonly Dictionary<string, Action> Tests = new()
    {
        ["REG-02"] = () => new RegistrationTests().A_registration_makes_a_row_with_the_originating_address_as_number(),
        ["REG-26"] = () => new RegistrationTests().A_registration_is_confirmed_from_the_service_number_with_ports(),
    };

    [Theory]
    [InlineData("REG-02", "uplinkDeferred")]
    [InlineData("REG-02", "uplinkRefused")]
    [InlineData("REG-02", "uplinkRejected")]
    [InlineData("REG-26", "confirmationLost")]
    [InlineData("REG-26", "confirmationForAnother")]
    public void The_rows_test_fails_with_a_drill_that_breaks_it(string row, string drill)
    {
        Tests[row]();
        Bench.With(drill, () => Assert.ThrowsAny<Exception>(Tests[row]));
    }
}

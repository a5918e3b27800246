using FleetSim.Device.Registration;

namespace FleetSim.Device.Tests.Registration;

public sealed class RegistrationTableTests
{
    /// <summary>One row a phase, one column an input, in the order of the two enumerations; "-": ignored.</summary>
    private static readonly string[] Expected =
    [
        //  BootNeeded BootNotNeeded Confirmed Refused SendFailed SendFailedOnce ResendDue PowerOff
        "Off      Sent Quiet -     -       -       -       -    -  ",
        "Quiet    -    -     -     -       -       -       -    Off",
        "Sent     -    -     Quiet GivenUp GivenUp Waiting -    Off",
        "GivenUp  -    -     -     -       -       -       -    Off",
        "Waiting  -    -     Quiet GivenUp -       -       Sent Off",
    ];

    public static TheoryData<RegistrationPhase, RegistrationInput> EveryPair => new MatrixTheoryData<RegistrationPhase, RegistrationInput>(Enum.GetValues<RegistrationPhase>(), Enum.GetValues<RegistrationInput>());

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Every_pair_is_defined(RegistrationPhase phase, RegistrationInput input)
    {
        string[] row = Expected[(int)phase].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(phase.ToString(), row[0]);
        Assert.Equal(row[1 + (int)input], RegistrationTable.After(phase, input)?.ToString() ?? "-");
    }
}

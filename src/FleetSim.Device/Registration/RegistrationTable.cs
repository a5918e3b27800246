using System.Collections.Frozen;

namespace FleetSim.Device.Registration;

/// <summary>Where self-registration stands in this boot.</summary>
public enum RegistrationPhase
{
    /// <summary>Switched off.</summary>
    Off,

    /// <summary>Nothing to send: the mark fits the SIM, or the SIM is not the operator's.</summary>
    Quiet,

    /// <summary>The message is out; its confirmation may come.</summary>
    Sent,

    /// <summary>Refused or not sent: nothing more before the next boot (REG-20).</summary>
    GivenUp,

    /// <summary>Not sent; the model will try again in this boot.</summary>
    Waiting,
}

/// <summary>What can happen to self-registration.</summary>
public enum RegistrationInput
{
    BootNeeded,
    BootNotNeeded,
    Confirmed,
    Refused,
    SendFailed,

    /// <summary>The send failed, and the model sends again.</summary>
    SendFailedOnce,
    ResendDue,
    PowerOff,
}

/// <summary>
/// The transition table of self-registration. What stands nowhere here is ignored in that phase.
/// <code>
/// phase   | BootNeeded   BootNotNeeded  Confirmed       Refused  SendFailed  SendFailedOnce  ResendDue    PowerOff
/// Off     | Sent (send)  Quiet          -               -        -           -               -            -
/// Quiet   | -            -              -               -        -           -               -            Off
/// Sent    | -            -              Quiet (mark)    GivenUp  GivenUp     Waiting         -            Off
/// Waiting | -            -              Quiet (mark)    GivenUp  -           -               Sent (send)  Off
/// GivenUp | -            -              -               -        -           -               -            Off
/// </code>
/// Spec: QB-E-008, REG-01, 03, 07, 10, 19..22; resending is a habit of some vendors.
/// </summary>
public static class RegistrationTable
{
    private static readonly FrozenDictionary<(RegistrationPhase, RegistrationInput), RegistrationPhase> Next =
        new Dictionary<(RegistrationPhase, RegistrationInput), RegistrationPhase>
        {
            [(RegistrationPhase.Off, RegistrationInput.BootNeeded)] = RegistrationPhase.Sent,
            [(RegistrationPhase.Off, RegistrationInput.BootNotNeeded)] = RegistrationPhase.Quiet,
            [(RegistrationPhase.Quiet, RegistrationInput.PowerOff)] = RegistrationPhase.Off,
            [(RegistrationPhase.Sent, RegistrationInput.Confirmed)] = RegistrationPhase.Quiet,
            [(RegistrationPhase.Sent, RegistrationInput.Refused)] = RegistrationPhase.GivenUp,
            [(RegistrationPhase.Sent, RegistrationInput.SendFailed)] = RegistrationPhase.GivenUp,
            [(RegistrationPhase.Sent, RegistrationInput.SendFailedOnce)] = RegistrationPhase.Waiting,
            [(RegistrationPhase.Sent, RegistrationInput.PowerOff)] = RegistrationPhase.Off,
            [(RegistrationPhase.Waiting, RegistrationInput.Confirmed)] = RegistrationPhase.Quiet,
            [(RegistrationPhase.Waiting, RegistrationInput.Refused)] = RegistrationPhase.GivenUp,
            [(RegistrationPhase.Waiting, RegistrationInput.ResendDue)] = RegistrationPhase.Sent,
            [(RegistrationPhase.Waiting, RegistrationInput.PowerOff)] = RegistrationPhase.Off,
            [(RegistrationPhase.GivenUp, RegistrationInput.PowerOff)] = RegistrationPhase.Off,
        }.ToFrozenDictionary();

    /// <summary>The next phase, or null when the input means nothing in this phase.</summary>
    public static RegistrationPhase? After(RegistrationPhase phase, RegistrationInput input) => Next.TryGetValue((phase, input), out RegistrationPhase next) ? next : null;
}

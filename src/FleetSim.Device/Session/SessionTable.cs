using System.Collections.Frozen;

namespace FleetSim.Device.Session;

/// <summary>Where the one DM session of a handset stands.</summary>
public enum SessionPhase
{
    None,

    /// <summary>UI mode 11: the user is asked whether there shall be a session; nothing is sent meanwhile.</summary>
    Asking,

    /// <summary>A message is with the server.</summary>
    Posting,

    /// <summary>An Alert 1100 to 1104 is open in the middle of the server's message.</summary>
    Interrupted,

    /// <summary>The answer was lost, and the model will try again.</summary>
    Retrying,
}

/// <summary>What can happen to a session.</summary>
public enum SessionInput
{
    Ask,
    Begin,
    UserYes,
    UserNo,
    UserSilent,
    RepliedMore,
    RepliedAlert,
    RepliedLast,

    /// <summary>No answer came, and the model tries again.</summary>
    Lost,
    RetryDue,
    Failed,
    PowerOff,
}

/// <summary>
/// The transition table of a session. What stands nowhere here is ignored in that phase.
/// <code>
/// phase       | input -> phase
/// None        | Ask -> Asking; Begin -> Posting
/// Asking      | UserYes -> Posting; UserNo, UserSilent, PowerOff -> None
/// Posting     | RepliedMore -> Posting; RepliedAlert -> Interrupted; Lost -> Retrying; RepliedLast, Failed, PowerOff -> None
/// Interrupted | UserYes, UserNo, UserSilent -> Posting; RepliedAlert -> Interrupted (the next one); PowerOff, Failed -> None
/// Retrying    | RetryDue -> Posting; PowerOff, Failed -> None
/// </code>
/// Spec: OMA-TS-DM_Protocol-V1_2_1, 8; QB-E-008, UIM-01..04, ALR-01..08, EXC-03.
/// </summary>
public static class SessionTable
{
    private static readonly FrozenDictionary<(SessionPhase, SessionInput), SessionPhase> Next = Build().ToFrozenDictionary(t => (t.From, t.On), t => t.To);

    /// <summary>The next phase, or null when the input means nothing in this phase.</summary>
    public static SessionPhase? After(SessionPhase phase, SessionInput input) => Next.TryGetValue((phase, input), out SessionPhase next) ? next : null;

    private static IEnumerable<(SessionPhase From, SessionInput On, SessionPhase To)> Build() =>
    [
        (SessionPhase.None, SessionInput.Ask, SessionPhase.Asking),
        (SessionPhase.None, SessionInput.Begin, SessionPhase.Posting),

        (SessionPhase.Asking, SessionInput.UserYes, SessionPhase.Posting),
        (SessionPhase.Asking, SessionInput.UserNo, SessionPhase.None),
        (SessionPhase.Asking, SessionInput.UserSilent, SessionPhase.None),
        (SessionPhase.Asking, SessionInput.PowerOff, SessionPhase.None),

        (SessionPhase.Posting, SessionInput.RepliedMore, SessionPhase.Posting),
        (SessionPhase.Posting, SessionInput.RepliedAlert, SessionPhase.Interrupted),
        (SessionPhase.Posting, SessionInput.Lost, SessionPhase.Retrying),
        (SessionPhase.Posting, SessionInput.RepliedLast, SessionPhase.None),
        (SessionPhase.Posting, SessionInput.Failed, SessionPhase.None),
        (SessionPhase.Posting, SessionInput.PowerOff, SessionPhase.None),

        (SessionPhase.Interrupted, SessionInput.UserYes, SessionPhase.Posting),
        (SessionPhase.Interrupted, SessionInput.UserNo, SessionPhase.Posting),
        (SessionPhase.Interrupted, SessionInput.UserSilent, SessionPhase.Posting),
        (SessionPhase.Interrupted, SessionInput.RepliedAlert, SessionPhase.Interrupted),
        (SessionPhase.Interrupted, SessionInput.Failed, SessionPhase.None),
        (SessionPhase.Interrupted, SessionInput.PowerOff, SessionPhase.None),

        (SessionPhase.Retrying, SessionInput.RetryDue, SessionPhase.Posting),
        (SessionPhase.Retrying, SessionInput.Failed, SessionPhase.None),
        (SessionPhase.Retrying, SessionInput.PowerOff, SessionPhase.None),
    ];
}

namespace FleetSim.Transport.Smpp;

/// <summary>The message centre's answer to a submit. Status 0 = accepted, then with an id.</summary>
public sealed record SubmitReply(uint Status, string MessageId);

/// <summary>How handing a message to the other side ended.</summary>
public enum SmppResult
{
    /// <summary>Answered with status 0.</summary>
    Accepted,

    /// <summary>Answered with a temporary error (58, 14, 64): the same message may be sent again, later.</summary>
    Throttled,

    /// <summary>Answered with another error.</summary>
    Refused,

    /// <summary>No session is bound; nothing was sent.</summary>
    NoBind,

    /// <summary>No answer in time; the other side may have the message.</summary>
    TimedOut,

    /// <summary>The connection ended before the answer; the other side may have the message.</summary>
    Disconnected,
}

/// <summary>How a deliver_sm ended.</summary>
/// <param name="Status">command_status of the answer; 0 when there was none.</param>
public readonly record struct DeliverOutcome(SmppResult Result, uint Status)
{
    public bool Delivered => Result == SmppResult.Accepted;
}

/// <summary>How a submit_sm ended.</summary>
/// <param name="Status">command_status of the answer; 0 when there was none.</param>
/// <param name="MessageId">The message centre's id; empty unless accepted.</param>
public readonly record struct SubmitOutcome(SmppResult Result, uint Status, string MessageId)
{
    public bool IsAccepted => Result == SmppResult.Accepted;
}

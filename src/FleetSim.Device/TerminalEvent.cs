namespace FleetSim.Device;

/// <summary>What can happen to a handset: the closed set of inputs of <see cref="Terminal.Step"/>.</summary>
/// <param name="At">When it happened. The handset knows no other clock.</param>
public abstract record TerminalEvent(DateTimeOffset At)
{
    /// <summary>The user (or the end of a power cut) switches the handset on, with this SIM in it or none.</summary>
    public sealed record PowerOn(DateTimeOffset At, Sim? Sim) : TerminalEvent(At)
    {
        /// <summary>The SIM in the second slot of a dual-SIM handset, or none.</summary>
        public Sim? SecondSim { get; init; }

        /// <summary>True when the network found is in another country than the SIM's.</summary>
        public bool Abroad { get; init; }
    }

    public sealed record PowerOff(DateTimeOffset At) : TerminalEvent(At);

    /// <summary>
    /// The emulator, not the handset, comes back: whatever was under way outside (requests, timers) is gone and is taken up
    /// again from NV. Nothing happened in the handset's own life.
    /// </summary>
    public sealed record Revived(DateTimeOffset At, Sim? Sim) : TerminalEvent(At)
    {
        /// <summary>The SIM in the second slot of a dual-SIM handset, or none.</summary>
        public Sim? SecondSim { get; init; }
    }

    public sealed record SignalLost(DateTimeOffset At) : TerminalEvent(At);

    public sealed record SignalBack(DateTimeOffset At) : TerminalEvent(At);

    public sealed record MemoryLow(DateTimeOffset At) : TerminalEvent(At);

    public sealed record MemoryFree(DateTimeOffset At) : TerminalEvent(At);

    /// <summary>A short message arrives. <paramref name="UserData"/> begins with the UDH when <paramref name="HasHeader"/>.</summary>
    public sealed record SmsReceived(DateTimeOffset At, string Sender, byte[] UserData, bool HasHeader) : TerminalEvent(At);

    /// <summary>A status report for a message of the handset: delivered, or not. Spec: QB-E-008, REG-17.</summary>
    public sealed record SmsReceipt(DateTimeOffset At, bool Delivered) : TerminalEvent(At);

    /// <summary>The message centre has taken the message for good, or has refused it.</summary>
    public sealed record SmsAccepted(DateTimeOffset At, int Request, bool Accepted) : TerminalEvent(At);

    /// <summary>A whole HTTP answer, to a DM message, a descriptor GET or an install notification.</summary>
    public sealed record HttpReplied(DateTimeOffset At, int Request, int Status, string? ContentType, byte[] Body) : TerminalEvent(At)
    {
        /// <summary>The x-syncml-hmac header of the answer; null: there was none.</summary>
        public string? Hmac { get; init; }
    }

    public sealed record HttpFailed(DateTimeOffset At, int Request, NetworkFailure Failure) : TerminalEvent(At);

    /// <summary>The header of the answer to a Fetch.</summary>
    public sealed record FetchStarted(DateTimeOffset At, int Request, int Status, long? RangeStart, long? TotalOctets, string? Validator) : TerminalEvent(At)
    {
        /// <summary>Media type with its parameters; null: none was sent.</summary>
        public string? ContentType { get; init; }

        /// <summary>The Location header of a redirect; null: there was none.</summary>
        public string? Location { get; init; }
    }

    /// <summary>Octets of the object, in order. The memory is the caller's and is read only during the step.</summary>
    public sealed record FetchOctets(DateTimeOffset At, int Request, ReadOnlyMemory<byte> Octets) : TerminalEvent(At);

    /// <summary>The body ended; <paramref name="Failure"/> is null when it ended as announced.</summary>
    public sealed record FetchEnded(DateTimeOffset At, int Request, NetworkFailure? Failure) : TerminalEvent(At);

    public sealed record TimerFired(DateTimeOffset At, TimerSlot Slot) : TerminalEvent(At);

    /// <summary>The user answers the open prompt.</summary>
    public sealed record UserAnswered(DateTimeOffset At, UserAnswer Answer) : TerminalEvent(At)
    {
        /// <summary>What was typed; with <see cref="UserAnswer.Typed"/>.</summary>
        public string Text { get; init; } = "";

        /// <summary>Numbers of the choices, from 1; with <see cref="UserAnswer.Chosen"/>.</summary>
        public IReadOnlyList<int> Choices { get; init; } = [];
    }

    /// <summary>The user cancels the running download (EXC-01).</summary>
    public sealed record UserCancelledDownload(DateTimeOffset At) : TerminalEvent(At);

    /// <summary>The user looks for a menu to change a setting; a handset of the specification has none (CFG-06).</summary>
    public sealed record UserChangesSetting(DateTimeOffset At, string Uri, string Value) : TerminalEvent(At);

    /// <summary>The user resets the handset to what the factory delivered. The registration mark is no setting (REG-08).</summary>
    public sealed record FactoryReset(DateTimeOffset At) : TerminalEvent(At);
}

public enum NetworkFailure
{
    ConnectRefused,
    TimedOut,
    ConnectionLost,
    TargetNotAllowed,
    TooLarge,
    Other,
}

public enum UserAnswer
{
    Yes,
    No,

    /// <summary>The user leaves the question without answering it.</summary>
    Cancelled,

    /// <summary>Alert 1102: a text.</summary>
    Typed,

    /// <summary>Alerts 1103 and 1104: one choice, or any number of them.</summary>
    Chosen,
}

/// <summary>The timers a handset can have, one of each at most; arming again replaces.</summary>
public enum TimerSlot
{
    /// <summary>UI mode 11 or an Alert: the user did not answer in time.</summary>
    PromptTimeout,

    /// <summary>One block of the update is written.</summary>
    UpdateBlock,

    /// <summary>Try the 1226 report (and the install notification) again.</summary>
    ReportRetry,

    /// <summary>Try the download again after a failure of the network.</summary>
    DownloadRetry,

    /// <summary>Try a DM message again whose answer was lost.</summary>
    SessionRetry,

    /// <summary>Send the registration message again, where the model does that.</summary>
    RegistrationRetry,

    /// <summary>How many slots the handset itself uses; the environment's slots follow.</summary>
    Count,
}

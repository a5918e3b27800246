using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device;

/// <summary>What a handset wants done: the closed set of outputs of <see cref="Terminal.Step"/>, in order.</summary>
public abstract record TerminalAction
{
    /// <summary>Hand a short message to the message centre; answered by SmsAccepted.</summary>
    /// <param name="Request">Number of this request; completions carry it.</param>
    /// <param name="Destination">Digits of the destination.</param>
    /// <param name="UserData">UDH and payload.</param>
    /// <param name="Redelivery">True when the emulator hands over again what it may have delivered before its crash.</param>
    public sealed record SendSms(int Request, string Destination, byte[] UserData, bool Redelivery) : TerminalAction;

    /// <summary>POST a DM message; answered by HttpReplied or HttpFailed.</summary>
    public sealed record PostDm(int Request, string Uri, SyncMlEncoding Encoding, string ContentType, byte[] Body, bool CarriesReport, TimeSpan Timeout) : TerminalAction
    {
        /// <summary>True when the environment loses the answer on its way: the server acts, the handset hears nothing.</summary>
        public bool LoseReply { get; init; }

        /// <summary>Value of the x-syncml-hmac header; null: none is sent.</summary>
        public string? Hmac { get; init; }

        /// <summary>How the model's requests look; shared by all handsets of the model.</summary>
        public Behaviour.HttpBehaviour? Http { get; init; }
    }

    /// <summary>The session is over; its connection may be closed.</summary>
    public sealed record CloseSession : TerminalAction;

    /// <summary>
    /// GET what PkgURL names, a download descriptor or the package itself; answered by HttpReplied or HttpFailed. No redirect is followed. The body
    /// of a package need not be read: its HttpReplied has the Content-Type and may have no body.
    /// </summary>
    public sealed record GetDescriptor(int Request, string Uri, TimeSpan Timeout) : TerminalAction
    {
        /// <summary>The Accept header: the media types that the handset can do something with.</summary>
        public string Accept { get; init; } = Protocol.Download.DescriptorCodec.MediaType;
    }

    /// <summary>POST the install notification; answered by HttpReplied or HttpFailed.</summary>
    public sealed record PostNotify(int Request, string Uri, byte[] Body, TimeSpan Timeout) : TerminalAction;

    /// <summary>GET the object from <paramref name="Offset"/> on; answered by FetchStarted, FetchOctets..., FetchEnded. No redirect is followed.</summary>
    public sealed record Fetch(int Request, string Uri, long Offset, string? IfRange, TimeSpan Timeout) : TerminalAction
    {
        /// <summary>Where the environment will cut the transfer: no octet at or behind this offset arrives. Null: not at all.</summary>
        public long? StopAt { get; init; }
    }

    /// <summary>Whatever is under way for this handset (requests, transfers) is to be broken off; completions of it are stale.</summary>
    public sealed record BreakOff : TerminalAction;

    /// <summary>The environment is about to cut the transfer: what has arrived is to be handed over, then the transfer ends.</summary>
    public sealed record StopTransfer : TerminalAction;

    /// <summary>The firmware request or transfer under way is to be broken off; its completions are stale. A DM session goes on.</summary>
    public sealed record BreakTransfer : TerminalAction;

    public sealed record ArmTimer(TimerSlot Slot, DateTimeOffset Due) : TerminalAction;

    public sealed record CancelTimer(TimerSlot Slot) : TerminalAction;

    /// <summary>The user is asked; answered by UserAnswered, or by nothing.</summary>
    public sealed record Prompt(Ui.UiSubject Subject, string Text) : TerminalAction
    {
        /// <summary>The server's Alert behind the question; null: the handset's own question, answered by yes or no.</summary>
        public Protocol.Interaction.InteractionRequest? Request { get; init; }
    }

    /// <summary>The handset took up the update at this block, of so many; the environment may cut its power in a block.</summary>
    public sealed record UpdateBegins(int Block, int Blocks) : TerminalAction;

    /// <summary>Something worth counting.</summary>
    public sealed record Note(TerminalFact Fact) : TerminalAction;

    /// <summary>A short message that the handset read, and what it made of it: for traces.</summary>
    public sealed record Remark(string Text) : TerminalAction;
}

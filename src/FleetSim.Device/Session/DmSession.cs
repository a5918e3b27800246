using FleetSim.Device.Accounts;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>What one DM session knows while it lasts. Nothing of it survives power-off.</summary>
internal sealed class DmSession
{
    public required SessionTrigger Trigger { get; init; }

    public required ServerAccount Account { get; init; }

    /// <summary>As it goes onto the wire.</summary>
    public required string SessionId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required ClientAuthentication Client { get; init; }

    public required ServerAuthentication Server { get; init; }

    /// <summary>What the server, known to be the server, has given for our credential in the next session; null: nothing.</summary>
    public byte[]? ClientNonce { get; set; }

    /// <summary>Address of the next message: the account's, or what RespURI said.</summary>
    public required string Uri { get; set; }

    public SessionPhase Phase { get; set; }

    /// <summary>UI mode 10 or 11, or an Alert was shown: trouble is shown as well.</summary>
    public bool Visible { get; set; }

    /// <summary>True from the moment an Exec of the FUMO object was accepted: trouble is shown always (D3).</summary>
    public bool IsFirmware { get; set; }

    /// <summary>Number of the outstanding request.</summary>
    public int Request { get; set; }

    public int MsgId { get; set; }

    /// <summary>Server messages taken; bounded by <see cref="SessionMachine.MessageLimit"/>.</summary>
    public int Replies { get; set; }

    /// <summary>Of those, how many came while an object was moved in chunks; bounded by <see cref="SessionMachine.ChunkMessageLimit"/>.</summary>
    public int ChunkReplies { get; set; }

    /// <summary>Octets of the values that the commands of the current message have brought back.</summary>
    public long ResultOctets { get; set; }

    /// <summary>Tries of a message whose answer was lost.</summary>
    public int Tries { get; set; }

    /// <summary>The message under way, to be sent again when its answer is lost; null before the first.</summary>
    public TerminalAction.PostDm? Sent { get; set; }

    /// <summary>Octets of a message and of an object that the server takes; null: it did not say.</summary>
    public long? PeerMessageOctets { get; set; }

    public long? PeerObjectOctets { get; set; }

    /// <summary>True when the server has closed its package: then the handset may close its own.</summary>
    public bool ServerClosed { get; set; }

    /// <summary>The reports that are under way: message and command of each 1226, and the FUMO object it speaks of.</summary>
    public Dictionary<(MsgId Message, CmdId Command), string>? Reports { get; set; }

    /// <summary>Reports that the server has acknowledged, as long as it has not proved itself.</summary>
    public List<string>? Acknowledged { get; set; }

    /// <summary>The last word was said: whatever the server answers, the session is over.</summary>
    public bool Leaving { get; set; }

    /// <summary>The server message being worked on.</summary>
    public SyncMlMessage? Current { get; set; }

    /// <summary>What of it is still to do.</summary>
    public CommandLine Line { get; } = new();

    /// <summary>The Alert that waits for the user, and what it asks.</summary>
    public (Command.Alert Alert, InteractionRequest Request)? OpenAlert { get; set; }

    /// <summary>The message under construction.</summary>
    public Outgoing Outgoing { get; set; } = new();

    /// <summary>What the last message had no room for; null: nothing.</summary>
    public List<Command>? Left { get; set; }

    /// <summary>The value that goes out in chunks; null: none.</summary>
    public LargeResults? Sending { get; set; }

    /// <summary>The object that comes in chunks; null before the first.</summary>
    public ObjectReceiver? Receiving { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Time in which the user was being asked; not the session's own.</summary>
    public TimeSpan Asked { get; set; }

    /// <summary>The session is over. Garbage that has become old holds on to what is young: most of what it was last told and said is let go of.</summary>
    public void End()
    {
        Forget();
        (Sent, Left) = (null, null);
    }

    /// <summary>A session that waits for its server needs neither what it has answered nor what it has said (a model's quirks may): thousands wait at once.</summary>
    public void Forget()
    {
        Current = null;
        Outgoing.Clear();
    }
}

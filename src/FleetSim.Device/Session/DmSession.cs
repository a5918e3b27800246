using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>What one DM session knows while it lasts. Nothing of it survives power-off.</summary>
internal sealed class DmSession
{
    public required SessionTrigger Trigger { get; init; }

    /// <summary>As it goes onto the wire.</summary>
    public required string SessionId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

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

    /// <summary>The server has accepted our credential for the whole session (212).</summary>
    public bool ClientAccepted { get; set; }

    /// <summary>Times the server refused our credential; two end the session.</summary>
    public int Refusals { get; set; }

    /// <summary>Our credential's nonce when a challenge replaced the stored one.</summary>
    public byte[]? ChallengedNonce { get; set; }

    /// <summary>The nonce of the next session's credential; stored once the server is authenticated.</summary>
    public byte[]? NextClientNonce { get; set; }

    public bool ServerAccepted { get; set; }

    /// <summary>Times we refused the server's credential; two end the session.</summary>
    public int ServerRefusals { get; set; }

    /// <summary>The message and command that carried each Alert 1226, and the FUMO object it is about, until its Status came.</summary>
    public List<(MsgId Message, CmdId Command, string Root)> Reports { get; } = [];

    /// <summary>The server message being worked on, and what of it is still to do.</summary>
    public SyncMlMessage? Current { get; set; }

    public Queue<PendingCommand> Pending { get; } = new();

    /// <summary>The Alert that waits for the user.</summary>
    public PendingCommand? OpenAlert { get; set; }

    /// <summary>The answer under construction.</summary>
    public PackageBuilder Reply { get; set; } = new();

    /// <summary>Groups (Sequences) whose user said No: the rest of them is 215.</summary>
    public HashSet<int> RefusedGroups { get; } = [];

    /// <summary>A cancelled alert stops everything that has not run yet.</summary>
    public bool Cancelled { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Time in which the user was being asked; not the session's own.</summary>
    public TimeSpan Asked { get; set; }
}

/// <summary>A command of the server's message in the order of execution; <paramref name="Group"/> numbers its outermost Sequence, 0 none.</summary>
internal readonly record struct PendingCommand(Command Command, int Group, bool Forbidden = false);

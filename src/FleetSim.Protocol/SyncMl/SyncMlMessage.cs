namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// One SyncML DM message: a header, commands in document order, and whether it ends its package.
/// Spec: OMA-TS-DM_RepPro-V1_2_1.
/// </summary>
/// <param name="Header">SyncHdr.</param>
/// <param name="Commands">The children of SyncBody but Final, in document order.</param>
/// <param name="Final">True when the body ends with Final.</param>
public sealed record SyncMlMessage(SyncHdr Header, IReadOnlyList<Command> Commands, bool Final);

/// <summary>SyncHdr. Spec: OMA-TS-DM_RepPro-V1_2_1, 6.2 (SyncHdr).</summary>
public sealed record SyncHdr
{
    /// <summary>"1.2", or "1.1" for SyncML DM 1.1.2.</summary>
    public string VerDtd { get; init; } = "1.2";

    /// <summary>"DM/1.2", or "DM/1.1" for SyncML DM 1.1.2.</summary>
    public string VerProto { get; init; } = "DM/1.2";

    /// <summary>As on the wire: upper-case hex by the standard, decimal from many Chinese handsets.</summary>
    public required string SessionId { get; init; }

    public required MsgId MsgId { get; init; }

    public required Location Target { get; init; }

    public required Location Source { get; init; }

    /// <summary>Where later messages of this session go.</summary>
    public string? RespUri { get; init; }

    public bool NoResp { get; init; }

    public Cred? Cred { get; init; }

    public Meta? Meta { get; init; }
}

/// <summary>LocURI with its optional LocName (in the header: the user name).</summary>
public sealed record Location(string LocUri, string? LocName = null);

/// <summary>A message number, counted per side from 1. Text on the wire, kept as sent so that references match.</summary>
public readonly record struct MsgId(string Text)
{
    public static MsgId From(int number) => new(SmallNumbers.Text(number));

    public override string ToString() => Text;
}

/// <summary>A command number, unique in its message. 0 is the SyncHdr. Text on the wire, kept as sent so that references match.</summary>
public readonly record struct CmdId(string Text)
{
    /// <summary>What a Status refers to when it answers the SyncHdr.</summary>
    public static readonly CmdId Header = new("0");

    public static CmdId From(int number) => new(SmallNumbers.Text(number));

    public override string ToString() => Text;
}

internal static class SmallNumbers
{
    private static readonly string[] Cached = [.. Enumerable.Range(0, 256).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    public static string Text(int number) =>
        (uint)number < (uint)Cached.Length ? Cached[number] : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>
/// Fits what the handset has to say into messages of the server's size: as many commands as fit, the rest in later messages of the same
/// package; a value that fits in none goes out in chunks. Spec: OMA-TS-DM_Protocol-V1_2_1, 6 (packages of several messages) and 7 (large objects).
/// </summary>
internal sealed class MessageCut(DmSession session, SyncHdr header, DmBehaviour dm)
{
    /// <summary>A server that names less than this is not believed: no header fits.</summary>
    public const int SmallestMessageOctets = 512;

    /// <summary>The commands of the message that was encoded last.</summary>
    public IReadOnlyList<Command> Sent { get; private set; } = [];

    /// <summary>The encoded form of the next message; what is left over is kept in the session.</summary>
    public byte[] Next(bool final)
    {
        IReadOnlyList<Command> all = session.Outgoing.Commands;
        if (session.Sending is not null)
        {
            (session.Left ??= []).AddRange(all.Skip(1));
            return Chunk([all[0]], final);
        }

        byte[] whole = Encode(all, final);
        Sent = all;
        if (whole.Length <= Most || all.Count < 2) return whole;
        int fits = Fitting(all);
        if (fits >= all.Count) return Keep(all, fits, final);
        if (all[fits] is not Command.Results results || Encode([all[0], results], true).Length <= Most) return Keep(all, Math.Max(fits, 2), final);
        if (results.Items.Count > 1) return Split(all, fits, results, final);
        if (Encode([.. all.Take(fits)], true).Length * 2 > Most && fits > 1) return Keep(all, fits, final);
        session.Sending = new LargeResults(results, dm.Encoding);
        (session.Left ??= []).AddRange(all.Skip(fits + 1));
        return Chunk([.. all.Take(fits)], final);
    }

    private byte[] Encode(IReadOnlyList<Command> commands, bool final) => SyncMlCodec.Encode(new SyncMlMessage(header, commands, final), dm.Encoding, dm.Style);

    private long Most => session.PeerMessageOctets is { } most && most >= SmallestMessageOctets ? most : long.MaxValue;

    /// <summary>How many commands from the first on fit into one message; at least the Status of the header.</summary>
    private int Fitting(IReadOnlyList<Command> all)
    {
        int fits = 1;
        while (fits < all.Count && Encode([.. all.Take(fits + 1)], true).Length <= Most) fits++;
        return fits;
    }

    private byte[] Keep(IReadOnlyList<Command> all, int count, bool final)
    {
        (session.Left ??= []).AddRange(all.Skip(count));
        Sent = [.. all.Take(count)];
        return Encode(Sent, final && count >= all.Count);
    }

    /// <summary>Results of several Items may be several Results.</summary>
    private byte[] Split(IReadOnlyList<Command> all, int at, Command.Results several, bool final)
    {
        Outgoing split = new();
        split.AddLeft(all.Take(at).Concat(several.Items.Select(item => several with { Items = [item] })).Concat(all.Skip(at + 1)));
        session.Outgoing = split;
        return Next(final);
    }

    /// <summary>What stands before, then the next chunk, and nothing behind it.</summary>
    private byte[] Chunk(IReadOnlyList<Command> before, bool final)
    {
        Command.Results? chunk = session.Sending!.Next(CmdId.From(before.Count + 1), Most, results => Encode([.. before, results], true).Length);
        if (chunk is null || session.Sending.IsDone) session.Sending = null;
        Sent = chunk is null ? before : [.. before, chunk];
        return Encode(Sent, final && session.Sending is null && session.Left is not { Count: > 0 });
    }
}

using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>A value too long for one message of the server, on its way out in chunks. Spec: OMA-TS-DM_Protocol-V1_2_1, 7 (large objects).</summary>
internal sealed class LargeResults(Command.Results whole, SyncMlEncoding encoding)
{
    private readonly ObjectSender _sender = new(whole.Items[0], encoding);

    /// <summary>True after the last chunk.</summary>
    public bool IsDone => _sender.IsDone;

    /// <summary>The next chunk as a Results, as large as the message lets it be; null: not even one character fits.</summary>
    /// <param name="most">Octets of an encoded message that the server takes.</param>
    /// <param name="octetsWith">Octets of the message with these Results as its last command.</param>
    public Command.Results? Next(CmdId id, long most, Func<Command.Results, int> octetsWith)
    {
        Item? chunk = _sender.Next(most, item => octetsWith(whole with { CmdId = id, Items = [item] }));
        return chunk is null ? null : whole with { CmdId = id, Items = [chunk] };
    }
}

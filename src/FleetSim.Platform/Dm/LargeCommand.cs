using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>A command whose one Item does not fit the handset's message and goes out in chunks. Spec: OMA-TS-DM_Protocol-V1_2_1, 7 (large objects).</summary>
internal sealed class LargeCommand(Errand errand, Command.OverItems command, SyncMlEncoding encoding)
{
    public Errand Errand { get; } = errand;

    /// <summary>The command as it was prepared, its Item whole.</summary>
    public Command.OverItems Whole { get; } = command;

    public ObjectSender Object { get; } = new(command.Items[0], encoding);

    /// <summary>The command with the next chunk; null when not even one character of it fits.</summary>
    /// <param name="octetsWith">Octets of the encoded message with the given command.</param>
    public Command.OverItems? Next(long? maxMsgSize, Func<Command, int> octetsWith) =>
        Object.Next(maxMsgSize, item => octetsWith(With(item))) is { } chunk ? With(chunk) : null;

    /// <summary>The command when it may go out in chunks: an Add or Replace of one Item with Data.</summary>
    public static Command.OverItems? Divisible(Command command) =>
        command is Command.Add or Command.Replace && command is Command.OverItems { Items: [{ Data.IsEmpty: false, MoreData: false }] } over ? over : null;

    private Command.OverItems With(Item item) => Whole with { Items = [item] };
}

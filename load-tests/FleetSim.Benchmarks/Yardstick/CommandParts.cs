using FleetSim.Protocol.SyncMl;

namespace FleetSim.Benchmarks.Yardstick;

/// <summary>The children of one command as they come, before it is known to be whole.</summary>
internal struct CommandParts
{
    public CmdId CmdId;
    public MsgId? MsgRef;
    public CmdId CmdRef;
    public string? Cmd;
    public string? Correlator;
    public int Code;
    public Meta? Meta;
    public Chal? Chal;
    public Cred? Cred;
    public List<Item>? Items;
    public List<string>? TargetRefs;
    public List<string>? SourceRefs;
    public List<Command>? Commands;

    public readonly Command? Build(string name) => name switch
    {
        "Status" => new Command.Status { CmdId = CmdId, MsgRef = MsgRef ?? default, CmdRef = CmdRef, Cmd = Cmd!, Code = Code, Chal = Chal, Cred = Cred, Items = Items ?? (IReadOnlyList<Item>)[], TargetRefs = TargetRefs ?? (IReadOnlyList<string>)[], SourceRefs = SourceRefs ?? (IReadOnlyList<string>)[] },
        "Results" => new Command.Results { CmdId = CmdId, MsgRef = MsgRef, CmdRef = CmdRef, Meta = Meta, Items = Items ?? (IReadOnlyList<Item>)[], TargetRef = TargetRefs?.FirstOrDefault(), SourceRef = SourceRefs?.FirstOrDefault() },
        "Alert" => new Command.Alert { CmdId = CmdId, Code = Code, Correlator = Correlator, Items = Items ?? (IReadOnlyList<Item>)[] },
        "Get" => new Command.Get { CmdId = CmdId, Meta = Meta, Items = Items ?? (IReadOnlyList<Item>)[] },
        "Add" => new Command.Add { CmdId = CmdId, Meta = Meta, Items = Items ?? (IReadOnlyList<Item>)[] },
        "Replace" => new Command.Replace { CmdId = CmdId, Meta = Meta, Items = Items ?? (IReadOnlyList<Item>)[] },
        "Delete" => new Command.Delete { CmdId = CmdId, Meta = Meta, Items = Items ?? (IReadOnlyList<Item>)[] },
        "Copy" => new Command.Copy { CmdId = CmdId, Meta = Meta, Items = Items ?? (IReadOnlyList<Item>)[] },
        "Exec" => new Command.Exec { CmdId = CmdId, Meta = Meta, Items = Items ?? (IReadOnlyList<Item>)[], Correlator = Correlator },
        "Atomic" => new Command.Atomic { CmdId = CmdId, Meta = Meta, Commands = Commands ?? (IReadOnlyList<Command>)[] },
        "Sequence" => new Command.Sequence { CmdId = CmdId, Meta = Meta, Commands = Commands ?? (IReadOnlyList<Command>)[] },
        _ => null,
    };
}

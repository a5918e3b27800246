namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// What a SyncBody, an Atomic or a Sequence contains: the closed set of DM commands.
/// Spec: OMA-TS-DM_RepPro-V1_2_1, 6.6 (protocol commands).
/// </summary>
public abstract record Command
{
    private Command()
    {
    }

    public required CmdId CmdId { get; init; }

    /// <summary>The element name as it stands in Status/Cmd.</summary>
    public abstract string Name { get; }

    /// <summary>The answer to one command (or to the SyncHdr: CmdRef 0).</summary>
    public sealed record Status : Command
    {
        public override string Name => "Status";

        public required MsgId MsgRef { get; init; }

        public required CmdId CmdRef { get; init; }

        /// <summary>Name of the command answered: SyncHdr, Get, Replace...</summary>
        public required string Cmd { get; init; }

        public IReadOnlyList<string> TargetRefs { get; init; } = [];

        public IReadOnlyList<string> SourceRefs { get; init; } = [];

        public Cred? Cred { get; init; }

        /// <summary>A challenge: what the next message must be authenticated with.</summary>
        public Chal? Chal { get; init; }

        /// <summary>The status code, <see cref="StatusCode"/>.</summary>
        public required int Code { get; init; }

        public IReadOnlyList<Item> Items { get; init; } = [];
    }

    /// <summary>The values a Get asked for.</summary>
    public sealed record Results : Command
    {
        public override string Name => "Results";

        public MsgId? MsgRef { get; init; }

        public required CmdId CmdRef { get; init; }

        public Meta? Meta { get; init; }

        public string? TargetRef { get; init; }

        public string? SourceRef { get; init; }

        public IReadOnlyList<Item> Items { get; init; } = [];
    }

    /// <summary>An alert; <see cref="Code"/> is one of <see cref="AlertCode"/>.</summary>
    public sealed record Alert : Command
    {
        public override string Name => "Alert";

        public required int Code { get; init; }

        public string? Correlator { get; init; }

        public IReadOnlyList<Item> Items { get; init; } = [];
    }

    /// <summary>Add, Replace, Delete, Copy, Get and Exec: a verb over items.</summary>
    public abstract record OverItems : Command
    {
        private protected OverItems()
        {
        }

        public Meta? Meta { get; init; }

        public IReadOnlyList<Item> Items { get; init; } = [];
    }

    public sealed record Get : OverItems
    {
        public override string Name => "Get";
    }

    public sealed record Add : OverItems
    {
        public override string Name => "Add";
    }

    public sealed record Replace : OverItems
    {
        public override string Name => "Replace";
    }

    public sealed record Delete : OverItems
    {
        public override string Name => "Delete";
    }

    public sealed record Copy : OverItems
    {
        public override string Name => "Copy";
    }

    public sealed record Exec : OverItems
    {
        public override string Name => "Exec";

        /// <summary>Echoed in the Alert 1226 that reports the outcome. DM 1.2 only.</summary>
        public string? Correlator { get; init; }
    }

    /// <summary>Atomic and Sequence: commands that belong together.</summary>
    public abstract record Group : Command
    {
        private protected Group()
        {
        }

        public Meta? Meta { get; init; }

        public IReadOnlyList<Command> Commands { get; init; } = [];
    }

    public sealed record Atomic : Group
    {
        public override string Name => "Atomic";
    }

    public sealed record Sequence : Group
    {
        public override string Name => "Sequence";
    }
}

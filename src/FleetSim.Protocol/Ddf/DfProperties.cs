using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Ddf;

/// <summary>What a device description says of a node. Spec: OMA-TS-DM_TND-V1_2_1, 9 (DFProperties).</summary>
public sealed record DfProperties
{
    public AccessTypes Access { get; init; }

    public string? DefaultValue { get; init; }

    public string? Description { get; init; }

    /// <summary>b64 bin bool chr date float int node null time xml.</summary>
    /// <exception cref="ArgumentException">No such format.</exception>
    public string? Format
    {
        get;
        init => field = FormatElement.Checked(value);
    }

    /// <summary>Null means once.</summary>
    public Occurrence? Occurrence { get; init; }

    /// <summary>True: cannot be deleted, false: comes and goes; null when not given.</summary>
    public bool? IsPermanent { get; init; }

    public string? Title { get; init; }

    /// <summary>One DDFName, or one or more MIME types.</summary>
    public IReadOnlyList<NodeType> Types { get; init; } = [];

    /// <summary>True: the name counts with its case; null when not given, which means the same.</summary>
    public bool? IsCaseSensitive { get; init; }
}

namespace FleetSim.Protocol.Ddf;

/// <summary>How often a node may occur. Spec: OMA-TS-DM_TND-V1_2_1, 9 (Occurrence).</summary>
public enum OccurrenceKind
{
    One,
    OneOrMore,
    OneOrN,
    ZeroOrMore,
    ZeroOrN,
    ZeroOrOne,
}

/// <summary>How often a node may occur.</summary>
/// <param name="Most">The N of OneOrN and ZeroOrN; null for the others, or when the document does not give it.</param>
public readonly record struct Occurrence(OccurrenceKind Kind, long? Most = null);

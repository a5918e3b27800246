using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Ddf;

/// <summary>The empty elements that stand for the words of a device description.</summary>
internal static class DdfWords
{
    /// <summary>In the order of the DTD.</summary>
    public static readonly (AccessTypes Access, Tag Tag)[] Accesses =
    [
        (AccessTypes.Add, Tag.DdfAdd),
        (AccessTypes.Copy, Tag.DdfCopy),
        (AccessTypes.Delete, Tag.DdfDelete),
        (AccessTypes.Exec, Tag.DdfExec),
        (AccessTypes.Get, Tag.DdfGet),
        (AccessTypes.Replace, Tag.DdfReplace),
    ];

    // Indexed by OccurrenceKind.
    private static readonly Tag[] Occurrences =
        [Tag.DdfOne, Tag.DdfOneOrMore, Tag.DdfOneOrN, Tag.DdfZeroOrMore, Tag.DdfZeroOrN, Tag.DdfZeroOrOne];

    /// <summary>None for an element that is no access type.</summary>
    public static AccessTypes Access(Tag tag)
    {
        foreach ((AccessTypes access, Tag word) in Accesses)
        {
            if (word == tag) return access;
        }

        return AccessTypes.None;
    }

    /// <summary>Null for an element that is no occurrence.</summary>
    public static OccurrenceKind? Occurrence(Tag tag)
    {
        int index = Array.IndexOf(Occurrences, tag);
        return index < 0 ? null : (OccurrenceKind)index;
    }

    public static Tag TagOf(OccurrenceKind kind) => Occurrences[(int)kind];
}

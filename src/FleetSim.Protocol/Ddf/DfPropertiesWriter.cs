using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Ddf;

/// <summary>Writes DFProperties in the order of the DTD.</summary>
internal static class DfPropertiesWriter
{
    public static void Write<T>(ref T sink, DfProperties properties)
        where T : ITokenSink, allows ref struct
    {
        sink.Start(Tag.DdfDFProperties);
        WriteAccess(ref sink, properties.Access);
        Leaf.Write(ref sink, Tag.DdfDefaultValue, properties.DefaultValue);
        Leaf.Write(ref sink, Tag.DdfDescription, properties.Description);
        FormatElement.Write(ref sink, Tag.DdfDFFormat, properties.Format);
        WriteOccurrence(ref sink, properties.Occurrence);
        WriteChoice(ref sink, Tag.DdfScope, properties.IsPermanent, Tag.DdfPermanent, Tag.DdfDynamic);
        Leaf.Write(ref sink, Tag.DdfDFTitle, properties.Title);
        MgmtTreeWriter.WriteTypes(ref sink, Tag.DdfDFType, [.. properties.Types]);
        WriteChoice(ref sink, Tag.DdfCaseSense, properties.IsCaseSensitive, Tag.DdfCS, Tag.DdfCIS);
        sink.End(Tag.DdfDFProperties);
    }

    private static void WriteAccess<T>(ref T sink, AccessTypes access)
        where T : ITokenSink, allows ref struct
    {
        if (access == AccessTypes.None)
        {
            sink.Empty(Tag.DdfAccessType);
            return;
        }

        sink.Start(Tag.DdfAccessType);
        foreach ((AccessTypes type, Tag tag) in DdfWords.Accesses)
        {
            if (access.HasFlag(type)) sink.Empty(tag);
        }

        sink.End(Tag.DdfAccessType);
    }

    private static void WriteOccurrence<T>(ref T sink, Occurrence? occurrence)
        where T : ITokenSink, allows ref struct
    {
        if (occurrence is not { } value) return;
        Tag tag = DdfWords.TagOf(value.Kind);
        sink.Start(Tag.DdfOccurrence);
        if (value.Most is null) sink.Empty(tag);
        else Leaf.Write(ref sink, tag, value.Most);
        sink.End(Tag.DdfOccurrence);
    }

    private static void WriteChoice<T>(ref T sink, Tag element, bool? choice, Tag yes, Tag no)
        where T : ITokenSink, allows ref struct
    {
        if (choice is not { } isYes) return;
        sink.Start(element);
        sink.Empty(isYes ? yes : no);
        sink.End(element);
    }
}

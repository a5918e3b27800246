using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Ddf;

/// <summary>Reads DFProperties; children in any order, what has no place is skipped and counted.</summary>
internal static class DfPropertiesReader
{
    public static DfProperties Read<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        DfProperties properties = new();
        while (reader.NextChild(out Tag tag))
        {
            switch (tag)
            {
                case Tag.DdfAccessType: properties = properties with { Access = ReadAccess(ref reader) }; break;
                case Tag.DdfDefaultValue: properties = properties with { DefaultValue = reader.Text() }; break;
                case Tag.DdfDescription: properties = properties with { Description = reader.Text() }; break;
                case Tag.DdfDFFormat: properties = properties with { Format = FormatElement.Read(ref reader) }; break;
                case Tag.DdfOccurrence: properties = properties with { Occurrence = ReadOccurrence(ref reader) }; break;
                case Tag.DdfScope: properties = properties with { IsPermanent = ReadChoice(ref reader, Tag.DdfPermanent, Tag.DdfDynamic) }; break;
                case Tag.DdfDFTitle: properties = properties with { Title = reader.Text() }; break;
                case Tag.DdfDFType: properties = properties with { Types = MgmtNodeReader.ReadTypes(ref reader) }; break;
                case Tag.DdfCaseSense: properties = properties with { IsCaseSensitive = ReadChoice(ref reader, Tag.DdfCS, Tag.DdfCIS) }; break;
                default: reader.SkipUnsupported(); break;
            }
        }

        return properties;
    }

    private static AccessTypes ReadAccess<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        AccessTypes access = AccessTypes.None;
        while (reader.NextChild(out Tag tag))
        {
            AccessTypes type = DdfWords.Access(tag);
            access |= type;
            if (type == AccessTypes.None) reader.SkipUnsupported();
            else reader.Skip();
        }

        return access;
    }

    private static Occurrence? ReadOccurrence<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        Occurrence? occurrence = null;
        while (reader.NextChild(out Tag tag))
        {
            if (DdfWords.Occurrence(tag) is not { } kind) reader.SkipUnsupported();
            else if (kind is OccurrenceKind.OneOrN or OccurrenceKind.ZeroOrN) occurrence = new Occurrence(kind, reader.Number());
            else
            {
                occurrence = new Occurrence(kind);
                reader.Skip();
            }
        }

        return occurrence;
    }

    private static bool? ReadChoice<T>(ref ElementReader<T> reader, Tag yes, Tag no)
        where T : ITokenSource, allows ref struct
    {
        bool? choice = null;
        while (reader.NextChild(out Tag tag))
        {
            if (tag == yes || tag == no)
            {
                choice = tag == yes;
                reader.Skip();
            }
            else
            {
                reader.SkipUnsupported();
            }
        }

        return choice;
    }
}

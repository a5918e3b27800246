using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetSim.Platform.Settings;

/// <summary>
/// One drill that is switched on, and how often it strikes. In JSON the name alone is enough: <c>"confirmationLost"</c>, or
/// <c>{"drill": "confirmationLost", "share": 0.1, "every": 3}</c>.
/// </summary>
[JsonConverter(typeof(DrillOptionsConverter))]
public sealed record DrillOptions
{
    /// <summary>A name of the drill catalogue.</summary>
    public required string Drill { get; init; }

    /// <summary>Part of the handsets it strikes, 0 to 1; drawn by handset, the same in every run with the same seed.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Strikes at every Nth occasion of the drill, counted over all handsets of the share; 1 is each.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Strikes a handset so many times and then no more; 0 is no bound.</summary>
    public int First { get; init; }

    /// <summary>How long a drill that delays or slows down does it; the others do not look at it.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>True when the catalogue has a drill of this name.</summary>
    public static bool IsKnown(string drill) => Drills.DrillCatalogue.Find(drill) is not null;

    /// <summary>The drill with nothing but its name.</summary>
    public static DrillOptions Named(string drill) => new() { Drill = drill };
}

/// <summary>Reads and writes a drill as its name, or as an object when more is said.</summary>
internal sealed class DrillOptionsConverter : JsonConverter<DrillOptions>
{
    public override DrillOptions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return DrillOptions.Named(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a drill is its name, or an object with \"drill\"");
        DrillOptions read = DrillOptions.Named("");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            read = With(read, key, ref reader);
        }

        return read;
    }

    public override void Write(Utf8JsonWriter writer, DrillOptions value, JsonSerializerOptions options)
    {
        if (value == DrillOptions.Named(value.Drill))
        {
            writer.WriteStringValue(value.Drill);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("drill", value.Drill);
        writer.WriteNumber("share", value.Share);
        writer.WriteNumber("every", value.Every);
        writer.WriteNumber("first", value.First);
        writer.WriteString("delay", value.Delay.ToString());
        writer.WriteEndObject();
    }

    private static DrillOptions With(DrillOptions drill, string key, ref Utf8JsonReader reader)
    {
        try
        {
            return key switch
            {
                "drill" => drill with { Drill = reader.GetString() ?? "" },
                "share" => drill with { Share = reader.GetDouble() },
                "every" => drill with { Every = reader.GetInt32() },
                "first" => drill with { First = reader.GetInt32() },
                "delay" => drill with { Delay = TimeSpan.Parse(reader.GetString() ?? "", System.Globalization.CultureInfo.InvariantCulture) },
                _ => throw new JsonException($"{key}: unknown key of a drill"),
            };
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or OverflowException)
        {
            throw new JsonException($"{key}: {fault.Message}", fault);
        }
    }
}

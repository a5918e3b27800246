using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FleetSim.Platform.Settings;

/// <summary>What the operator got wrong; the message names every fault, one a line.</summary>
public sealed class PlatformOptionsException(IReadOnlyList<string> faults)
    : Exception("The platform's options have faults:" + string.Concat(faults.Select(f => "\n  " + f)))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>Reads and writes <see cref="PlatformOptions"/> as JSON. Unknown keys and wrong types are faults like wrong values.</summary>
public static class PlatformOptionsFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="PlatformOptionsException">Not JSON, or faults in it: all of them.</exception>
    public static PlatformOptions Parse(string json)
    {
        List<string> faults = [];
        PlatformOptions? options = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Lenient);
            Check(document.RootElement, OptionsJson.Default.PlatformOptions, "", faults);
            if (faults.Count == 0) options = document.Deserialize(OptionsJson.Default.PlatformOptions);
        }
        catch (JsonException fault)
        {
            faults.Add(fault.Message);
        }

        if (options is not null) faults.AddRange(PlatformOptionsRules.Faults(options));
        return options is not null && faults.Count == 0 ? options : throw new PlatformOptionsException(faults);
    }

    public static string Write(PlatformOptions options) => JsonSerializer.Serialize(options, OptionsJson.Default.PlatformOptions);

    private static void Check(JsonElement element, JsonTypeInfo type, string path, List<string> faults)
    {
        if (element.ValueKind != JsonValueKind.Object || type.Kind != JsonTypeInfoKind.Object)
        {
            TryRead(element, type, path, faults);
            return;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            string name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            JsonPropertyInfo? known = type.Properties.FirstOrDefault(p => p.Name == property.Name);
            if (known is null) faults.Add($"{name}: unknown key");
            else Check(property.Value, type.Options.GetTypeInfo(known.PropertyType), name, faults);
        }
    }

    private static void TryRead(JsonElement element, JsonTypeInfo type, string path, List<string> faults)
    {
        try
        {
            if (element.Deserialize(type) is null) faults.Add($"{path}: null is no value");
        }
        catch (JsonException fault)
        {
            faults.Add($"{path}: {fault.InnerException?.Message ?? fault.Message}");
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(PlatformOptions))]
[JsonSerializable(typeof(DrillOptions))]
internal sealed partial class OptionsJson : JsonSerializerContext;

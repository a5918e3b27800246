using System.Text.Json;

namespace FleetSim.Scenarios.Configuration;

/// <summary>A mistake in a file: where, what, and what to do.</summary>
public sealed record ConfigError(int Line, string Message)
{
    /// <summary>The file, when it is not the one that was read but one that it names.</summary>
    public string? File { get; init; }
}

/// <summary>Hands over the octets of a file that a file names; null: there is none.</summary>
/// <param name="path">As it stands in the file, relative to that.</param>
public delegate byte[]? OpenFile(string path);

/// <summary>A JSON value that knows the line it stands on.</summary>
public sealed class ConfigNode
{
    private ConfigNode(JsonTokenType kind, int line) => (Kind, Line) = (kind, line);

    /// <summary>Deepest nesting taken.</summary>
    public const int DepthLimit = 16;

    public JsonTokenType Kind { get; }

    /// <summary>Counted from 1.</summary>
    public int Line { get; }

    /// <summary>The text of a string or number.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Members of an object in file order.</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigNode>> Members { get; private init; } = [];

    public IReadOnlyList<ConfigNode> Elements { get; private init; } = [];

    /// <summary>Parses a file with // comments and trailing commas allowed; null with one error when it is no JSON.</summary>
    public static ConfigNode? Parse(ReadOnlySpan<byte> utf8, List<ConfigError> errors)
    {
        ReadOnlySpan<byte> text = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        try
        {
            Utf8JsonReader reader = new(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = DepthLimit });
            if (!reader.Read()) throw new JsonException();
            ConfigNode node = Read(ref reader, text);
            while (reader.Read()) throw new JsonException("text behind the end of the object");
            return node;
        }
        catch (JsonException mistake)
        {
            errors.Add(new ConfigError((int)(mistake.LineNumber ?? 0) + 1, "not well-formed JSON: " + mistake.Message.Split(" LineNumber", 2)[0]));
            return null;
        }
    }

    private static ConfigNode Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        int line = LineOf(ref reader, text);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                List<KeyValuePair<string, ConfigNode>> members = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = TextOf(ref reader, text);
                    reader.Read();
                    members.Add(new(name, Read(ref reader, text)));
                }

                return new ConfigNode(JsonTokenType.StartObject, line) { Members = members };
            case JsonTokenType.StartArray:
                List<ConfigNode> elements = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) elements.Add(Read(ref reader, text));
                return new ConfigNode(JsonTokenType.StartArray, line) { Elements = elements };
            case JsonTokenType.String:
                return new ConfigNode(JsonTokenType.String, line) { Text = TextOf(ref reader, text) };
            default:
                return new ConfigNode(reader.TokenType, line) { Text = System.Text.Encoding.UTF8.GetString(reader.ValueSpan) };
        }
    }

    private static int LineOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) => 1 + text[..(int)reader.TokenStartIndex].Count((byte)'\n');

    /// <summary>Half a surrogate pair or broken UTF-8 is a mistake of the file like any other; the reader alone takes it for the programmer's.</summary>
    private static string TextOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("a text is no valid Unicode", null, LineOf(ref reader, text) - 1, null);
        }
    }
}

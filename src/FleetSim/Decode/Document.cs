using System.Text.Json.Serialization;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Decode;

/// <summary>One named value of a document, or a named group of them.</summary>
/// <param name="Value">Text as a person reads it; octets as hex. Null for a group and for an element without content.</param>
public sealed record Field(string Name, string? Value = null, IReadOnlyList<Field>? Fields = null)
{
    public static Field Number(string name, long value) => new(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static Field Octets(string name, ReadOnlySpan<byte> octets) => new(name, Convert.ToHexString(octets));
}

/// <summary>One document that was read.</summary>
/// <param name="Kind">One of <see cref="DocumentKinds"/>.</param>
/// <param name="Form">"wbxml", "xml", "text" or "binary".</param>
/// <param name="Offset">Octet position in the input; of a joined message that of the part that made it whole.</param>
/// <param name="Octets">Its length.</param>
public sealed record Document(string Kind, string Form, int Offset, int Octets, IReadOnlyList<Field> Fields)
{
    /// <summary>The whole as indented XML, where the kind has an XML form.</summary>
    public string? Xml { get; init; }

    /// <summary>What the decoder passed over; empty when the peer kept to the standard.</summary>
    public IReadOnlyList<string> Oddities { get; init; } = [];

    [JsonIgnore]
    public SyncMlMessage? Message { get; init; }

    [JsonIgnore]
    public SignedPackage0? Notification { get; init; }

    /// <summary>A bootstrap push, or a short message with one in it.</summary>
    [JsonIgnore]
    public BootstrapPush? Bootstrap { get; init; }

    /// <summary>The part of a longer message that it carries.</summary>
    [JsonIgnore]
    internal CarriedPart? Part { get; init; }

    /// <summary>Writes it in another wire form; null where the kind has one only.</summary>
    [JsonIgnore]
    public Func<SyncMlEncoding, SyncMlStyle, byte[]>? Rewrite { get; init; }
}

/// <summary>Why the input, or its rest, is not a document of that kind.</summary>
/// <param name="Offset">Octet position in the input.</param>
public sealed record DocumentFault(string Kind, int Offset, string Reason);

/// <summary>The judgement on one credential or digest.</summary>
/// <param name="Nonce">In which form the nonce fits, such as Current or DefaultOctets; null when it does not, or none is used.</param>
public sealed record CredentialFinding(string Subject, bool Right, string? Type, string? Nonce, string? Reason);

/// <summary>What was found in one input.</summary>
/// <param name="Input">How the octets were written: binary, hex or base64.</param>
public sealed record Decoding(string Schema, string Input, int Octets, IReadOnlyList<Document> Documents, DocumentFault? Fault, IReadOnlyList<CredentialFinding> Credentials)
{
    public const string CurrentSchema = "fleetsim.decode/1";

    /// <summary>True when all was read and every credential that was to be checked is right.</summary>
    [JsonIgnore]
    public bool Passed => Fault is null && Credentials.All(c => c.Right);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Decoding))]
internal sealed partial class DecodingJsonContext : JsonSerializerContext;

using System.Globalization;

namespace FleetSim.Decode;

/// <summary>A decoding for people: XML where there is some, else a list of fields.</summary>
internal static class DecodingText
{
    public static void Write(Decoding decoding, TextWriter output)
    {
        foreach (Document document in decoding.Documents)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{document.Kind} ({document.Form}), {document.Octets} octets{(document.Offset > 0 ? $" at {document.Offset}" : "")}"));
            foreach (string oddity in document.Oddities) output.WriteLine($"  note: {oddity}");
            if (document.Xml is { } xml) output.WriteLine(xml);
            else Write(document.Fields, "  ", output);
        }

        foreach (CredentialFinding found in decoding.Credentials)
        {
            string judgement = found.Right ? $"right{(found.Nonce is null ? "" : $", with the nonce in the form {found.Nonce}")}" : $"WRONG: {found.Reason}";
            output.WriteLine($"{found.Subject}{(found.Type is null ? "" : $" ({found.Type})")}: {judgement}");
        }
    }

    private static void Write(IReadOnlyList<Field> fields, string indent, TextWriter output)
    {
        foreach (Field field in fields)
        {
            output.WriteLine(field.Fields is null ? $"{indent}{field.Name,-20} {field.Value}".TrimEnd() : $"{indent}{field.Name}");
            if (field.Fields is { } children) Write(children, indent + "  ", output);
        }
    }
}

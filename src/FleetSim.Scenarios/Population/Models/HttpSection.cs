using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.http: what the model's requests look like.</summary>
internal static class HttpSection
{
    /// <summary>Fields that the message itself decides.</summary>
    private static readonly string[] Reserved = ["Content-Type", "Content-Length", "Transfer-Encoding", "Host", "x-syncml-hmac"];

    public static HttpBehaviour Read(ConfigSection section, HttpBehaviour given)
    {
        HttpField[] headers = [.. section.Sections("headers").Select(Field)];
        HttpBehaviour read = new()
        {
            Headers = headers.Length > 0 ? headers : given.Headers,
            Connections = section.Choice("connections", given.Connections),
        };
        section.Finish();
        return read;
    }

    private static HttpField Field(ConfigSection section)
    {
        HttpField field = new(
            section.Text("name", null, IsName, "be the name of a header field"),
            section.Text("value", null, text => text.Length <= 1000 && ModelTexts.IsPrintable(text), "have at most 1,000 printable ASCII characters"));
        if (Reserved.Contains(field.Name, StringComparer.OrdinalIgnoreCase)) section.Fault("name", $"must not be {field.Name}: the message decides that field");
        section.Finish();
        return field;
    }

    private static bool IsName(string text) => text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetSim.Scenarios.Conformance.Lint;

namespace FleetSim.Lint;

/// <summary>The report for programs, fleetsim.lint/1: members are only added to.</summary>
internal static class LintJson
{
    public const string SchemaName = "fleetsim.lint/1";

    private static readonly LintJsonContext Context = new(new JsonSerializerOptions(LintJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Of(LintOutcome outcome) => JsonSerializer.Serialize(
        new LintDocument(
            SchemaName, outcome.Target, outcome.Report.Handsets, Math.Round(outcome.Took.TotalSeconds, 1), outcome.Interrupted, !outcome.Report.HasErrors,
            [.. outcome.Report.Results.Select(RuleOf)]),
        Context.LintDocument) + "\n";

    private static LintDocumentRule RuleOf(LintResult result) => new(
        result.Rule.Id, Word(result.Rule.Area.ToString()), Word(result.Rule.Severity.ToString()), result.Rule.Basis, result.Rule.Sentence, result.Rule.Cure,
        result.Seen, result.Broken, result.Handsets, result.First is { } first ? ExampleOf(first) : null);

    private static LintDocumentExample ExampleOf(LintFinding finding) => new(
        finding.Imei.ToString(), finding.At.ToString("O", CultureInfo.InvariantCulture),
        finding.Place.Session, finding.Place.Message, finding.Place.Command, finding.Place.Octet, finding.Place.Uri, finding.Detail);

    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

internal sealed record LintDocument(string Schema, string Target, int Handsets, double Seconds, bool Interrupted, bool Passed, IReadOnlyList<LintDocumentRule> Rules);

/// <param name="Seen">Occasions; 0: the rule was not exercised.</param>
/// <param name="Broken">Occasions on which it was broken.</param>
/// <param name="Handsets">Handsets that saw it broken.</param>
internal sealed record LintDocumentRule(
    string Id, string Area, string Severity, string Basis, string Sentence, string Cure, long Seen, long Broken, int Handsets, LintDocumentExample? First);

internal sealed record LintDocumentExample(string Imei, string At, string? Session, string? Message, string? Command, int? Octet, string? Uri, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(LintDocument))]
[JsonSerializable(typeof(MatrixDocument))]
internal sealed partial class LintJsonContext : JsonSerializerContext;

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FleetSim.Device.Quirks;
using FleetSim.Scenarios.Conformance;

namespace FleetSim.Lint;

/// <summary>The conformance matrix on a screen or for programs: each row, how binding it is, and the quirk with which a handset breaks it.</summary>
internal static class MatrixPrint
{
    private const string SchemaName = "fleetsim.matrix/1";

    private static readonly LintJsonContext Context = new(new JsonSerializerOptions(LintJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Text()
    {
        StringBuilder text = new();
        foreach (MatrixDocumentRow row in Rows())
            text.Append(CultureInfo.InvariantCulture, $"{row.Row}  {row.Level,-22} {row.Behaviour}{(row.Quirk is null ? "" : $"  [{row.Quirk}]")}\n");
        return text.Append(CultureInfo.InvariantCulture, $"{ConformanceMatrix.Rows.Count} rows, {ConformanceMatrix.Rows.Count(row => row.IsTestable)} testable; in brackets the quirk of a handset that breaks the row.\n").ToString();
    }

    public static string Json() => JsonSerializer.Serialize(new MatrixDocument(SchemaName, [.. Rows()]), Context.MatrixDocument) + "\n";

    private static IEnumerable<MatrixDocumentRow> Rows() =>
        ConformanceMatrix.Rows.Select(row => new MatrixDocumentRow(row.Id, Word(row.Level), row.Behaviour, QuirkCatalogue.Find(row.Id)?.Name));

    private static string Word(RowLevel level) => level == RowLevel.MandatoryWithOption ? "mandatory with ALR-02" : level.ToString().ToLowerInvariant();
}

internal sealed record MatrixDocument(string Schema, IReadOnlyList<MatrixDocumentRow> Rows);

internal sealed record MatrixDocumentRow(string Row, string Level, string Behaviour, string? Quirk);

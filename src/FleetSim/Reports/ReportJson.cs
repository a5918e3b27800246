using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using FleetSim.Reports.Model;

namespace FleetSim.Reports;

/// <summary>report.json and its schema, both from the one model.</summary>
public static class ReportJson
{
    // The file is read by people too: "<" and Chinese letters stand as they are. It is never pasted into a page unescaped.
    private static readonly ReportJsonContext Context = new(new JsonSerializerOptions(ReportJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Serialize(RunReport report) => JsonSerializer.Serialize(report, Context.RunReport) + "\n";

    /// <exception cref="JsonException">Not a report, or of another major version.</exception>
    public static RunReport Deserialize(string json)
    {
        var report = JsonSerializer.Deserialize(json, Context.RunReport) ?? throw new JsonException("The file is empty.");
        if (report.Schema != RunReport.SchemaName) throw new JsonException($"The file is of format '{report.Schema}', not '{RunReport.SchemaName}'.");
        return report;
    }

    /// <summary>JSON Schema 2020-12 of report.json.</summary>
    public static string Schema()
    {
        var root = Context.RunReport.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe }).AsObject();
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "FleetSim run report");
        root["properties"]!["schema"]!.AsObject()["const"] = RunReport.SchemaName;
        return root.ToJsonString(Context.Options) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var notes = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true);
        if (notes is [DescriptionAttribute note] && schema is JsonObject described) described["description"] = note.Description;
        return schema;
    }
}

using System.Text.Json;
using FleetSim.Reports;

namespace FleetSim.Tests;

public sealed class ReportJsonTests
{
    [Theory]
    [InlineData("schema", "fleetsim.report/1")]
    [InlineData("scenario", "first-day")]
    [InlineData("seed", "42")]
    [InlineData("verdict", "VALID")]
    [InlineData("passed", "True")]
    [InlineData("terminals", "10000")]
    [InlineData("registrations.sent", "9500")]
    [InlineData("registrations.confirmed", "9440")]
    [InlineData("registrations.unconfirmed", "60")]
    [InlineData("registrations.rejected", "1")]
    [InlineData("registrations.redelivered", "2")]
    [InlineData("sessions.offered", "12100")]
    [InlineData("sessions.started", "12100")]
    [InlineData("sessions.completed", "12000")]
    [InlineData("sessions.failed", "100")]
    [InlineData("sessions.latencyMs.p50", "4.8")]
    [InlineData("sessions.latencyMs.p95", "17.25")]
    [InlineData("sessions.latencyMs.p99", "148")]
    [InlineData("sessions.latencyMs.p999", "840")]
    [InlineData("sessions.latencyMs.max", "2210")]
    [InlineData("firmware.started", "1900")]
    [InlineData("firmware.succeeded", "1800")]
    [InlineData("firmware.failed", "200")]
    [InlineData("firmware.bytes", "1812000000")]
    [InlineData("firmware.duplicateBytes", "0")]
    [InlineData("firmware.resumes", "462")]
    [InlineData("thresholds.0.expression", "dm_session p99 < 400ms")]
    [InlineData("thresholds.0.measured", "148")]
    [InlineData("thresholds.0.passed", "True")]
    [InlineData("errors.connection_lost", "31")]
    [InlineData("faults.power_cut_in_update", "27")]
    [InlineData("truth.source", "books")]
    [InlineData("truth.checked", "10000")]
    [InlineData("truth.mismatches", "0")]
    [InlineData("truth.explained", "60")]
    [InlineData("truth.unsettled", "0")]
    [InlineData("durationSeconds", "10.5")]
    public void Report_json_keeps_its_promised_members(string path, string expected)
    {
        using var json = JsonDocument.Parse(ReportJson.Serialize(SampleReport.Passed));
        var at = json.RootElement;
        foreach (string step in path.Split('.')) at = at.ValueKind == JsonValueKind.Array ? at[int.Parse(step, null)] : at.GetProperty(step);
        Assert.Equal(expected, at.ToString());
    }

    [Fact]
    public void A_report_reads_back_as_it_was_written()
    {
        string json = ReportJson.Serialize(SampleReport.Failed);
        Assert.Equal(json, ReportJson.Serialize(ReportJson.Deserialize(json)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void What_is_no_report_is_refused(string json) => Assert.Throws<JsonException>(() => ReportJson.Deserialize(json));

    [Fact]
    public void A_report_of_another_format_is_refused()
    {
        string json = ReportJson.Serialize(SampleReport.Passed).Replace("fleetsim.report/1", "fleetsim.report/2", StringComparison.Ordinal);
        Assert.Contains("'fleetsim.report/2'", Assert.Throws<JsonException>(() => ReportJson.Deserialize(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_knows_every_member_that_is_written()
    {
        using var schema = JsonDocument.Parse(ReportJson.Schema());
        using var json = JsonDocument.Parse(ReportJson.Serialize(SampleReport.Failed));
        Assert.Equal("fleetsim.report/1", schema.RootElement.GetProperty("properties").GetProperty("schema").GetProperty("const").GetString());
        Compare(json.RootElement, schema.RootElement, "$");
    }

    private static void Compare(JsonElement value, JsonElement schema, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray()) Compare(item, schema.GetProperty("items"), path + "[]");
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("additionalProperties", out var each)) Compare(member.Value, each, $"{path}.{member.Name}");
            else
            {
                Assert.True(schema.GetProperty("properties").TryGetProperty(member.Name, out var known), $"the schema has no {path}.{member.Name}");
                Compare(member.Value, known, $"{path}.{member.Name}");
            }
        }
    }
}

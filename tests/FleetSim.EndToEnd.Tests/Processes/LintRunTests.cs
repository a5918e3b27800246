using System.Text.Json;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>The lint as a user starts it, over real sockets.</summary>
[Trait("speed", "slow")]
public sealed class LintRunTests
{
    [Fact]
    public async Task The_right_platform_passes_and_most_rules_were_seen()
    {
        using RunDirectory directory = new();
        (int code, string output) = await FleetSimProcess.RunAsync(directory.Root, "conformance", "--target", "reference", "--report", directory.Report);
        Assert.True(code == 0, output);
        using JsonDocument report = await ReadAsync(Path.Combine(directory.Report, "lint.json"));
        Assert.True(report.RootElement.GetProperty("passed").GetBoolean());
        Assert.InRange(Rules(report).Count(rule => rule.GetProperty("seen").GetInt64() > 0), 65, 82);
        Assert.Contains("No error was found.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_is_found_and_the_exit_code_says_so()
    {
        using RunDirectory directory = new();
        (int code, string output) = await FleetSimProcess.RunAsync(directory.Root, "conformance", "--target", "reference", "--drill", "statusMissing", "--drill", "objectIgnoresRange", "--report", directory.Report);
        Assert.True(code == 1, output);
        using JsonDocument report = await ReadAsync(Path.Combine(directory.Report, "lint.json"));
        string?[] broken = [.. Rules(report).Where(rule => rule.GetProperty("broken").GetInt64() > 0).Select(rule => rule.GetProperty("id").GetString())];
        Assert.Equal(["status-missing", "report-unanswered", "range-ignored"], broken);
        Assert.All(Rules(report).Where(rule => rule.GetProperty("broken").GetInt64() > 0), rule => Assert.Equal(15, rule.GetProperty("first").GetProperty("imei").GetString()!.Length));
    }

    private static async Task<JsonDocument> ReadAsync(string path) => JsonDocument.Parse(await File.ReadAllTextAsync(path));

    private static JsonElement[] Rules(JsonDocument report) => [.. report.RootElement.GetProperty("rules").EnumerateArray()];
}

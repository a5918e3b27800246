using System.CommandLine;
using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Scenarios.Conformance;

namespace FleetSim.Tests.Lint;

/// <summary>What the command says without a run, and what it refuses before one.</summary>
public sealed class ConformanceCommandTests
{
    [Fact]
    public void Without_a_target_the_matrix_is_printed_row_by_row()
    {
        string[] lines = Run().Output.TrimEnd().Split('\n');
        Assert.Equal(ConformanceMatrix.Rows.Count + 1, lines.Length);
        Assert.Equal("UIM-01  mandatory              UI mode 01 and 00: the session runs, without connection sign and without a word to the user  [sign-in-background]", lines[0]);
        Assert.Equal("97 rows, 88 testable; in brackets the quirk of a handset that breaks the row.", lines[^1]);
    }

    [Fact]
    public void The_matrix_as_JSON_has_level_behaviour_and_quirk()
    {
        using JsonDocument matrix = JsonDocument.Parse(Run("--json").Output);
        Assert.Equal("fleetsim.matrix/1", matrix.RootElement.GetProperty("schema").GetString());
        JsonElement[] rows = [.. matrix.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.Equal(97, rows.Length);
        JsonElement platform = rows.Single(row => row.GetProperty("row").GetString() == "REG-26");
        Assert.Equal(("platform", JsonValueKind.Null), (platform.GetProperty("level").GetString(), platform.GetProperty("quirk").ValueKind));
    }

    [Theory]
    [InlineData("--allow-target dm.example.org", "--target", "http://dm.example.org/dm")]
    [InlineData("lint scenario", "--target", "ftp://127.0.0.1/dm")]
    [InlineData("fleet.models[0].model", "--target", "reference", "--model", "no-such-model")]
    [InlineData("fleet.terminals", "--target", "reference", "--handsets", "0")]
    [InlineData("connection.smppPort", "--target", "reference", "--smpp-port", "70000")]
    [InlineData("--drill", "--target", "http://127.0.0.1:1/dm", "--drill", "statusMissing")]
    [InlineData("--time-limit", "--target", "reference", "--time-limit", "00:00:00")]
    public void What_cannot_be_is_refused_before_anything_starts(string words, params string[] arguments)
    {
        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => Run(arguments));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath() + "fleetsim-lint", refusal.Message, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        RootCommand root = new("test") { ConformanceCommand.Create() };
        int code = root.Parse(["conformance", .. arguments]).Invoke(new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });
        return (code, output.ToString());
    }
}

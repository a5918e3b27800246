using System.Collections;
using System.Globalization;
using System.Text;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Population.Models;

/// <summary>docs/models.md names what a model file may have: every key, no other, with its words and the default in force; and every model that ships.</summary>
public sealed class ModelPageTests
{
    private const string Prefix = "behaviour.";

    private static readonly string Page = Encoding.UTF8.GetString(Repository.Read("docs", "models.md"));

    /// <summary>The rows whose first cell is a name in backticks and nothing else: name to the cells behind it.</summary>
    private static readonly Dictionary<string, string[]> Rows = Page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | ")).Where(cells => cells.Length == 4 && cells[0].Count(c => c == '`') == 2).ToDictionary(cells => cells[0].Trim('`'), cells => cells[1..]);

    public static TheoryData<string> Switches => [.. BehaviourKeys.All.Keys];

    [Fact]
    public void Every_switch_stands_in_the_page_and_no_other() =>
        Assert.Equal(BehaviourKeys.All.Keys.Order(StringComparer.Ordinal), Rows.Keys.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).Select(k => k[Prefix.Length..]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Switches))]
    public void Each_default_is_the_one_in_force(string key) => Assert.Equal(Text(BehaviourKeys.All[key].Default), Plain(Rows[Prefix + key][1]));

    [Theory]
    [MemberData(nameof(Switches))]
    public void Each_word_of_a_choice_stands_in_its_row(string key)
    {
        Type type = BehaviourKeys.All[key].Property.PropertyType;
        if (!type.IsEnum) return;
        string[] written = [.. Rows[Prefix + key][0].Split('`').Where((_, i) => i % 2 == 1)];
        Assert.Equal(Enum.GetNames(type).Select(Camel).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_key_of_the_head_stands_in_the_page()
    {
        SampleModels.Read(SampleModels.Json("\"nothing\": 1"), out IReadOnlyList<ConfigError> errors);
        string[] known = Assert.Single(errors).Message.Split("known are: ")[1].Split(", ");
        Assert.Equal(known.Order(StringComparer.Ordinal), Rows.Keys.Where(k => !k.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_model_that_ships_stands_in_the_page()
    {
        string table = Page[Page.IndexOf("| id |", StringComparison.Ordinal)..Page.IndexOf("`fleetsim models list`", StringComparison.Ordinal)];
        string[] written = [.. table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).SelectMany(line => line.Split('|')[1].Split(',')).Select(id => id.Trim())];
        Assert.Equal(SampleModels.Shipped.All.Select(m => m.Id).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool on => on ? "true" : "false",
        Enum word => Camel(word.ToString()),
        TimeSpan time => $"{time.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s",
        string text => text,
        IEnumerable many => string.Join(' ', many.Cast<object>()) is { Length: > 0 } joined ? joined : "none",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Without the commas that make numbers and lists readable.</summary>
    private static string Plain(string cell) => cell.Replace(",", "", StringComparison.Ordinal);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

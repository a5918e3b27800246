using System.Text;
using CsCheck;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Configuration;

public sealed class ScenarioReaderTests
{
    private const string Head = "\"schema\": \"fleetsim.scenario/1\", \"name\": \"t\"";

    [Fact]
    public void The_shipped_first_day_loads()
    {
        Scenario? day = Fleets.TryRead(Repository.Read("load-tests", "scenarios", "first-day.json"), out IReadOnlyList<ConfigError> errors);
        Assert.Empty(errors);
        Assert.Equal(("first-day", 10_000, 0.95), (day!.Name, day.Fleet.Terminals, day.Fleet.ChinaMobileShare));
        Assert.Equal(4, day.Fleet.Models.Count);
        Assert.Equal(0.03, day.Users.SimSwapShare);
        Assert.Equal(TimeRange.Seconds(1, 4), day.Faults.SignalGap);
        Assert.Equal(0.3, day.Platform.FirmwareShare);
        Assert.Contains(day.Thresholds, t => t.Expression == "firmware.duplicate_bytes == 0");
    }

    [Fact]
    public void The_shipped_million_loads()
    {
        Scenario? million = Fleets.TryRead(Repository.Read("load-tests", "scenarios", "million.json"), out IReadOnlyList<ConfigError> errors);
        Assert.Empty(errors);
        Assert.Equal(("million", 1_000_000, 1.0), (million!.Name, million.Fleet.Terminals, million.Fleet.ChinaMobileShare));
        Assert.Equal((0.1, WavesStart.AfterPowerOn), (million.Platform.CollectShare, million.Platform.Waves));
        Assert.Equal(new FaultSpec { SignalGap = TimeRange.Seconds(1, 4), MemoryGap = TimeRange.Seconds(1, 3) }, million.Faults);
    }

    [Fact]
    public void Schema_and_name_are_enough()
    {
        Scenario scenario = Fleets.Read($"{{ {Head} }}");
        Assert.Equal(10_000, scenario.Fleet.Terminals);
        Assert.Equal(["lotus-l1", "crane-c2", "willow-w3", "bamboo-b5"], scenario.Fleet.Models.Select(m => m.Model.Id));
        Assert.Equal(TimeSpan.FromSeconds(150), scenario.Handset.PromptTimeout);
        Assert.Null(scenario.Target);
        Assert.Empty(scenario.Thresholds);
    }

    [Fact]
    public void Drills_of_the_platform_are_read_in_their_order()
    {
        Scenario scenario = Fleets.Read($$"""{ {{Head}}, "platform": { "drills": [ { "drill": "http503" }, { "drill": "confirmationLost", "share": 0.1, "every": 3, "first": 2, "delay": "00:00:05" } ] } }""");
        Assert.Equal([new DrillSpec("http503", 1, 1, 0, TimeSpan.FromMinutes(2)), new DrillSpec("confirmationLost", 0.1, 3, 2, TimeSpan.FromSeconds(5))], scenario.Platform.Drills);
    }

    [Theory]
    [InlineData(""" "platform": { "drills": [ { "drill": "httpX" } ] } """, "platform.drills[0].drill names \"httpX\", which is no drill")]
    [InlineData(""" "platform": { "drills": [ { "drill": "http503" }, { "drill": "http503" } ] } """, "platform.drills[1].drill names \"http503\" a second time")]
    [InlineData(""" "platform": { "drills": [ { "share": 0.5 } ] } """, "platform.drills[0].drill is missing")]
    [InlineData(""" "target": { "dmUrl": "http://127.0.0.1/dm" }, "platform": { "drills": [ { "drill": "http503" } ] } """, "target cannot be told to do wrong")]
    public void A_drill_that_cannot_be_is_told(string keys, string expected)
    {
        Assert.Null(Fleets.TryRead(Encoding.UTF8.GetBytes($"{{ {Head}, {keys} }}"), out IReadOnlyList<ConfigError> errors));
        Assert.Contains(expected, Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_mistakes_at_once_are_all_told_with_their_lines()
    {
        string[] lines =
        [
            "{",
            "  \"schema\": \"fleetsim.scenario/2\",",
            "  \"naem\": \"typo\",",
            "  \"seed\": -1,",
            "  \"fleet\": {",
            "    \"terminals\": 0,",
            "    \"chinaMobileShare\": 1.5,",
            "    \"models\": [",
            "      { \"model\": \"nobody\", \"share\": 1 },",
            "      { \"model\": \"lotus-l1\", \"weight\": 1 }",
            "    ]",
            "  },",
            "  \"users\": { \"thinkTime\": { \"least\": \"00:00:05\", \"most\": \"00:00:01\" } },",
            "  \"faults\": {",
            "    \"downloadSignalLoss\": 0.6,",
            "    \"downloadPowerLoss\": 0.6",
            "  },",
            "  \"handset\": {",
            "    \"promptTimeout\": 150,",
            "    \"updateBlocks\": 2.5",
            "  },",
            "  \"platform\": {",
            "    \"collect\": { \"uiModes\": { \"loud\": 1 } }",
            "  },",
            "  \"connection\": { \"policy\": \"sometimes\" },",
            "  \"target\": { \"dmUrl\": \"ftp://dm\" },",
            "  \"drainLimit\": \"soon\",",
            "  \"drainLimit\": \"00:00:10\",",
            "  \"thresholds\": [",
            "    \"a == 0\",",
            "    \"nonsense\"",
            "  ]",
            "}",
        ];
        Assert.Null(Fleets.TryRead(Encoding.UTF8.GetBytes(string.Join('\n', lines)), out IReadOnlyList<ConfigError> errors));
        (int Line, string Word)[] expected =
        [
            (1, "name is missing"), (2, "schema"), (3, "naem"), (4, "seed"), (6, "fleet.terminals"), (7, "fleet.chinaMobileShare"), (9, "fleet.models[0].model"), (10, "fleet.models[1].weight"),
            (13, "users.thinkTime"), (15, "faults.downloadSignalLoss"), (19, "handset.promptTimeout"), (20, "handset.updateBlocks"), (23, "platform.collect.uiModes.loud"),
            (25, "connection.policy"), (26, "target.dmUrl"), (27, "drainLimit"), (28, "drainLimit stands twice"), (31, "nonsense"),
        ];
        Assert.Equal(expected.Select(e => e.Line), errors.Select(e => e.Line));
        Assert.All(expected.Zip(errors), pair => Assert.Contains(pair.First.Word, pair.Second.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]", "must be an object")]
    [InlineData("3", "must be an object")]
    [InlineData("{ \"schema\": 5, \"name\": \"t\" }", "schema must be a text")]
    [InlineData("{ \"schema\": \"\", \"name\": \"t\" }", "schema must be \"fleetsim.scenario/1\"")]
    [InlineData("{ \"name\": \"t\" }", "schema is missing")]
    [InlineData("{ " + Head + ", \"fleet\": [] }", "fleet must be an object")]
    [InlineData("{ " + Head + ", \"fleet\": null }", "fleet must be an object")]
    [InlineData("{ " + Head + ", \"fleet\": { \"terminals\": \"10\" } }", "fleet.terminals must be a number")]
    [InlineData("{ " + Head + ", \"fleet\": { \"models\": {} } }", "fleet.models must be an array")]
    [InlineData("{ " + Head + ", \"fleet\": { \"models\": [5] } }", "fleet.models[0] must be an object")]
    [InlineData("{ " + Head + ", \"fleet\": { \"models\": [{ \"model\": \"lotus-l1\", \"share\": 0 }] } }", "have no share above 0")]
    [InlineData("{ " + Head + ", \"users\": { \"thinkTime\": \"00:00:01\" } }", "users.thinkTime must be an object")]
    [InlineData("{ " + Head + ", \"users\": { \"thinkTime\": { \"least\": \"-00:00:01\" } } }", "users.thinkTime.least must be a time")]
    [InlineData("{ " + Head + ", \"thresholds\": \"a == 0\" }", "thresholds must be an array of texts")]
    [InlineData("{ " + Head + ", \"thresholds\": [1] }", "thresholds must be an array of texts")]
    [InlineData("{ " + Head + ", \"connection\": { \"policy\": \"1\" } }", "connection.policy must be one of perSession, pooled")]
    [InlineData("{ " + Head + ", \"connection\": { \"policy\": \"pooled,perSession\" } }", "connection.policy must be one of")]
    [InlineData("{ " + Head + ", \"connection\": { \"smppPort\": 65536 } }", "connection.smppPort must be a number from 0 to 65535")]
    [InlineData("{ " + Head + ", \"target\": {} }", "target.dmUrl is missing")]
    [InlineData("{ " + Head + ", \"target\": { \"dmUrl\": \"/dm\" } }", "target.dmUrl must be an absolute http or https address")]
    [InlineData("{ " + Head + ", \"platform\": { \"collect\": { \"uiModes\": { \"background\": 0 } } } }", "platform.collect.uiModes have no share above 0")]
    public void A_wrong_value_is_named(string json, string message)
    {
        Assert.Null(Fleets.TryRead(Encoding.UTF8.GetBytes(json), out IReadOnlyList<ConfigError> errors));
        Assert.Contains(errors, e => e.Line == 1 && e.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_key_names_the_known_ones()
    {
        Fleets.TryRead(Encoding.UTF8.GetBytes($"{{ {Head}, \"powerOn\": {{ \"rate\": 5 }} }}"), out IReadOnlyList<ConfigError> errors);
        Assert.Equal("powerOn.rate is not known here; known are: ratePerSecond", Assert.Single(errors).Message);
    }

    [Fact]
    public void A_duplicate_is_told_where_it_stands_again()
    {
        Fleets.TryRead(Encoding.UTF8.GetBytes($"{{ {Head},\n \"seed\": 1,\n\n \"seed\": 2 }}"), out IReadOnlyList<ConfigError> errors);
        Assert.Equal(new ConfigError(4, "seed stands twice"), Assert.Single(errors));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("   \n  ", 2)]
    [InlineData("{\n\"a\": 1\n", 3)]
    [InlineData("{\n\"a\" 1 }", 2)]
    [InlineData("{\n\"a\": 01 }", 2)]
    [InlineData("{ }\n{ }", 2)]
    [InlineData("{\n'a': 1 }", 2)]
    [InlineData("{\n\n\"name\": \"\\ud800\" }", 3)]
    [InlineData("{\n\n\"\\ud800\": 1 }", 3)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", 1)]
    public void What_is_no_JSON_is_one_error_with_its_line(string json, int line)
    {
        Assert.Null(Fleets.TryRead(Encoding.UTF8.GetBytes(json), out IReadOnlyList<ConfigError> errors));
        Assert.StartsWith("not well-formed JSON", Assert.Single(errors).Message, StringComparison.Ordinal);
        Assert.Equal(line, errors[0].Line);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_fine() =>
        Assert.Equal("t", Fleets.Read($"\uFEFF// first\n{{ {Head}, /* here */ \"thresholds\": [ \"a == 0\", ], }}").Name);

    [Fact]
    public void No_octets_at_all_throw()
    {
        byte[] day = Repository.Read("load-tests", "scenarios", "first-day.json");
        Gen.Byte.Array[0, 80].Sample(octets => { Fleets.TryRead(octets, out _); }, iter: 3000);
        Gen.Select(Gen.Int[0, day.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            byte[] changed = [.. day];
            foreach ((int at, byte value) in changes) changed[at] = value;
            Scenario? read = Fleets.TryRead(changed, out IReadOnlyList<ConfigError> errors);
            Assert.Equal(read is null, errors.Count > 0);
        }, iter: 3000);
    }
}

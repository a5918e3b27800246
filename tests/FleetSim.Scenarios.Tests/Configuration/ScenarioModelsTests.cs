using System.Text;
using FleetSim.Device.Behaviour;
using FleetSim.Device;
using FleetSim.Protocol.SyncMl;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Configuration;

/// <summary>Which handsets a scenario's fleet is of.</summary>
public sealed class ScenarioModelsTests
{
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["phones/mine.json"] = Encoding.UTF8.GetBytes(SampleModels.Json()),
        ["phones/small.ddf"] = Encoding.UTF8.GetBytes(SampleModels.SmallDdf),
        ["phones/wrong.json"] = Encoding.UTF8.GetBytes("\n" + SampleModels.Json("\"colour\": 1")),
        ["phones/broken.json"] = Encoding.UTF8.GetBytes(SampleModels.Json().Replace("small.ddf", "broken.ddf", StringComparison.Ordinal)),
        ["phones/broken.ddf"] = "\n<x/>"u8.ToArray(),
    };

    [Fact]
    public void Any_shipped_model_can_be_named()
    {
        Scenario scenario = Read("{ \"model\": \"kite-u1\", \"share\": 0.5 }, { \"model\": \"ibis-f10\" }");
        Assert.Equal([("kite-u1", 0.5), ("ibis-f10", 1)], scenario.Fleet.Models.Select(m => (m.Model.Id, m.Share)));
        FleetIdentity identity = new(scenario);
        int unicom = Enumerable.Range(0, 100).First(i => identity.ModelOf(i).Id == "kite-u1" && identity.IsHome(i));
        Assert.Contains(identity.SimOf(unicom, 0).Imsi.Plmn, (int[])[46001, 46006, 46009]);
    }

    [Fact]
    public void A_model_can_come_from_a_file_of_its_own()
    {
        HandsetModel model = Assert.Single(Read("{ \"file\": \"phones/mine.json\" }").Fleet.Models).Model;
        Assert.Equal(("mine", "Own"), (model.Id, model.Manufacturer));
    }

    [Fact]
    public void A_scenario_changes_switches_of_a_model_and_leaves_the_others()
    {
        Scenario scenario = Read("{ \"model\": \"sparrow-s2\", \"behaviour\": { \"dm\": { \"encoding\": \"wbxml\", \"largeObjects\": true }, \"ui\": { \"optionalAlerts\": true } } }, { \"model\": \"sparrow-s2\" }");
        (HandsetModel changed, HandsetModel shipped) = (scenario.Fleet.Models[0].Model, scenario.Fleet.Models[1].Model);
        Assert.Equal((SyncMlEncoding.Wbxml, true, SessionIdForm.Decimal, true, 406), (changed.Dm.Encoding, changed.Ui.OptionalAlerts, changed.Dm.SessionId, changed.TreeBehaviour.MissingNodeIsEmpty, changed.Dm.CopyStatus));
        Assert.Equal((SyncMlEncoding.Xml, false), (shipped.Dm.Encoding, shipped.Ui.OptionalAlerts));
        // What the tree says of the client follows.
        Assert.Equal(("true", "false"), (changed.Tree[changed.Tree.Find("./DevDetail/LrgObj")].Default, shipped.Tree[shipped.Tree.Find("./DevDetail/LrgObj")].Default));
    }

    [Fact]
    public void The_identity_takes_the_model_that_the_scenario_changed()
    {
        FleetIdentity identity = new(Read("{ \"model\": \"crane-c2\", \"behaviour\": { \"dm\": { \"maxMsgSize\": 2000 } } }"));
        Assert.Equal(2000, identity.ModelOf(0).Dm.MaxMsgSize);
    }

    [Theory]
    [InlineData("{ }", 1, null, "fleet.models[0].model is missing; give the id of a model, or a model file as \"file\"")]
    [InlineData("{ \"model\": \"lotus-l1\", \"file\": \"phones/mine.json\" }", 1, null, "fleet.models[0].model and file exclude each other")]
    [InlineData("{ \"model\": \"nobody\" }", 1, null, "fleet.models[0].model is no model; there are: bamboo-b5, cmcc-reference,")]
    [InlineData("{ \"file\": \"phones/none.json\" }", 1, null, "fleet.models[0].file 'phones/none.json' is not there")]
    [InlineData("{ \"file\": \"phones/wrong.json\" }", 2, "phones/wrong.json", "colour is not known here")]
    [InlineData("{ \"file\": \"phones/broken.json\" }", 2, "phones/broken.ddf", "no device description: ")]
    [InlineData("{ \"model\": \"lotus-l1\", \"behaviour\": { \"dm\": { \"speed\": 1 } } }", 1, null, "fleet.models[0].behaviour.dm.speed is not known here")]
    [InlineData("{ \"model\": \"nobody\", \"behaviour\": { \"dm\": { \"maxMsgSize\": 1 } } }", 1, null, "fleet.models[0].behaviour.dm.maxMsgSize must be a number")]
    [InlineData("{ \"model\": \"lotus-l1\", \"behaviour\": { \"registration\": { \"homeNetworks\": [\"31026\"] } } }", 1, null, "fleet.models[0].model registers in no network that SIMs are made of; there are: 46000,")]
    [InlineData("{ \"model\": \"lotus-l1\", \"behaviour\": { \"registration\": { \"homeNetworks\": [\"46000\", \"46001\", \"46003\"] } } }", 1, null, "fleet.models[0].model registers in the networks of every operator")]
    public void A_model_that_cannot_be_had_is_told_with_file_and_line(string entry, int line, string? file, string message)
    {
        Assert.Null(TryRead(entry, out IReadOnlyList<ConfigError> errors));
        Assert.Contains(errors, e => e.Line == line && e.File == file && e.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void More_models_than_the_IMEI_has_digits_for_are_refused()
    {
        Assert.Null(TryRead(string.Join(", ", Enumerable.Repeat("{ \"model\": \"lotus-l1\" }", 101)), out IReadOnlyList<ConfigError> errors));
        Assert.Equal("fleet.models are more than 100", Assert.Single(errors).Message);
    }

    private static Scenario Read(string entries)
    {
        Scenario? scenario = TryRead(entries, out IReadOnlyList<ConfigError> errors);
        Assert.True(scenario is not null, string.Join('\n', errors));
        return scenario;
    }

    private static Scenario? TryRead(string entries, out IReadOnlyList<ConfigError> errors) =>
        ScenarioReader.Read(Encoding.UTF8.GetBytes($"{{ \"schema\": \"fleetsim.scenario/1\", \"name\": \"t\", \"fleet\": {{ \"models\": [ {entries} ] }} }}"), SampleModels.Shipped, _ => false, Files.GetValueOrDefault, out errors);
}

using FleetSim.Device;
using FleetSim.Protocol.SyncMl;
using FleetSim.Scenarios.Population;

namespace FleetSim.Scenarios.Tests.Population;

public sealed class ModelCatalogueTests
{
    public static TheoryData<string> Models => [.. ModelCatalogue.All.Select(m => m.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_has_a_tree_that_says_what_the_model_says(string id)
    {
        HandsetModel model = ModelCatalogue.Find(id)!;
        Terminal terminal = new(new(860206000003972), model, new TerminalSettings { Account = new PresetAccount { Address = "http://dm.test" } }, new Chance(1, 1));
        Assert.Equal(
            (model.Manufacturer, model.Model, model.SoftwareVersion, "IMEI:860206000003972"),
            (terminal.Read("./DevInfo/Man").Value, terminal.Read("./DevInfo/Mod").Value, terminal.Read("./DevDetail/SwV").Value, terminal.Read("./DevInfo/DevId").Value));
        Assert.Equal(200, terminal.Read($"./{model.FumoRoot}/State").Status);
    }

    [Fact]
    public void Both_encodings_and_both_forms_of_session_ids_are_in_the_fleet()
    {
        Assert.Equal([SyncMlEncoding.Xml, SyncMlEncoding.Wbxml], ModelCatalogue.All.Select(m => m.Dm.Encoding).Distinct());
        Assert.Equal(2, ModelCatalogue.All.Select(m => m.Dm.SessionId).Distinct().Count());
        Assert.Equal(ModelCatalogue.All.Count, ModelCatalogue.All.Select(m => m.Id).Distinct().Count());
    }

    [Fact]
    public void An_unknown_model_is_none() => Assert.Null(ModelCatalogue.Find("nobody"));
}

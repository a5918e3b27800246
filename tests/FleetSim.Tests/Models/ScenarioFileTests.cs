using FleetSim.Commands;
using FleetSim.Models;

namespace FleetSim.Tests.Models;

/// <summary>Scenarios with models of the user's own: from files, from a folder, and from what a state directory keeps of them.</summary>
public sealed class ScenarioFileTests
{
    [Fact]
    public void A_scenario_names_a_model_file_relative_to_itself()
    {
        using Phones phones = new();
        Directory.CreateDirectory(phones.PathOf("sub"));
        File.Move(phones.PathOf("mine.json"), phones.PathOf("sub/mine.json"));
        File.Move(phones.PathOf("own.ddf"), phones.PathOf("sub/own.ddf"));
        ScenarioFile file = ScenarioFile.Read(phones.Scenario("{ \"file\": \"sub/mine.json\" }"));
        Assert.Equal("mine", Assert.Single(file.Scenario.Fleet.Models).Model.Id);
        Assert.Equal(["sub/mine.json", "sub/own.ddf"], file.Named.Keys.Order());
    }

    [Fact]
    public void A_folder_adds_models_to_those_that_ship()
    {
        using Phones phones = new();
        ScenarioFile file = ScenarioFile.Read(phones.Scenario("{ \"model\": \"mine\" }, { \"model\": \"lotus-l1\" }"), phones.Folder);
        Assert.Equal(["mine", "lotus-l1"], file.Scenario.Fleet.Models.Select(m => m.Model.Id));
        Assert.Equal(["mine.json", "own.ddf"], file.Models.Keys);
    }

    [Fact]
    public void Models_are_part_of_what_names_a_scenario()
    {
        using Phones phones = new();
        string scenario = phones.Scenario("{ \"file\": \"mine.json\" }");
        string before = ScenarioFile.Read(scenario).Hash;
        Assert.Equal(before, ScenarioFile.Read(scenario).Hash);
        phones.Write("mine.json", File.ReadAllText(phones.PathOf("mine.json")).Replace("\"One\"", "\"Two\"", StringComparison.Ordinal));
        Assert.NotEqual(before, ScenarioFile.Read(scenario).Hash);
    }

    [Fact]
    public void A_mistake_in_a_model_is_told_with_the_models_own_file()
    {
        using Phones phones = new(more: ", \"colour\": 1");
        string scenario = phones.Scenario("{ \"file\": \"mine.json\" }");
        Assert.StartsWith($"{phones.PathOf("mine.json")}:2: colour is not known here", Assert.Throws<ConfigurationException>(() => ScenarioFile.Read(scenario)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"{phones.PathOf("mine.json")}:2: colour is not known here", Assert.Throws<ConfigurationException>(() => ScenarioFile.Read(scenario, phones.Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.Equal("--models: there is no folder 'nowhere'", Assert.Throws<ConfigurationException>(() => ScenarioFile.Read(null, "nowhere")).Message);

    [Fact]
    public void A_shipped_id_stays_the_shipped_models()
    {
        using Phones phones = new(id: "lotus-l1");
        Assert.Equal($"{phones.PathOf("mine.json")}:1: id 'lotus-l1' is already a model; choose another id", Assert.Throws<ConfigurationException>(() => ScenarioFile.Read(null, phones.Folder)).Message);
    }

    [Fact]
    public void What_a_run_was_started_with_is_found_again_in_its_state()
    {
        using Phones phones = new();
        using Phones other = new(id: "other");
        ScenarioFile file = ScenarioFile.Read(phones.Scenario("{ \"file\": \"mine.json\" }, { \"model\": \"other\" }"), other.Folder);
        string state = phones.PathOf("state");
        Directory.CreateDirectory(state);
        File.Copy(file.Path, Path.Combine(state, "scenario.json"));
        KeptFiles.Keep(state, file);
        ScenarioFile kept = KeptFiles.Read(state, Path.Combine(state, "scenario.json"));
        Assert.Equal(file.Hash, kept.Hash);
        Assert.Equal(["mine", "other"], kept.Scenario.Fleet.Models.Select(m => m.Model.Id));
        Assert.Equal(["scenario-files.zip", "scenario.json"], Directory.GetFiles(state).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public void A_run_of_shipped_models_keeps_nothing_beside_its_scenario()
    {
        using Phones phones = new();
        ScenarioFile named = ScenarioFile.Read(phones.Scenario("{ \"file\": \"mine.json\" }"));
        ScenarioFile shipped = ScenarioFile.Read(phones.Scenario("{ \"model\": \"lotus-l1\" }"));
        KeptFiles.Keep(phones.Folder, named);
        KeptFiles.Keep(phones.Folder, shipped);
        Assert.False(File.Exists(phones.PathOf("scenario-files.zip")));
    }
}

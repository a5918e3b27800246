using CsCheck;
using FleetSim.Device;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population.Models;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Population.Models;

public sealed class ModelReaderTests
{
    [Fact]
    public void A_head_and_a_description_are_enough()
    {
        HandsetModel model = SampleModels.Read(SampleModels.Json());
        Assert.Equal(("mine", "Own", "One", "1", "1.0", "zh-CN", ""), (model.Id, model.Manufacturer, model.Model, model.SoftwareVersion, model.HardwareVersion, model.Language, model.Description));
        Assert.Equal(["DevInfo", "DevInfo/DevId", "DevInfo/DmV", "DevInfo/Lang", "DevInfo/Man", "DevInfo/Mod", "Volume"], model.Tree.Nodes.Select(n => n.Path));
        Assert.Equal("", model.FumoRoot);
    }

    [Fact]
    public void Values_and_access_control_lists_stand_in_the_tree()
    {
        HandsetModel model = SampleModels.Read(SampleModels.Json("\"values\": { \"./Volume\": \"5\" }, \"acl\": { \"./\": \"Get=*\", \"Volume\": \"Replace=me\" }"));
        Assert.Equal(("5", "Replace=me", "Get=*"), (model.Tree[model.Tree.Find("./Volume")].Default, model.Tree[model.Tree.Find("./Volume")].Acl, model.Tree.Root.Acl));
    }

    [Fact]
    public void All_mistakes_are_told_at_once_with_their_lines()
    {
        string[] lines =
        [
            "{ \"schema\": \"fleetsim.model/2\",",
            "  \"id\": \"Own One\",",
            "  \"manufacturer\": \"\",",
            "  \"model\": 7,",
            "  \"softwareVersion\": \"1\\n\",",
            "  \"ddf\": \"small.ddf\",",
            "  \"colour\": \"red\",",
            "  \"values\": {",
            "    \"./Volume\": \"loud\",",
            "    \"./Missing\": \"1\",",
            "    \"./DevInfo/Man\": \"Other\",",
            "    \"./DevInfo\": null,",
            "    \"./DevInfo/Lang\": 5",
            "  },",
            "  \"acl\": {",
            "    \"./Volume\": \"Get\",",
            "    \"./Nowhere\": \"Get=*\"",
            "  },",
            "  \"behaviour\": {",
            "    \"dm\": { \"maxMsgSize\": 1 },",
            "    \"sound\": {}",
            "  }",
            "}",
        ];
        Assert.Null(SampleModels.Read(string.Join('\n', lines), out IReadOnlyList<ConfigError> errors));
        (int Line, string Word)[] expected =
        [
            (1, "schema must be \"fleetsim.model/1\""), (2, "id must have 1 to 40 lower-case letters"), (3, "manufacturer must have 1 to 64"), (4, "model must be a text in quotes"), (5, "softwareVersion must have"),
            (7, "colour is not known here"), (9, "values: ./Volume has the format int, which cannot hold 'loud'"), (10, "values: ./Missing is not in the description"), (11, "values: ./DevInfo/Man has its value from"),
            (13, "values: ./DevInfo/Lang must be a text in quotes, or null"), (16, "acl: ./Volume has no access control list"), (17, "acl: ./Nowhere is not in the description"),
            (20, "behaviour.dm.maxMsgSize must be a number from 1000 to 1048576"), (21, "behaviour.sound is not known here"),
        ];
        Assert.Equal(expected.Select(e => e.Line), errors.Select(e => e.Line));
        Assert.All(expected.Zip(errors), pair => Assert.StartsWith(pair.First.Word, pair.Second.Message, StringComparison.Ordinal));
        Assert.All(errors, e => Assert.Null(e.File));
    }

    [Theory]
    [InlineData("\"other.ddf\"", "ddf names 'other.ddf', and there is no such file")]
    [InlineData("\"../small.ddf\"", "ddf must be the name of a file in the same folder")]
    [InlineData("\"a/small.ddf\"", "ddf must be the name of a file in the same folder")]
    [InlineData("\"\"", "ddf must be the name of a file in the same folder")]
    public void The_description_lies_beside_the_model(string name, string message)
    {
        Assert.Null(SampleModels.Read(SampleModels.Json().Replace("\"small.ddf\"", name, StringComparison.Ordinal), out IReadOnlyList<ConfigError> errors));
        Assert.StartsWith(message, Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_of_the_description_have_its_own_name_and_lines()
    {
        string ddf = SampleModels.SmallDdf.Replace("<Node><NodeName>Volume", "<!-- a comment with <NodeName>\n -->\n<Node><NodeName>Volume", StringComparison.Ordinal).Replace("<int/>", "", StringComparison.Ordinal);
        Assert.Null(SampleModels.Read(SampleModels.Json(), out IReadOnlyList<ConfigError> errors, ddf));
        Assert.Equal(new ConfigError(10, "./Volume has no DFFormat; an interior node has <node/>") { File = "small.ddf" }, Assert.Single(errors));
    }

    [Theory]
    [InlineData("<MgmtTree>\n<VerDTD>1.2</VerDTD>\n<Node>", 3)]
    [InlineData("<MgmtTree>\n<VerDTD>1.2</VerDTD></MgmtTree>", 2)]
    [InlineData("\n\nno XML", 3)]
    public void A_description_that_is_none_is_one_mistake(string ddf, int line)
    {
        Assert.Null(SampleModels.Read(SampleModels.Json(), out IReadOnlyList<ConfigError> errors, ddf));
        Assert.Equal(("small.ddf", line), (Assert.Single(errors).File, errors[0].Line));
        Assert.StartsWith("no device description: ", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_DevInfo_there_is_no_package_1()
    {
        Assert.Null(SampleModels.Read(SampleModels.Json(), out IReadOnlyList<ConfigError> errors, SampleModels.Document(SampleModels.Node("Volume", "int"))));
        Assert.Equal(5, errors.Count);
        Assert.Equal("ddf describes no ./DevInfo/DevId, which every DM session begins with", errors[0].Message);
    }

    [Fact]
    public void A_registration_message_that_would_never_be_sent_is_a_mistake()
    {
        string longName = new('x', 64);
        string json = SampleModels.Json().Replace("\"Own\"", $"\"{longName}\"", StringComparison.Ordinal).Replace("\"One\"", $"\"{longName}\"", StringComparison.Ordinal);
        Assert.Null(SampleModels.Read(json, out IReadOnlyList<ConfigError> errors));
        Assert.StartsWith("softwareVersion makes the registration message 152 octets long", Assert.Single(errors).Message, StringComparison.Ordinal);
        Assert.NotNull(SampleModels.Read(json.Replace("\"ddf\"", "\"behaviour\": { \"registration\": { \"enabled\": false } }, \"ddf\"", StringComparison.Ordinal), out _));
    }

    [Fact]
    public void No_octets_at_all_throw()
    {
        byte[] json = SampleModels.Open("ibis-f10.json")!, ddf = SampleModels.Open("ibis-f10.ddf")!;
        Gen<(int, byte)[]> changes = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 4];
        changes.Sample(c => { ModelReader.Read(Changed(json, c), SampleModels.Open, out _); }, iter: 1000);
        changes.Sample(c => { ModelReader.Read(json, _ => Changed(ddf, c), out _); }, iter: 1000);
        Gen.Byte.Array[0, 200].Sample(octets => Assert.Null(ModelReader.Read(json, _ => octets, out _)), iter: 1000);

        static byte[] Changed(byte[] octets, (int At, byte Value)[] changes)
        {
            byte[] changed = [.. octets];
            foreach ((int at, byte value) in changes) changed[at % changed.Length] = value;
            return changed;
        }
    }
}

using System.Text;
using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Device.Tree;
using FleetSim.Models;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;
using FleetSim.Tests.Decode;

namespace FleetSim.Tests.Models;

public sealed class ModelsCommandTests
{
    [Fact]
    public void List_has_a_line_for_every_model()
    {
        CommandLineRun run = CommandLineRun.Of("models", "list");
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(ShippedModels.Catalogue.All.Select(m => m.Id).Prepend("ID"), lines.Select(line => line.Split(' ')[0]));
        Assert.Contains(lines, line => line == "heron-h11       Heron H11    1.1.2  WBXML  China Mobile handset of SyncML DM 1.1.2: WBXML, account below ./SyncML/DMAcc, no Alert 1226, firmware result by reading State");
    }

    [Fact]
    public void List_speaks_JSON_as_well()
    {
        using JsonDocument models = JsonDocument.Parse(CommandLineRun.Of("models", "list", "--json").Output);
        JsonElement kite = models.RootElement.EnumerateArray().Single(m => m.GetProperty("id").GetString() == "kite-u1");
        Assert.Equal(("Kite", "U1", "1.2", "XML"), (kite.GetProperty("manufacturer").GetString(), kite.GetProperty("model").GetString(), kite.GetProperty("dmVersion").GetString(), kite.GetProperty("encoding").GetString()));
    }

    [Fact]
    public void Show_has_the_tree_and_the_switches_that_differ()
    {
        string[] lines = CommandLineRun.Of("models", "show", "kite-u1").Output.Split('\n');
        Assert.Contains("  registration.homeNetworks = 46001; 46006; 46009", lines);
        Assert.Contains("  registration.port = 26680", lines);
        Assert.Contains("  ----GR chr   ./Settings/GPRS/UniNet/APN = uninet", lines);
        Assert.Contains("  ----G- chr   ./DevDetail/SwV  (SoftwareVersion)", lines);
        Assert.Contains("  ----G- node  ./ManagedObjects/FUMO/Main  [urn:oma:mo:oma-fumo:1.0]", lines);
        Assert.DoesNotContain(lines, line => line.Contains("copyStatus", StringComparison.Ordinal));
    }

    [Fact]
    public void Show_of_the_reference_says_that_nothing_differs() => Assert.Contains("as by default\n  none\n", CommandLineRun.Of("models", "show", "cmcc-reference").Output, StringComparison.Ordinal);

    [Fact]
    public void Show_speaks_JSON_as_well()
    {
        using JsonDocument model = JsonDocument.Parse(CommandLineRun.Of("models", "show", "heron-h11", "--json").Output);
        Assert.Equal("1", model.RootElement.GetProperty("switches").GetProperty("dm.style.wbxmlVersion").GetString());
        JsonElement node = model.RootElement.GetProperty("tree").EnumerateArray().Single(n => n.GetProperty("path").GetString() == "./SyncML/DMAcc/CMCC/ServerPW");
        Assert.Equal(("chr", "------", JsonValueKind.Null), (node.GetProperty("format").GetString(), node.GetProperty("access").GetString(), node.GetProperty("value").ValueKind));
    }

    [Theory]
    [InlineData("cmcc-reference")]
    [InlineData("ibis-f10")]
    [Trait("row", "COL-05")]
    public void Export_writes_a_description_that_leads_back_to_the_tree(string id)
    {
        CommandLineRun run = CommandLineRun.Of("models", "export-ddf", id);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE MgmtTree PUBLIC \"-//OMA//DTD-DM-DDF 1.2//EN\"", run.Output, StringComparison.Ordinal);
        TreeTemplate? read = DdfImport.Read(MgmtTreeCodec.Decode(Encoding.UTF8.GetBytes(run.Output), SyncMlEncoding.Xml).Value!, out IReadOnlyList<DdfError> errors);
        Assert.Empty(errors);
        Assert.Equal(
            ShippedModels.Catalogue.Find(id)!.Tree.Nodes.Select(n => (n.Path, n.Format, n.Access, n.Type, n.Title, n.Acl, n.IsPermanent)),
            read!.Nodes.Select(n => (n.Path, n.Format, n.Access, n.Type, n.Title, n.Acl, n.IsPermanent)));
    }

    [Fact]
    public void Export_writes_a_file_as_well()
    {
        using Phones phones = new();
        CommandLineRun run = CommandLineRun.Of("models", "export-ddf", "lotus-l1", "--output", phones.PathOf("out.ddf"));
        Assert.Equal((0, ""), (run.Code, run.Output));
        Assert.Equal(CommandLineRun.Of("models", "export-ddf", "lotus-l1").Output, File.ReadAllText(phones.PathOf("out.ddf")));
    }

    [Fact]
    public void A_model_of_ones_own_is_shown_with_the_others()
    {
        using Phones phones = new();
        Assert.Contains("\nmine ", CommandLineRun.Of("models", "list", "--models", phones.Folder).Output, StringComparison.Ordinal);
        Assert.Contains("mine: \n  Own One, software 1,", CommandLineRun.Of("models", "show", "mine", "--models", phones.Folder).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_model_is_bad_configuration() =>
        Assert.StartsWith("'nobody' is no model; there are: bamboo-b5,", Assert.Throws<ConfigurationException>(() => CommandLineRun.Of("models", "show", "nobody")).Message, StringComparison.Ordinal);

    [Fact]
    public void Validate_says_that_a_model_has_no_mistakes()
    {
        using Phones phones = new();
        CommandLineRun run = CommandLineRun.Of("models", "validate", phones.PathOf("mine.json"));
        Assert.Equal((0, "", $"{phones.PathOf("mine.json")}: mine, Own One, {ShippedModels.Catalogue.Find("cmcc-reference")!.Tree.Nodes.Count(n => !n.Path.StartsWith("DMAcc/CMCC", StringComparison.Ordinal))} nodes: no mistakes\n"), (run.Code, run.Error, run.Output));
    }

    [Fact]
    public void Validate_names_file_line_and_cure_of_every_mistake()
    {
        using Phones phones = new(more: ",\n\"values\": { \"./Settings/DM/Apn\": \"x\" },\n\"behaviour\": { \"dm\": { \"encoding\": \"json\" } }");
        phones.Write("own.ddf", Encoding.UTF8.GetString(ShippedModels.Open("cmcc.ddf")!).Replace("<DFFormat><bool/></DFFormat>", "", StringComparison.Ordinal));
        CommandLineRun run = CommandLineRun.Of("models", "validate", phones.PathOf("mine.json"));
        Assert.Equal((2, ""), (run.Code, run.Output));
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"{phones.PathOf("mine.json")}:4: behaviour.dm.encoding must be one of xml, wbxml", lines[0]);
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(phones.PathOf("own.ddf"))}:[0-9]+: \\./DevDetail/LrgObj has no DFFormat", lines[1]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public void Validate_needs_a_file() => Assert.Throws<ConfigurationException>(() => CommandLineRun.Of("models", "validate", "nowhere.json"));
}

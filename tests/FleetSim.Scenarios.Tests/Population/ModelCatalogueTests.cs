using FleetSim.Device;
using FleetSim.Device.Objects;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Population;

/// <summary>Every model that ships: whoever adds a file to the folder has these tests.</summary>
public sealed class ModelCatalogueTests
{
    /// <summary>What a handset that never did anything may take in the store.</summary>
    private const int SnapshotOctets = 300;

    private const int AskedAtOnce = 12;

    /// <summary>The server of the preset account: what the models' access control lists let it do.</summary>
    private const string Server = "OMADM";

    public static TheoryData<string> Shipped => [.. SampleModels.Shipped.All.Select(m => m.Id)];

    [Fact]
    public void Every_file_of_the_folder_is_a_model_named_like_its_id() =>
        Assert.Equal(Repository.Files("models", "*.json").Select(name => Path.GetFileNameWithoutExtension(name)), SampleModels.Shipped.All.Select(m => m.Id));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_model_has_a_tree_that_says_what_the_model_says(string id)
    {
        HandsetModel model = SampleModels.Find(id);
        Terminal terminal = new Dialogue(model).Terminal;
        Assert.Equal(
            (model.Manufacturer, model.Model, model.SoftwareVersion, model.HardwareVersion, model.Language, "IMEI:860206000003972"),
            (terminal.Read("./DevInfo/Man").Value, terminal.Read("./DevInfo/Mod").Value, terminal.Read("./DevDetail/SwV").Value, terminal.Read("./DevDetail/HwV").Value,
                terminal.Read("./DevInfo/Lang").Value, terminal.Read("./DevInfo/DevId").Value));
        Assert.NotEmpty(model.Description);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    [Trait("row", "FUM-01")]
    [Trait("row", "FUM-07")]
    public void Each_of_its_firmware_objects_is_whole(string id)
    {
        HandsetModel model = SampleModels.Find(id);
        IReadOnlyList<string> roots = model.Tree.ObjectsOf(ObjectBinding.Fumo);
        Assert.Equal(model.FumoRoot, roots[0]);
        string[] nodes = ["PkgName", "PkgVersion", "Download", "Download/PkgURL", "DownloadAndUpdate", "DownloadAndUpdate/PkgURL", "Update", "Update/PkgData", "State", "Ext"];
        Assert.All(roots, root => Assert.All(nodes, node => Assert.True(model.Tree.Find($"{root}/{node}") >= 0, $"{root}/{node}")));
        Assert.All(roots, root => Assert.Equal("10", new Dialogue(model).Terminal.Read($"./{root}/State").Value));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    [Trait("row", "REG-01")]
    public void Switched_on_with_a_SIM_of_its_operator_it_registers_or_never_does(string id)
    {
        HandsetModel model = SampleModels.Find(id);
        Assert.Equal(model.Registration.Enabled ? 1 : 0, new Dialogue(model).Registrations.Count);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    [Trait("row", "COL-01")]
    public void It_answers_a_server_that_asks_for_its_own_paths(string id)
    {
        Dialogue dialogue = new(SampleModels.Find(id));
        string[] readable = [.. Readable(dialogue.Terminal.Model)];
        // Not all at once: a tree of a hundred leaves is more than one message of some models.
        string[] asked = [.. readable.Where((_, i) => i % (1 + (readable.Length / AskedAtOnce)) == 0)];
        SyncMlMessage answer = dialogue.Ask(asked);
        Assert.Equal([200], answer.Commands.OfType<Command.Status>().Where(s => s.Cmd == "Get").Select(s => s.Code).Distinct());
        Assert.Equal(
            asked.Select(uri => (uri, dialogue.Terminal.Read(uri).Value)),
            answer.Commands.OfType<Command.Results>().SelectMany(r => r.Items).Select(i => (i.Source!.LocUri, i.Data?.Text ?? "")));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_leaf_that_may_be_read_is_read(string id)
    {
        Terminal terminal = new Dialogue(SampleModels.Find(id)).Terminal;
        Assert.All(Readable(terminal.Model), uri => Assert.Equal(200, terminal.Read(uri, Server).Status));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    [Trait("row", "COL-05")]
    [Trait("row", "FUM-10")]
    public void Its_description_is_valid_and_leads_back_to_its_tree(string id)
    {
        HandsetModel model = SampleModels.Find(id);
        byte[] document = MgmtTreeCodec.Encode(DdfExport.Write(model), SyncMlEncoding.Xml);
        Assert.Empty(DdfDtd.Breaches(document));
        TreeTemplate? read = DdfImport.Read(MgmtTreeCodec.Decode(document, SyncMlEncoding.Xml).Value!, out IReadOnlyList<DdfError> errors);
        Assert.Empty(errors);
        Assert.Equal([model.Tree.Root, .. model.Tree.Nodes], (IEnumerable<TreeNode>)[read!.Root, .. ObjectBinding.Bind(model with { Tree = read }).Tree.Nodes]);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Its_snapshot_fits_and_is_read_again(string id)
    {
        Dialogue dialogue = new(SampleModels.Find(id));
        byte[] saved = dialogue.Save();
        Assert.InRange(saved.Length, 1, SnapshotOctets);
        Terminal again = dialogue.Load(saved);
        Assert.All(Readable(again.Model), uri => Assert.Equal(dialogue.Terminal.Read(uri), again.Read(uri)));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Its_preset_account_stands_in_the_tree_without_its_secrets(string id)
    {
        HandsetModel model = SampleModels.Find(id);
        Terminal terminal = new Dialogue(model).Terminal;
        TreeNode[] account = [.. model.Tree.Nodes.Where(n => n.Source >= NodeSource.AccountAddress)];
        NodeSource[] secret = [NodeSource.AccountClientPassword, NodeSource.AccountClientNonce, NodeSource.AccountServerPassword, NodeSource.AccountServerNonce, NodeSource.AccountPreviousServerNonce];
        Assert.Equal("http://dm.test:7001/dm", terminal.Read("./" + account.Single(n => n.Source == NodeSource.AccountAddress).Path).Value);
        Assert.Equal("7001", terminal.Read("./" + account.Single(n => n.Source == NodeSource.AccountPort).Path).Value);
        Assert.Contains(account, n => n.Source == NodeSource.AccountServerPassword);
        Assert.All(account, n => Assert.Equal(secret.Contains(n.Source) ? 405 : 200, terminal.Read("./" + n.Path, Server).Status));
    }

    [Fact]
    public void The_ordinary_fleet_is_of_China_Mobile_handsets_that_behave_as_the_specification_has_it()
    {
        HandsetModel reference = SampleModels.Find("cmcc-reference");
        Assert.All(ModelCatalogue.Ordinary.Select(SampleModels.Find), model =>
        {
            Assert.Equal(reference.Tree.Nodes.Select(n => n.Path), model.Tree.Nodes.Select(n => n.Path));
            // Only how it writes: the wire form and the form of session ids.
            Assert.Equal(reference.Dm, model.Dm with { Encoding = reference.Dm.Encoding, SessionId = reference.Dm.SessionId, NotificationVersions = reference.Dm.NotificationVersions });
            Assert.Equal(reference.Dm.NotificationVersions, model.Dm.NotificationVersions);
            Assert.Equal((reference.Authentication, reference.TreeBehaviour, reference.Ui), (model.Authentication, model.TreeBehaviour, model.Ui));
            Assert.Same(reference.Registration.HomeNetworks.GetType(), model.Registration.HomeNetworks.GetType());
            Assert.Equal(reference.Registration, model.Registration with { HomeNetworks = reference.Registration.HomeNetworks });
            Assert.Equal(reference.Firmware, model.Firmware with { Types = reference.Firmware.Types });
        });
        Assert.Equal([SyncMlEncoding.Xml, SyncMlEncoding.Wbxml], ModelCatalogue.Ordinary.Select(id => SampleModels.Find(id).Dm.Encoding).Distinct());
        Assert.Equal(2, ModelCatalogue.Ordinary.Select(id => SampleModels.Find(id).Dm.SessionId).Distinct().Count());
    }

    [Fact]
    public void An_unknown_model_is_none() => Assert.Null(SampleModels.Shipped.Find("nobody"));

    [Fact]
    public void A_second_folder_adds_its_models_and_may_not_take_an_id_away()
    {
        List<ConfigError> errors = [];
        Dictionary<string, byte[]> files = new()
        {
            ["a.json"] = System.Text.Encoding.UTF8.GetBytes(SampleModels.Json()), ["b.json"] = System.Text.Encoding.UTF8.GetBytes(SampleModels.Json(id: "lotus-l1")),
            ["c.json"] = "{"u8.ToArray(), ["small.ddf"] = System.Text.Encoding.UTF8.GetBytes(SampleModels.SmallDdf),
        };
        ModelCatalogue both = SampleModels.Shipped.With(["a.json", "b.json", "c.json", "d.json"], files.GetValueOrDefault, errors);
        Assert.Equal([.. SampleModels.Shipped.All.Select(m => m.Id), "mine"], both.All.Select(m => m.Id));
        Assert.Equal(["b.json", "c.json", "d.json"], errors.Select(e => e.File));
        Assert.Equal("id 'lotus-l1' is already a model; choose another id", errors[0].Message);
    }

    private static IEnumerable<string> Readable(HandsetModel model) =>
        model.Tree.Nodes.Where((n, i) => model.Tree.Exists(i) && n.Format != NodeFormat.Node && n.Access.HasFlag(AccessTypes.Get)).Select(n => "./" + n.Path);
}

using FleetSim.Device.Behaviour;
using FleetSim.Device.Objects;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Objects;

public sealed class ObjectBindingTests
{
    [Fact]
    [Trait("row", "FUM-08")]
    public void Objects_are_found_by_their_ids_wherever_they_stand()
    {
        HandsetModel model = Bound(
            Interior("Vendor/Info", ObjectBinding.DevInfo), Leaf("Vendor/Info/DevId"), Leaf("Vendor/Info/Man"),
            Interior("Vendor/Detail", ObjectBinding.DevDetail), Leaf("Vendor/Detail/SwV"), Leaf("Vendor/Detail/FwV"), Leaf("Vendor/Detail/HwV"), Leaf("Vendor/Detail/LrgObj"),
            Interior("Z/Second", ObjectBinding.Fumo), Leaf("Z/Second/State"),
            Interior("MyUpdate", ObjectBinding.Fumo), Leaf("MyUpdate/State"), Leaf("MyUpdate/PkgName"), Leaf("MyUpdate/PkgVersion"));
        Assert.Equal("MyUpdate", model.FumoRoot);
        Assert.Equal(
            ["IMEI:860206000003972", "Hisense", "TI7.2.01.22.00", "TI7.2.01.22.00", "1.0", "true", "10", "", "", "10"],
            Read(model, "Vendor/Info/DevId", "Vendor/Info/Man", "Vendor/Detail/SwV", "Vendor/Detail/FwV", "Vendor/Detail/HwV", "Vendor/Detail/LrgObj", "MyUpdate/State", "MyUpdate/PkgName", "MyUpdate/PkgVersion", "Z/Second/State"));
    }

    [Fact]
    public void DevInfo_and_DevDetail_are_found_by_name_as_well()
    {
        HandsetModel model = Bound(Leaf("DevInfo/DevId"), Leaf("DevInfo/Mod"), Leaf("DevInfo/Lang"), Leaf("DevDetail/SwV"));
        Assert.Equal(["IMEI:860206000003972", "TS7032", "zh-CN", "TI7.2.01.22.00"], Read(model, "DevInfo/DevId", "DevInfo/Mod", "DevInfo/Lang", "DevDetail/SwV"));
        Assert.Equal("", model.FumoRoot);
    }

    [Theory]
    [InlineData(DmVersion.V12, true, "1.2", "true")]
    [InlineData(DmVersion.V112, false, "1.1.2", "false")]
    [InlineData(DmVersion.V112WithReports, true, "1.1.2", "true")]
    public void What_the_client_can_do_stands_in_the_tree(DmVersion version, bool largeObjects, string dmV, string lrgObj)
    {
        HandsetModel model = Bound(m => m with { Dm = new DmBehaviour { Version = version, LargeObjects = largeObjects } }, Leaf("DevInfo/DmV"), Leaf("DevDetail/LrgObj"));
        Assert.Equal([dmV, lrgObj], Read(model, "DevInfo/DmV", "DevDetail/LrgObj"));
    }

    [Fact]
    public void A_model_that_was_bound_already_stays_the_same()
    {
        HandsetModel model = Bound([Leaf("DevInfo/DevId"), Leaf("DevInfo/Man"), .. Account12("DMAcc/X")]);
        Assert.Equal(Ddf.All(model.Tree), Ddf.All(ObjectBinding.Bind(model).Tree));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_StdObj-V1_2_1, 5.3")]
    public void The_preset_account_stands_in_DMAcc_of_DM_1_2()
    {
        HandsetModel model = Bound(Account12("DMAcc/X"));
        Assert.Equal(
            ["w7", "OMADM", Samples.DmAddress, "7001", "DIGEST", "DIGEST", "mvpdm", "mvpdm", "JE48dmgiOyogPzxXPkdUJQ==", "DIGEST", "OMADM", "mvpdm", "ZtexnABuWuR7El4aJffQSw==", ""],
            Values(model, "DMAcc/X", "AppID", "ServerID", "AppAddr/1/Addr", "AppAddr/1/Port/1/PortNbr", "AAuthPref", "AppAuth/C/AAuthType", "AppAuth/C/AAuthName", "AppAuth/C/AAuthSecret", "AppAuth/C/AAuthData",
                "AppAuth/S/AAuthType", "AppAuth/S/AAuthName", "AppAuth/S/AAuthSecret", "AppAuth/S/AAuthData", "AppAuth/S/PrevAAuthData"));
    }

    [Theory]
    [InlineData(ClientCredential.Md5, ServerDemand.Mac, "DIGEST", "HMAC")]
    [InlineData(ClientCredential.Mac, ServerDemand.None, "HMAC", "TRANSPORT")]
    [InlineData(ClientCredential.Basic, ServerDemand.Md5, "BASIC", "DIGEST")]
    [InlineData(ClientCredential.None, ServerDemand.Md5, "DIGEST", "DIGEST")]
    public void The_account_says_how_both_sides_authenticate(ClientCredential client, ServerDemand server, string clientType, string serverType)
    {
        HandsetModel model = Bound(m => m with { Authentication = new AuthenticationBehaviour { Client = client, Server = server } }, Account12("DMAcc/X"));
        Assert.Equal([clientType, clientType, serverType], Read(model, "DMAcc/X/AAuthPref", "DMAcc/X/AppAuth/C/AAuthType", "DMAcc/X/AppAuth/S/AAuthType"));
    }

    [Fact]
    public void The_preset_account_stands_below_SyncML_in_DM_1_1_2()
    {
        string[] leaves = ["Addr", "PortNbr", "ServerId", "UserName", "ClientPW", "ClientNonce", "ServerPW", "ServerNonce", "PrevServerNonce"];
        HandsetModel model = Bound([.. leaves.Select(name => Leaf("SyncML/DMAcc/x/" + name))]);
        Assert.Equal(
            [Samples.DmAddress, "7001", "OMADM", "mvpdm", "mvpdm", "JE48dmgiOyogPzxXPkdUJQ==", "mvpdm", "ZtexnABuWuR7El4aJffQSw==", ""], Values(model, "SyncML/DMAcc/x", leaves));
    }

    [Fact]
    public void Only_the_first_account_is_the_preset_one()
    {
        HandsetModel model = Bound([.. Account12("DMAcc/A"), .. Account12("DMAcc/B")]);
        Assert.Equal(["OMADM", ""], Read(model, "DMAcc/A/ServerID", "DMAcc/B/ServerID"));
    }

    [Fact]
    public void The_nonce_in_the_tree_is_the_one_in_force()
    {
        Terminal terminal = Terminal(Bound(Account12("DMAcc/X")));
        terminal.Nv.Preset.ServerNonce = [1, 2, 3];
        terminal.Nv.Preset.PreviousServerNonce = [4];
        Assert.Equal(["AQID", "BA=="], ((string[])["S/AAuthData", "S/PrevAAuthData"]).Select(leaf => terminal.Read("./DMAcc/X/AppAuth/" + leaf).Value));
    }

    private static TreeNode[] Account12(string root) =>
    [
        Interior(root, ObjectBinding.DmAcc), Leaf(root + "/AppID"), Leaf(root + "/ServerID"), Leaf(root + "/AAuthPref"), Leaf(root + "/AppAddr/1/Addr"), Leaf(root + "/AppAddr/1/Port/1/PortNbr"),
        Leaf(root + "/AppAuth/C/AAuthLevel", "CLCRED"), Leaf(root + "/AppAuth/S/AAuthLevel", "SRVCRED"),
        .. from side in (string[])["C", "S"] from leaf in (string[])["AAuthType", "AAuthName", "AAuthSecret", "AAuthData", "PrevAAuthData"] select Leaf($"{root}/AppAuth/{side}/{leaf}"),
    ];

    private static HandsetModel Bound(params TreeNode[] nodes) => Bound(m => m, nodes);

    private static HandsetModel Bound(Func<HandsetModel, HandsetModel> change, params TreeNode[] nodes) => ObjectBinding.Bind(change(Samples.Xml) with { Tree = new TreeTemplate(nodes) });

    private static Terminal Terminal(HandsetModel model) => new(Samples.Imei, model, Samples.Settings(), new Chance(1, 1));

    private static string[] Read(HandsetModel model, params string[] paths) => [.. paths.Select(path => Terminal(model).Read("./" + path).Value)];

    private static string[] Values(HandsetModel model, string root, params string[] leaves) => Read(model, [.. leaves.Select(leaf => $"{root}/{leaf}")]);

    private static TreeNode Interior(string path, string type) => new() { Path = path, Format = NodeFormat.Node, Access = AccessTypes.Get, Type = type };

    private static TreeNode Leaf(string path, string value = "") => new() { Path = path, Format = NodeFormat.Chr, Access = AccessTypes.Get, Default = value };
}

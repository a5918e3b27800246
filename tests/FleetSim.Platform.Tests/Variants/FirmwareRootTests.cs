using FleetSim.Platform.Books;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Platform.Tests.Variants;

/// <summary>Where models keep their firmware update objects, and how they want to be told.</summary>
[Trait("row", "FUM-08")]
public sealed class FirmwareRootTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void Roots_are_the_named_nodes_of_the_type_in_a_description(SyncMlEncoding encoding)
    {
        Assert.Equal(["./FUMO/One", "./FUMO/Two"], DeviceDescriptions.FumoRoots(MgmtTreeCodec.Encode(Description(), encoding)));
        Assert.Empty(DeviceDescriptions.FumoRoots("no description"u8));
    }

    [Fact]
    [Trait("row", "FUM-10")]
    public void The_description_of_a_model_is_read_at_the_start()
    {
        using TemporaryFile file = new();
        File.WriteAllBytes(file.Path, MgmtTreeCodec.Encode(Description(), SyncMlEncoding.Xml));
        PlatformOptions resolved = DeviceDescriptions.Resolve(new PlatformOptions { Handsets = [new HandsetOptions { Model = "M1", Description = file.Path }] });
        Assert.Equal(["./FUMO/One", "./FUMO/Two"], resolved.Handsets[0].FumoRoots);
    }

    [Fact]
    public void A_description_that_is_none_is_a_fault_of_the_options()
    {
        using TemporaryFile file = new();
        File.WriteAllText(file.Path, "hello");
        PlatformOptions options = new() { Handsets = [new HandsetOptions { Model = "a", Description = file.Path }, new HandsetOptions { Model = "b", Description = file.Path + "-not" }] };
        PlatformOptionsException fault = Assert.Throws<PlatformOptionsException>(() => DeviceDescriptions.Resolve(options));
        Assert.Equal(["handsets[0].description", "handsets[1].description"], fault.Faults.Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData(FirmwareWay.Download, "./FUMO/One/Download")]
    [InlineData(FirmwareWay.DownloadAndUpdate, "./FUMO/One/DownloadAndUpdate")]
    [Trait("row", "FUM-14")]
    public void The_order_goes_to_the_models_own_object_by_its_own_way(FirmwareWay way, string node)
    {
        PlatformOptions options = Bench.WithFirmware() with { Handsets = [new HandsetOptions { Model = "M1", FumoRoots = ["./FUMO/One"], Way = way }] };
        Bench bench = new(options);
        ScriptedHandset handset = Notified(bench);
        Assert.Equal(["./DevDetail/SwV", "./FUMO/One/State"], Uris(ScriptedHandset.Asked(handset.Open("1"))[0]));
        IReadOnlyList<Command> order = ScriptedHandset.Asked(handset.Answer());
        Assert.Equal((node + "/PkgURL", node), (Uris(order[0])[0], Uris(order[1])[0]));
        handset.Answer();
        Assert.Equal("accepted", bench.JobState("firmware"));
    }

    [Fact]
    public void The_way_of_the_campaign_holds_where_the_model_has_none()
    {
        PlatformOptions options = Bench.WithFirmware();
        Bench bench = new(options with { Firmware = options.Firmware with { Way = FirmwareWay.DownloadAndUpdate, DirectDownload = true } });
        ScriptedHandset handset = Notified(bench);
        handset.Open("1");
        IReadOnlyList<Command> order = ScriptedHandset.Asked(handset.Answer());
        Assert.Equal("./FwUpdate/DownloadAndUpdate/PkgURL", Uris(order[0])[0]);
        Assert.Equal("http://127.0.0.1:1/dl/object/p1?imei=860206000003972", ((Command.Replace)order[0]).Items[0].Data!.Value.Text);
    }

    [Theory]
    [InlineData("40")]
    [InlineData("50")]
    public void A_handset_that_waits_after_its_report_is_told_to_update_there(string state)
    {
        Bench bench = new(Bench.WithFirmware() with { Handsets = [new HandsetOptions { Model = "M1", FumoRoots = ["./FUMO/One"] }] });
        ScriptedHandset handset = Notified(bench);
        handset.Open("1");
        handset.Answer();
        handset.Answer();
        string correlator = bench.Last<BookEntry.Firmware>()!.Correlator!;
        handset.Tree["./FUMO/One/State"] = state;
        handset.Open("2", AlertCode.ClientInitiated, handset.Report(200, correlator));
        Command.Exec update = Assert.IsType<Command.Exec>(Assert.Single(ScriptedHandset.Asked(handset.Answer())));
        Assert.Equal(("./FUMO/One/Update", correlator), (Uris(update)[0], update.Correlator));
    }

    private static ScriptedHandset Notified(Bench bench)
    {
        bench.Register(Imei);
        Assert.Single(bench.Pass(3));
        return new ScriptedHandset(bench, Imei) { Tree = { ["./DevDetail/SwV"] = "V1" } };
    }

    private static string[] Uris(Command command) => [.. ((Command.OverItems)command).Items.Select(i => i.Target!.LocUri)];

    private static MgmtTree Description() => new([Node("FUMO", null, Node("One", DeviceDescriptions.Fumo), Node("Two", DeviceDescriptions.Fumo), Node("", DeviceDescriptions.Fumo))]);

    private static MgmtNode Node(string name, string? type, params MgmtNode[] children) => new()
    {
        Name = name,
        Description = new DfProperties { Access = AccessTypes.Get, Format = "node", Types = [type is null ? NodeType.Interior : NodeType.DdfName(type)] },
        Children = children,
    };
}

using FleetSim.Platform.Books;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests.Campaigns;

/// <summary>Several packages for one handset, each at a firmware update object of its own.</summary>
[Trait("row", "FUM-07")]
public sealed class PackageChainTests
{
    private const string Download = "org.openmobilealliance.dm.firmwareupdate.download";
    private static readonly Imei Imei = new(860206000003972);

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a, b:a", "a b")]
    [InlineData("c:b, b:a, a", "a b c")]
    [InlineData("c:a+b, b:a, a", "a b c")]
    [InlineData("a, b", null)]
    [InlineData("a:b, b:a", null)]
    [InlineData("c, b:a, a:b", null)]
    [InlineData("b:x", "b")]
    public void Packages_are_in_the_order_in_which_they_need_each_other(string written, string? chain)
    {
        PackageOptions[] packages = [.. written.Split(", ").Select(p => p.Split(':')).Select(p => new PackageOptions { Name = p[0], Model = "M", ToVersion = "V", Requires = p.Length > 1 ? p[1].Split('+') : [] })];
        Assert.Equal(chain is not null, PackageChain.IsOne(packages));
        if (chain is not null) Assert.Equal(chain, string.Join(' ', PackageChain.Of(PackageChain.Target(packages)!, packages).Select(p => p.Name)));
    }

    [Fact]
    public void All_are_ordered_in_one_session_in_order_and_the_job_is_done_when_all_have_reported()
    {
        Bench bench = new(Options());
        ScriptedHandset handset = Ordered(bench, out IReadOnlyList<Command> order);
        Assert.Equal(
            ["Replace ./FwUpdate/Base/Download/PkgURL", "Exec ./FwUpdate/Base/Download", "Replace ./FwUpdate/Apps/Download/PkgURL", "Exec ./FwUpdate/Apps/Download"],
            order.Select(c => $"{c.Name} {((Command.OverItems)c).Items[0].Target!.LocUri}"));
        Assert.Equal(["base", "apps"], order.OfType<Command.Replace>().Select(r => r.Items[0].Data!.Value.Text.Split('/', '?')[5]));
        string[] correlators = [.. order.OfType<Command.Exec>().Select(e => e.Correlator!)];
        Assert.Equal(2, correlators.Distinct().Count());
        handset.Answer();
        Assert.Equal("accepted", bench.JobState("firmware"));

        handset.Tree["./DevDetail/SwV"] = "V1";
        handset.Open("2", AlertCode.ClientInitiated, handset.Report(200, correlators[0]));
        Assert.Equal(("accepted", 0), (bench.JobState("firmware"), ScriptedHandset.Asked(handset.Reply!).Count));
        handset.Tree["./DevDetail/SwV"] = "V2";
        handset.Open("3", AlertCode.ClientInitiated, handset.Report(200, correlators[1]));
        handset.Answer();
        Assert.Equal(("succeeded", "V2", 2), (bench.JobState("firmware"), bench.Last<BookEntry.Firmware>()!.VersionAfter, bench.Last<BookEntry.Firmware>()!.Reports));
        Assert.Equal(
            [new BookEntry.PackageOrder(Imei.ToString(), "base", "./FwUpdate/Base", correlators[0], 202, Download, 200, 1),
             new BookEntry.PackageOrder(Imei.ToString(), "apps", "./FwUpdate/Apps", correlators[1], 202, Download, 200, 1)],
            new[] { "base", "apps" }.Select(name => bench.Last<BookEntry.PackageOrder>(o => o.Package == name)!));
    }

    [Fact]
    public void A_report_without_correlator_is_known_by_its_object()
    {
        Bench bench = new(Options());
        ScriptedHandset handset = Ordered(bench, out _);
        handset.Answer();
        Command.Alert report = handset.Report(200, null);
        handset.Open("2", AlertCode.ClientInitiated, report with { Items = [report.Items[0] with { Source = new Location("./FwUpdate/Apps") }] });
        Assert.Equal(200, bench.Last<BookEntry.PackageOrder>(o => o.Package == "apps")!.Result);
        handset.Open("3", AlertCode.ClientInitiated, handset.Report(200, "nobody's"));
        Assert.Equal(1, bench.Status.Errors["foreignReport"]);
    }

    [Fact]
    public void The_first_failure_is_the_jobs()
    {
        Bench bench = new(Options());
        ScriptedHandset handset = Ordered(bench, out IReadOnlyList<Command> order);
        handset.Answer();
        handset.Open("2", AlertCode.ClientInitiated, handset.Report(402, ((Command.Exec)order[1]).Correlator));
        Assert.Equal(("failed", 402), (bench.JobState("firmware"), bench.Last<BookEntry.Firmware>()!.Result));
    }

    [Fact]
    public void An_Exec_that_is_refused_fails_the_job()
    {
        Bench bench = new(Options());
        ScriptedHandset handset = Ordered(bench, out _);
        handset.Answer(exec: 405);
        Assert.Equal("failed", bench.JobState("firmware"));
    }

    [Fact]
    public void What_is_under_way_or_done_is_not_ordered_again()
    {
        Bench bench = new(Options());
        ScriptedHandset handset = Notified(bench);
        handset.Tree["./FwUpdate/Base/State"] = "30";
        handset.Open("1");
        Assert.Equal(["./FwUpdate/Apps/Download/PkgURL", "./FwUpdate/Apps/Download"], ScriptedHandset.Asked(handset.Answer()).Select(c => ((Command.OverItems)c).Items[0].Target!.LocUri));
    }

    [Fact]
    public void The_orders_of_packages_outlive_a_restart()
    {
        using TemporaryFile file = new();
        Bench first = new(Options());
        ScriptedHandset handset = Ordered(first, out IReadOnlyList<Command> order);
        handset.Answer();
        handset.Open("2", AlertCode.ClientInitiated, handset.Report(200, ((Command.Exec)order[1]).Correlator));
        using (BooksFile books = BooksFile.Open(file.Path)) books.Commit(first.Entries);
        Bench second = new(Options());
        using (BooksFile books = BooksFile.Open(file.Path)) second.Engine.Restore(books, second.Now);
        ScriptedHandset again = new(second, Imei) { ClientNonce = handset.ClientNonce, Tree = { ["./DevDetail/SwV"] = "V2" } };
        again.Open("3", AlertCode.ClientInitiated, again.Report(200, ((Command.Exec)order[3]).Correlator));
        again.Answer();
        Assert.Equal("succeeded", second.JobState("firmware"));
    }

    [Theory]
    [InlineData("[]", "firmware.packages")]
    [InlineData("""[{"model": "M", "fumoRoots": ["./A"]}]""", "handsets")]
    public void More_packages_than_objects_are_a_fault_of_the_options(string handsets, string key)
    {
        string json = $$$"""{"handsets": {{{handsets}}}, "firmware": {"packages": [{"name": "a", "model": "M", "toVersion": "1"}, {"name": "b", "model": "M", "toVersion": "2", "requires": ["a"]}]}}""";
        Assert.StartsWith(key + ":", Assert.Single(Assert.Throws<PlatformOptionsException>(() => PlatformOptionsFile.Parse(json)).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_there_is_not_cannot_be_required()
    {
        string json = """{"firmware": {"packages": [{"name": "a", "model": "M", "toVersion": "1", "requires": ["x"]}]}}""";
        Assert.StartsWith("firmware.packages[0].requires:", Assert.Single(Assert.Throws<PlatformOptionsException>(() => PlatformOptionsFile.Parse(json)).Faults), StringComparison.Ordinal);
    }

    private static ScriptedHandset Ordered(Bench bench, out IReadOnlyList<Command> order)
    {
        ScriptedHandset handset = Notified(bench);
        Assert.Equal(3, ((Command.Get)ScriptedHandset.Asked(handset.Open("1"))[0]).Items.Count);
        order = Assert.IsType<Command.Sequence>(Assert.Single(ScriptedHandset.Asked(handset.Answer()))).Commands;
        return handset;
    }

    private static ScriptedHandset Notified(Bench bench)
    {
        bench.Register(Imei);
        Assert.Single(bench.Pass(3));
        return new ScriptedHandset(bench, Imei) { Tree = { ["./DevDetail/SwV"] = "V1" } };
    }

    private static PlatformOptions Options()
    {
        PlatformOptions options = Bench.WithFirmware();
        return options with
        {
            Handsets = [new HandsetOptions { Model = "M1", FumoRoots = ["./FwUpdate/Base", "./FwUpdate/Apps"] }],
            Firmware = options.Firmware with
            {
                Packages =
                [
                    new PackageOptions { Name = "apps", Model = "M1", ToVersion = "V2", Octets = 1000, Requires = ["base"] },
                    new PackageOptions { Name = "base", Model = "M1", ToVersion = "V1.5", Octets = 1000 },
                ],
            },
        };
    }
}

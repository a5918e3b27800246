using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>What a server may command of a FUMO object, and when.</summary>
public sealed class FumoCommandTests
{
    private const string Data = "./FwUpdate/Update/PkgData";

    // WBXML: a message can carry octets.
    private readonly FirmwareBench _firmware = new(Samples.Wbxml);

    private Bench Bench => _firmware.Bench;

    private DmServer Server => _firmware.Server;

    [Theory]
    [Trait("row", "FUM-11")]
    [InlineData("Download", "30")]
    [InlineData("DownloadAndUpdate", "30")]
    [InlineData("Update", "60")]
    public void Replace_is_answered_200_and_Exec_202_and_the_State_moves(string node, string state)
    {
        string leaf = node == "Update" ? Data : $"./FwUpdate/{node}/PkgURL";
        Assert.Equal(200, _firmware.Replace(leaf, PackageServer.DescriptorUri));
        Assert.Equal(202, _firmware.Exec("./FwUpdate/" + node));
        Bench.ShouldBeInState(state);
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM-FUMO-V1_0, 5")]
    public void Exec_on_Update_without_a_package_is_not_allowed()
    {
        Assert.Equal(405, _firmware.Exec("./FwUpdate/Update"));
        Bench.ShouldBeInState("10");
        Assert.Empty(Bench.Nv.Jobs);
    }

    [Theory]
    [InlineData("./FwUpdate/Download")]
    [InlineData("./FwUpdate/DownloadAndUpdate")]
    [InlineData("./FwUpdate/Update")]
    public void While_a_job_is_under_way_every_Exec_is_forbidden(string uri)
    {
        _firmware.Fetching(300);
        Assert.Equal(403, _firmware.Exec(uri));
        Assert.Equal(300, Bench.Nv.Job!.Offset);
        Assert.NotNull(Bench.OpenFetch);
    }

    [Theory]
    [InlineData("FwUpdate")]
    [InlineData("FwUpdate/Ext")]
    [InlineData("FwUpdate/Ext/Download")]
    [InlineData("Settings/Wipe")]
    public void Exec_on_a_node_that_only_looks_like_FUMOs_is_not_allowed(string path)
    {
        TreeNode node = new() { Path = path, Format = NodeFormat.Node, Access = AccessTypes.Get | AccessTypes.Exec, Acl = "Get=*&Exec=*" };
        FirmwareBench firmware = new(Samples.Xml with { Tree = new TreeTemplate([.. Samples.Xml.Tree.Nodes.Where(n => n.Path != path), node with { Type = path == "FwUpdate" ? "urn:oma:mo:oma-fumo:1.0" : null }]) });
        Assert.Equal(405, firmware.Exec("./" + path));
        Assert.Empty(firmware.Bench.Nv.Jobs);
    }

    [Fact]
    public void While_it_updates_every_Exec_is_forbidden()
    {
        _firmware.Updating();
        Assert.Equal((403, 403), (_firmware.Exec("./FwUpdate/Download"), _firmware.Exec("./FwUpdate/Update")));
    }

    [Fact]
    [Trait("row", "FUM-02")]
    [Trait("spec", "OMA-TS-DM-FUMO-V1_0, 5")]
    public void A_package_by_PkgData_is_ready_at_once_and_installed_by_Exec_on_Update()
    {
        Bench bench = Given();
        bench.ShouldBeInState("50").Wait(TimeSpan.FromDays(1)).ShouldBeInState("50");
        Assert.Equal(202, _firmware.Exec("./FwUpdate/Update", "c-7"));
        bench.ShouldBeInState("60").Wait(TimeSpan.FromSeconds(60)).ShouldBeInState("100");
        Assert.Equal(PackageServer.Version, bench.Terminal.SoftwareVersion);
        Assert.Empty(bench.All<TerminalAction.GetDescriptor>());
        Server.Take();
        Assert.Equal(("c-7", "org.openmobilealliance.dm.firmwareupdate.update", "200"), (Server.Report!.Correlator, Server.Report.Items[0].Meta!.Type, Server.Report.Items[0].Data!.Value.Text));
        Server.Reply().ShouldBeInState("10");
        Assert.Equal((1, 1), (bench.Nv.Odometer.FirmwareStarted, bench.Nv.Odometer.FirmwareSucceeded));
    }

    [Fact]
    public void Of_a_package_by_PkgData_only_size_and_hash_are_kept()
    {
        Given(100_000);
        FirmwareJob job = Bench.Nv.Job!;
        Assert.Equal(100_000, job.Size);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(PackageServer.Content(100_000)), job.Hash.Digest());
        Assert.True(Bench.Save().Length < 300, $"{Bench.Save().Length} octets");
    }

    [Fact]
    public void PkgData_waits_in_NV_over_a_power_cut()
    {
        Given().Reboot().ShouldBeInState("50").ShouldBeSilent();
        Assert.Equal(202, _firmware.Exec("./FwUpdate/Update"));
        Bench.Wait(TimeSpan.FromSeconds(60));
        Assert.Equal(PackageServer.Version, Bench.Terminal.SoftwareVersion);
    }

    [Fact]
    public void PkgData_again_is_another_package_and_an_empty_one_is_none()
    {
        Given();
        Assert.Equal(200, _firmware.Replace(Data, "abc"));
        Assert.Equal((3L, "50"), (Bench.Nv.Job!.Size, _firmware.Get("./FwUpdate/State")));
        Assert.Equal(200, _firmware.Replace(Data, ""));
        Bench.ShouldBeInState("10");
        Assert.Null(Bench.Nv.Firmware);
    }

    [Fact]
    public void PkgData_while_a_job_is_under_way_is_forbidden()
    {
        _firmware.Fetching(300);
        byte[] before = Bench.Save();
        Assert.Equal(403, _firmware.Replace(Data, "abc"));
        Assert.Equal(1000, Bench.Nv.Job!.Size);
        // Refused, it leaves no stamp on the node either: a tree of its own would be one that nobody saves.
        Assert.Equal(Bench.Load(before).Tree.Overlay, Bench.Terminal.Tree.Overlay);
    }

    [Fact]
    public void PkgData_that_does_not_fit_the_memory_is_answered_420()
    {
        FirmwareBench small = new(Samples.With(new FirmwareBehaviour { PackageOctets = 2 }));
        Assert.Equal(420, small.Replace(Data, "abc"));
        Assert.Equal(200, small.Replace(Data, "ab"));
        Bench.LoseMemory();
        Assert.Equal(420, _firmware.Replace(Data, "abc"));
    }

    [Theory]
    [InlineData(true, "50")]
    [InlineData(false, "10")]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Atomic")]
    public void PkgData_in_an_Atomic_counts_when_all_of_it_succeeds(bool succeeds, string state)
    {
        Server.Notify();
        Command.Replace data = Server.Replace(Data, "abc");
        Command.Atomic atomic = Server.Atomic(data, Server.Replace(succeeds ? "./FwUpdate/Download/PkgURL" : "./Nobody", PackageServer.DescriptorUri));
        Server.Reply(atomic);
        Server.Take();
        Assert.Equal(succeeds ? (200, 200) : (507, 216), (Server.CodeOf(atomic), Server.CodeOf(data)));
        Server.Reply().ShouldBeInState(succeeds ? "10" : state);
    }

    [Fact]
    public void PkgData_in_a_failed_Atomic_leaves_the_package_that_was_there()
    {
        Given();
        Server.Notify();
        Server.Reply(Server.Atomic(Server.Replace(Data, ""), Server.Replace("./Nobody", "x")));
        Server.Take();
        Server.Reply().ShouldBeInState("50");
        Assert.Equal(1000, Bench.Nv.Job!.Size);
    }

    [Fact]
    public void A_Correlator_without_end_is_too_large()
    {
        Assert.Equal(413, _firmware.Exec("./FwUpdate/Download", new string('c', 257)));
        Assert.Empty(Bench.Nv.Jobs);
    }

    [Fact]
    public void A_server_that_answers_no_report_cannot_pile_them_up()
    {
        ReplyForm silent = new() { Report = 500 };
        List<int?> codes = [];
        for (int order = 0; order <= FirmwareMemory.ReportsLimit; order++)
        {
            if (Bench.OpenPost is null) Server.Notify();
            Command exec = Server.Exec("./FwUpdate/Download", "c-" + order);
            Server.Reply(silent, Server.Replace("./FwUpdate/Download/PkgURL", "nowhere"), exec);
            Server.Take();
            codes.Add(Server.CodeOf(exec));
            Server.Reply(silent);
            while (Bench.OpenPost is not null) Server.Reply(silent);
        }

        Assert.Equal([.. Enumerable.Repeat((int?)202, FirmwareMemory.ReportsLimit), 403], codes);
        Assert.Equal(FirmwareMemory.ReportsLimit, Bench.Nv.Firmware!.Reports.Count);
    }

    [Fact]
    [Trait("row", "FUM-13")]
    public void PkgData_can_be_written_and_not_read()
    {
        Server.Notify();
        Command get = Server.Get(Data);
        Server.Reply(get);
        Server.Take();
        Assert.Equal(405, Server.CodeOf(get));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM-FUMO-V1_0, 5")]
    public void A_new_PkgURL_while_a_package_is_ready_goes_back_to_idle()
    {
        Given();
        Assert.Equal(200, _firmware.Replace("./FwUpdate/Download/PkgURL", PackageServer.DescriptorUri));
        Bench.ShouldBeInState("10");
        Assert.Equal(405, _firmware.Exec("./FwUpdate/Update"));
        Assert.Equal(202, _firmware.Exec("./FwUpdate/Download"));
    }

    [Fact]
    public void Exec_on_Download_while_a_package_is_ready_wants_a_Replace_first()
    {
        Given();
        Assert.Equal(403, _firmware.Exec("./FwUpdate/Download"));
        Bench.ShouldBeInState("50");
    }

    [Fact]
    public void A_new_Exec_after_the_end_leaves_the_report_that_is_owed()
    {
        _firmware.Reporting().Bench.PostFails(NetworkFailure.TimedOut);
        Server.Notify();
        Server.Take();
        Assert.Equal("c-1", Server.Report!.Correlator);
        Command exec = Server.Exec("./FwUpdate/DownloadAndUpdate", "c-2");
        Server.Reply(new ReplyForm { Report = 500 }, exec);
        Server.Take();
        Assert.Equal(202, Server.CodeOf(exec));
        Server.Reply(new ReplyForm { Report = 500 });
        Bench.ShouldBeInState("20");
        Assert.Equal(["c-1", "c-2"], Bench.Nv.Firmware!.Reports.Select(r => r.Correlator));
        Bench.Wait(TimeSpan.FromMinutes(10));
        Server.Take();
        Assert.Equal("c-1", Server.Report!.Correlator);
        Server.Reply().Wait(TimeSpan.FromMinutes(1));
        Server.Take();
        Assert.Equal(("c-2", "411"), (Server.Report!.Correlator, Server.Report.Items[0].Data!.Value.Text));
        Server.Reply().ShouldBeInState("10").ShouldBeIdle();
        Assert.Null(Bench.Nv.Firmware);
    }

    private Bench Given(int octets = 1000)
    {
        Server.Notify();
        Command.Replace replace = Server.Replace(Data, "");
        Server.Reply(replace with { Items = [replace.Items[0] with { Data = new ItemData(PackageServer.Content(octets)) }] });
        Server.Take();
        Assert.Equal(200, Server.CodeOf(replace));
        return Server.Reply();
    }
}

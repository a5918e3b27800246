using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>What a user has cancelled is never offered again, not even by a server (EXC-02).</summary>
public sealed class CancelledPackageTests
{
    private readonly FirmwareBench _firmware = new();

    private Bench Bench => _firmware.Bench;

    [Fact]
    [Trait("row", "EXC-01")]
    [Trait("row", "EXC-02")]
    public void An_Exec_for_it_is_forbidden_also_after_a_boot()
    {
        Cancel();
        Assert.Equal(new CancelledPackage(PackageServer.DescriptorUri, PackageServer.Name, 1000), Assert.Single(Bench.Load(Bench.Save()).Nv.Firmware!.Cancelled));
        Assert.Equal((403, 403), (_firmware.Exec("./FwUpdate/Download"), _firmware.Exec("./FwUpdate/Download")));
        Bench.Reboot().Wait(TimeSpan.FromDays(3));
        Assert.Equal(403, _firmware.Exec("./FwUpdate/Download"));
        Bench.ShouldBeIdle().ShouldBeInState("10").ShouldBeSilent();
        Assert.Single(Bench.All<TerminalAction.GetDescriptor>());
    }

    [Fact]
    [Trait("row", "EXC-02")]
    public void At_another_address_its_object_is_not_fetched_and_nobody_is_asked()
    {
        Cancel();
        _firmware.Replace("./FwUpdate/Download/PkgURL", "http://dl.test/dd/mirror");
        Assert.Equal(202, _firmware.Exec("./FwUpdate/Download", "c-2"));
        _firmware.Packages.Describe().NotifyAnswered().ShouldBeSilent();
        Assert.Single(Bench.All<TerminalAction.Fetch>());
        _firmware.Server.Take();
        Assert.Equal(("c-2", "401"), (_firmware.Server.Report!.Correlator, _firmware.Server.Report.Items[0].Data!.Value.Text));
    }

    [Fact]
    [Trait("row", "EXC-02")]
    public void Another_package_of_the_same_name_is_another_package()
    {
        Cancel();
        _firmware.Replace("./FwUpdate/Download/PkgURL", "http://dl.test/dd/other");
        _firmware.Exec("./FwUpdate/Download");
        _firmware.Packages.Describe(_firmware.Packages.Descriptor with { Size = 1001 });
        Assert.NotNull(Bench.OpenFetch);
    }

    [Fact]
    [Trait("row", "EXC-02")]
    [Trait("row", "EXC-07")]
    public void A_no_to_going_on_is_a_cancel_too()
    {
        _firmware.Fetching(300).Bench.Reboot().UserSays(UserAnswer.No).NotifyAnswered();
        _firmware.Server.Reply();
        Assert.Equal(403, _firmware.Exec("./FwUpdate/Download"));
    }

    [Fact]
    [Trait("row", "EXC-01")]
    public void A_cancel_is_possible_while_the_download_waits()
    {
        _firmware.Fetching(300).Bench.LoseMemory().UserCancels().ShouldBeInState("20").FreeMemory();
        Assert.Null(Bench.OpenFetch);
        Assert.Equal("902 User Cancelled", PackageServer.Text(Bench.OpenNotify!.Body));
    }

    [Fact]
    public void The_last_eight_are_remembered()
    {
        FirmwareMemory memory = new();
        for (int i = 0; i < 10; i++) memory.Add(new CancelledPackage("http://dl.test/" + i, null, 0));
        Assert.Equal([.. Enumerable.Range(2, 8).Select(i => "http://dl.test/" + i)], memory.Cancelled.Select(c => c.Url));
        memory.Add(new CancelledPackage("http://dl.test/5", "name", 7));
        Assert.Equal(8, memory.Cancelled.Count);
        Assert.Equal("name", memory.Cancelled[^1].Name);
    }

    private void Cancel()
    {
        _firmware.Fetching(300).Bench.UserCancels().NotifyAnswered();
        _firmware.Server.Reply();
    }
}

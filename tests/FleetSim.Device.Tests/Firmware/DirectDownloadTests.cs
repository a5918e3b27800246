using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>PkgURL names the package itself: the answer's media type says so. Spec: OMA-TS-DM-FUMO-V1_0, PkgURL.</summary>
public sealed class DirectDownloadTests
{
    private const string Type = "application/octet-stream";

    private readonly FirmwareBench _firmware = new FirmwareBench().Commanded();

    private Bench Bench => _firmware.Bench;

    private PackageServer Packages => _firmware.Packages;

    [Fact]
    [Trait("row", "FUM-15")]
    [Trait("spec", "OMA-TS-DM-FUMO-V1_0, 5")]
    public void It_is_fetched_with_resume_and_nobody_gets_an_install_notification()
    {
        Packages.Describe(200, [], Type);
        Assert.Equal((PackageServer.DescriptorUri, 0L), (Bench.OpenFetch!.Uri, Bench.OpenFetch.Offset));
        Packages.Begin(200, null, 1000, "\"e1\"", Type);
        Packages.Send(300);
        Bench.LoseSignal().FindSignal();
        Assert.Equal((300L, "\"e1\""), (Bench.OpenFetch!.Offset, Bench.OpenFetch.IfRange));
        Packages.SendRest().ShouldBeginToUpdate().Wait(TimeSpan.FromSeconds(60));
        Assert.Equal((PackageServer.Version, PackageServer.Name), (Bench.Terminal.SoftwareVersion, Bench.Terminal.Read("./FwUpdate/PkgName").Value));
        Assert.Empty(Bench.All<TerminalAction.PostNotify>());
        Assert.Equal(0, Bench.Nv.Odometer.DuplicateOctets);
        _firmware.Server.Take();
        Assert.Equal("200", _firmware.Server.Report!.Items[0].Data!.Value.Text);
    }

    [Fact]
    public void A_package_is_known_by_its_content_when_its_address_says_nothing()
    {
        FirmwareBench firmware = Ordered("http://dl.test/get?id=77");
        firmware.Packages.Describe(200, [], Type);
        firmware.Packages.SendRest().ShouldBeginToUpdate().Wait(TimeSpan.FromSeconds(60));
        Assert.Equal(PackageServer.Version, firmware.Bench.Terminal.SoftwareVersion);
    }

    [Fact]
    public void Without_a_length_the_end_of_the_body_is_the_end_of_the_package()
    {
        Packages.Describe(200, [], Type);
        Packages.Begin(200, null, null, null, Type);
        Packages.Send(1000);
        Packages.End().ShouldBeginToUpdate();
        Assert.Equal(1000, Bench.Nv.Job!.Size);
    }

    [Fact]
    public void A_416_that_ends_where_the_octets_end_says_that_all_are_there()
    {
        Packages.Describe(200, [], Type);
        Packages.Begin(200, null, null, null, Type);
        Packages.Send(1000);
        Bench.LoseSignal().FindSignal();
        Packages.Begin(416, null, 1000, null).ShouldBeginToUpdate();
        Assert.Null(Bench.OpenFetch);
    }

    [Fact]
    public void A_package_larger_than_the_model_can_store_is_not_fetched()
    {
        Packages.Describe(200, [], Type);
        Packages.Begin(200, null, (64L << 20) + 1, null, Type);
        Assert.Equal((FumoPhase.Reporting, FumoResult.DownloadOutOfMemory), (Bench.Nv.Job!.Phase, Bench.Nv.Job.Result));
    }

    [Theory]
    [InlineData(true, 405)]
    [InlineData(false, 0)]
    public void Another_type_is_not_acceptable_to_a_model_that_checks(bool checks, int result)
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(new FirmwareBehaviour { ChecksDescriptor = checks })).Commanded();
        firmware.Packages.Describe(200, "<html/>"u8.ToArray(), "text/html");
        Assert.Equal(result, firmware.Bench.Nv.Job!.Result);
        Assert.Equal(!checks, firmware.Bench.OpenFetch is not null);
    }

    [Fact]
    public void A_model_may_take_other_types()
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(new FirmwareBehaviour { Types = ["application/vnd.vendor.swm"] })).Commanded();
        firmware.Packages.Describe(200, [], "application/vnd.vendor.swm");
        firmware.Packages.SendRest().ShouldBeginToUpdate();
    }

    [Fact]
    public void A_descriptor_under_another_name_is_a_descriptor_still()
    {
        Packages.Describe(200, Protocol.Download.DescriptorCodec.Encode(Packages.Descriptor), "text/xml");
        Assert.Equal(PackageServer.ObjectUri, Bench.OpenFetch!.Uri);
    }

    [Fact]
    public void The_package_that_starts_over_with_another_size_is_taken_as_it_comes()
    {
        Packages.Describe(200, [], Type);
        Packages.Begin(200, null, 1200, "\"e0\"", Type);
        Packages.Send(300);
        Packages.End(NetworkFailure.ConnectionLost).Wait(TimeSpan.FromSeconds(5));
        Packages.Begin(200, null, 1000, "\"e1\"", Type);
        Packages.Send(1000);
        Packages.End().ShouldBeginToUpdate();
    }

    private static FirmwareBench Ordered(string url)
    {
        FirmwareBench firmware = new();
        firmware.Replace("./FwUpdate/Download/PkgURL", url);
        firmware.Exec("./FwUpdate/Download");
        return firmware;
    }
}

using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>Redirects are followed by the handset, five in a row. Spec: RFC 9110, 15.4.</summary>
public sealed class RedirectTests
{
    private readonly FirmwareBench _firmware = new FirmwareBench().Commanded();

    private Bench Bench => _firmware.Bench;

    private PackageServer Packages => _firmware.Packages;

    [Theory]
    [Trait("spec", "RFC 9110, 15.4")]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_descriptor_that_is_elsewhere_is_fetched_there(int status)
    {
        Packages.Describe(status, [], null, "https://cdn.test/dd");
        Assert.Equal("https://cdn.test/dd", Bench.OpenGet!.Uri);
        Packages.Describe(Packages.Descriptor with { ObjectUri = "object" });
        Assert.Equal("https://cdn.test/object", Bench.OpenFetch!.Uri);
    }

    [Fact]
    [Trait("spec", "RFC 9110, 15.4")]
    public void A_relative_Location_is_relative_to_the_address_that_was_asked()
    {
        Packages.Describe(302, [], null, "/a/b");
        Packages.Describe(302, [], null, "c");
        Assert.Equal("http://dl.test/a/c", Bench.OpenGet!.Uri);
    }

    [Fact]
    public void An_object_that_is_elsewhere_is_fetched_there_and_resumed_from_its_own_address()
    {
        Packages.Describe();
        Packages.Begin(302, null, null, null, null, "https://cdn.test/o");
        Assert.Equal(("https://cdn.test/o", 0L), (Bench.OpenFetch!.Uri, Bench.OpenFetch.Offset));
        Packages.Begin();
        Packages.Send(300);
        Bench.LoseSignal().FindSignal();
        Assert.Equal((PackageServer.ObjectUri, 300L), (Bench.OpenFetch!.Uri, Bench.OpenFetch.Offset));
        Packages.Begin(307, null, null, null, null, "https://cdn.test/o");
        Assert.Equal(("https://cdn.test/o", 300L, Packages.ETag), (Bench.OpenFetch!.Uri, Bench.OpenFetch.Offset, Bench.OpenFetch.IfRange));
        Packages.SendRest().ShouldBeginToUpdate();
        Assert.Equal((0, 1), (Bench.Nv.Odometer.DuplicateOctets, Bench.Nv.Odometer.Resumes));
    }

    [Fact]
    public void Five_in_a_row_are_followed_and_the_sixth_is_a_loader_error()
    {
        Packages.Describe();
        for (int hop = 0; hop < 5; hop++)
        {
            Packages.Begin(302, null, null, null, null, "/hop" + hop);
            Assert.Equal("http://dl.test/hop" + hop, Bench.OpenFetch!.Uri);
        }

        Packages.Begin(302, null, null, null, null, "/hop5");
        Assert.Null(Bench.OpenFetch);
        Assert.Equal((411, InstallNotifyStatus.LoaderError), (Bench.Nv.Job!.Result, Bench.Nv.Job.NotifyOwed));
    }

    [Fact]
    public void Each_request_begins_to_count_anew()
    {
        Packages.Describe();
        for (int request = 0; request < 3; request++)
        {
            for (int hop = 0; hop < 4; hop++) Packages.Begin(302, null, null, null, null, "/hop" + hop);
            Packages.Begin();
            Packages.Send(100);
            Packages.End(NetworkFailure.ConnectionLost).Wait(TimeSpan.FromSeconds(5));
        }

        Packages.SendRest().ShouldBeginToUpdate();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ftp://dl.test/o")]
    [InlineData("http://[")]
    public void A_redirect_to_nowhere_is_a_loader_error(string? location)
    {
        Packages.Describe(302, [], null, location);
        Assert.Equal((FumoPhase.Reporting, 411), (Bench.Nv.Job!.Phase, Bench.Nv.Job.Result));
    }
}

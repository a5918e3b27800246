using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>What is checked of a descriptor and its object, what the install notification says of it and what the report. Spec: OMA-Download-OTA-V1_0, 5.2.2 and 5.4.</summary>
public sealed class DescriptorTests
{
    private static readonly FirmwareBehaviour Trusting = new() { ChecksDescriptor = false };

    private readonly FirmwareBench _firmware = new FirmwareBench().Commanded();

    private Bench Bench => _firmware.Bench;

    private PackageServer Packages => _firmware.Packages;

    public static TheoryData<string, int, string> Refused => new()
    {
        { "version", 411, "951 Invalid DDVersion" },
        { "type", 405, "953 Non-Acceptable Content" },
        { "second type", 405, "953 Non-Acceptable Content" },
        { "size", 501, "901 Insufficient memory" },
        { "no size", 411, "906 Invalid descriptor" },
        { "address", 411, "954 Loader Error" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    [Trait("spec", "OMA-Download-OTA-V1_0, 5.4")]
    public void A_descriptor_that_cannot_be_accepted_ends_the_job_before_the_object_is_asked_for(string what, int result, string notification)
    {
        Packages.Describe(Changed(what));
        Assert.Empty(Bench.All<TerminalAction.Fetch>());
        ShouldReport(_firmware, result, notification);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("type")]
    [InlineData("second type")]
    public void A_model_that_checks_nothing_fetches_all_the_same(string what)
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(Trusting)).Commanded();
        firmware.Packages.Describe(Changed(what));
        firmware.Packages.SendRest().ShouldBeginToUpdate();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("1.9")]
    public void Every_minor_version_of_1_will_do(string? version)
    {
        Packages.Describe(Packages.Descriptor with { DdVersion = version });
        Assert.NotNull(Bench.OpenFetch);
    }

    [Fact]
    [Trait("spec", "OMA-Download-OTA-V1_0, 7")]
    public void An_object_address_may_be_relative_to_the_descriptors()
    {
        Packages.Describe(Packages.Descriptor with { ObjectUri = "../object/x" });
        Assert.Equal("http://dl.test/object/x", Bench.OpenFetch!.Uri);
    }

    [Theory]
    [InlineData(1001, null)]
    [InlineData(1000, "text/html")]
    [Trait("spec", "OMA-Download-OTA-V1_0, 5.4")]
    public void An_object_that_differs_from_its_descriptor_is_not_taken(long total, string? type)
    {
        Packages.Describe();
        Packages.Begin(200, null, total, "\"e1\"", type);
        Assert.Null(Bench.OpenFetch);
        ShouldReport(_firmware, 402, "905 Attribute mismatch");
    }

    [Theory]
    [InlineData("application/octet-stream; charset=binary")]
    [InlineData("Application/Octet-Stream")]
    public void Parameters_and_case_of_a_media_type_do_not_matter(string type)
    {
        Packages.Describe();
        Packages.Begin(200, null, 1000, "\"e1\"", type);
        Assert.NotNull(Bench.OpenFetch);
    }

    [Fact]
    public void A_model_that_checks_nothing_takes_the_size_that_comes()
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(Trusting)).Commanded();
        firmware.Packages.Describe(firmware.Packages.Descriptor with { Size = 7 });
        firmware.Packages.SendRest().ShouldBeginToUpdate();
        Assert.Equal(1000, firmware.Bench.Nv.Job!.Size);
    }

    [Fact]
    public void More_than_the_model_can_store_ends_the_transfer_whatever_was_announced()
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(Trusting with { PackageOctets = 999 })).Commanded();
        firmware.Packages.Describe();
        firmware.Packages.Begin(200, null, null, null);
        firmware.Packages.Send(1000);
        Assert.Null(firmware.Bench.OpenFetch);
        ShouldReport(firmware, 501, "901 Insufficient memory");
    }

    [Fact]
    public void Another_hash_is_another_package_also_for_a_model_that_checks_nothing()
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(Trusting)).Commanded();
        firmware.Packages.Describe();
        firmware.Packages.Begin();
        firmware.Packages.Send(new byte[1000]);
        firmware.Packages.End();
        ShouldReport(firmware, 402, "905 Attribute mismatch");
    }

    [Theory]
    [InlineData(401, 406)]
    [InlineData(407, 406)]
    [InlineData(404, 411)]
    [InlineData(403, 411)]
    [InlineData(410, 411)]
    [InlineData(204, 411)]
    public void A_descriptor_that_is_not_given_out_ends_the_job(int status, int result)
    {
        Packages.Describe(status, []);
        Assert.Equal(result, Bench.Nv.Job!.Result);
    }

    [Theory]
    [InlineData(NetworkFailure.TooLarge)]
    [InlineData(NetworkFailure.TargetNotAllowed)]
    public void What_cannot_get_better_is_not_tried_again(NetworkFailure failure)
    {
        Bench.Step(new TerminalEvent.HttpFailed(Bench.Now, Bench.OpenGet!.Request, failure));
        Assert.Equal((FumoPhase.Reporting, 411), (Bench.Nv.Job!.Phase, Bench.Nv.Job.Result));
        Assert.DoesNotContain(TimerSlot.DownloadRetry, Bench.Timers.Keys);
    }

    [Fact]
    public void An_object_at_a_place_that_may_not_be_asked_is_a_loader_error()
    {
        Packages.Describe();
        Packages.End(NetworkFailure.TargetNotAllowed);
        ShouldReport(_firmware, 411, "954 Loader Error");
    }

    [Fact]
    public void Loss_of_service_for_good_is_told()
    {
        Packages.Describe();
        for (int attempt = 0; attempt < 8; attempt++) Packages.End(NetworkFailure.ConnectionLost).Wait(TimeSpan.FromMinutes(22));
        ShouldReport(_firmware, 503, "903 Loss of Service");
    }

    [Fact]
    public void The_descriptor_is_asked_for_with_the_types_the_model_takes() =>
        Assert.Equal("application/vnd.oma.dd+xml, application/octet-stream", Bench.OpenGet!.Accept);

    private DownloadDescriptor Changed(string what) => what switch
    {
        "version" => Packages.Descriptor with { DdVersion = "2.0" },
        "type" => Packages.Descriptor with { Types = ["application/java-archive"] },
        "second type" => Packages.Descriptor with { Types = ["application/octet-stream", "application/vnd.oma.drm.message"] },
        "size" => Packages.Descriptor with { Size = (64L << 20) + 1 },
        "no size" => Packages.Descriptor with { Size = 0 },
        "address" => Packages.Descriptor with { ObjectUri = "ftp://dl.test/object" },
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static void ShouldReport(FirmwareBench firmware, int result, string notification)
    {
        Assert.Equal(notification, PackageServer.Text(firmware.Bench.OpenNotify!.Body));
        firmware.Bench.NotifyAnswered().ShouldBeInState("20");
        firmware.Server.Take();
        Assert.Equal(result.ToString(null, null), firmware.Server.Report!.Items[0].Data!.Value.Text);
        Assert.Equal("critical", firmware.Server.Report.Items[0].Meta!.Mark);
    }
}

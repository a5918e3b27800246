using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>What a resumed download does when the server will not go on where it was cut. Spec: RFC 9110, 14 (Range) and 13.1.5 (If-Range).</summary>
public sealed class ServerWithoutResumeTests
{
    private readonly FirmwareBench _firmware = new();

    public ServerWithoutResumeTests()
    {
        _firmware.Fetching(300);
        _firmware.Bench.LoseSignal().FindSignal();
        Assert.Equal(300, Bench.OpenFetch!.Offset);
    }

    private Bench Bench => _firmware.Bench;

    private PackageServer Packages => _firmware.Packages;

    [Fact]
    public void A_200_starts_over_and_what_comes_again_is_counted()
    {
        Packages.Begin(200, null, 1000, "\"e2\"");
        Assert.Equal(0, Bench.Nv.Job!.Offset);
        Packages.Send(1000);
        Packages.End().ShouldBeginToUpdate();
        Assert.Equal((1300, 300), (Bench.Nv.Odometer.FirmwareOctets, Bench.Nv.Odometer.DuplicateOctets));
    }

    [Fact]
    public void A_206_with_another_validator_is_another_object()
    {
        Packages.Begin(206, 300, 1000, "\"e2\"");
        Assert.Equal((0L, null), (Bench.OpenFetch!.Offset, Bench.OpenFetch.IfRange));
        Packages.SendRest().ShouldBeginToUpdate();
    }

    [Theory]
    [InlineData(206)]
    [InlineData(412)]
    [InlineData(416)]
    public void A_refused_or_misplaced_range_starts_over(int status)
    {
        Packages.Begin(status, status == 206 ? 200 : null, null, null);
        Assert.Equal(0, Bench.OpenFetch!.Offset);
        Packages.SendRest().ShouldBeginToUpdate();
    }

    [Fact]
    public void A_refusal_of_the_whole_object_ends_the_job()
    {
        Packages.Begin(416, null, null, null);
        Packages.Begin(416, null, null, null).ShouldBeInState("20");
        Assert.Equal(411, Bench.Nv.Job!.Result);
    }

    [Fact]
    public void A_5xx_keeps_what_is_held()
    {
        Packages.Begin(503, null, null, null);
        Assert.Null(Bench.OpenFetch);
        Bench.Wait(TimeSpan.FromSeconds(5));
        Assert.Equal(300, Bench.OpenFetch!.Offset);
        Packages.SendRest().ShouldBeginToUpdate();
    }

    [Fact]
    public void A_206_without_a_validator_goes_on()
    {
        Packages.Begin(206, 300, 1000, null);
        Packages.Send(700);
        Packages.End().ShouldBeginToUpdate();
        Assert.Equal(0, Bench.Nv.Odometer.DuplicateOctets);
    }

    [Fact]
    public void A_transfer_that_ends_too_early_is_taken_up_again()
    {
        Packages.Begin();
        Packages.Send(100);
        Packages.End().Wait(TimeSpan.FromSeconds(5));
        Assert.Equal(400, Bench.OpenFetch!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-12")]
    public void A_server_that_starts_over_and_breaks_off_each_time_comes_to_the_limit_of_attempts()
    {
        for (int attempt = 0; Bench.OpenFetch is not null; attempt++)
        {
            Assert.InRange(attempt, 0, Bench.Terminal.Settings.DownloadAttempts);
            Packages.Begin(200, null, 1000, "\"e1\"");
            Packages.Send(200);
            Packages.End(NetworkFailure.ConnectionLost).Wait(TimeSpan.FromHours(1));
        }

        Assert.Equal(503, Bench.Nv.Job!.Result);
    }

    [Fact]
    public void Octets_of_the_broken_transfer_are_stale()
    {
        int request = Bench.OpenFetch!.Request;
        Bench.LoseSignal().Step(new TerminalEvent.FetchOctets(Bench.Now, request, new byte[10]));
        Assert.Equal(300, Bench.Nv.Job!.Offset);
        Assert.Single(Bench.Facts<TerminalFact.StaleCompletion>());
    }
}

using FleetSim.Platform.Settings;

namespace FleetSim.Platform.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Nothing_said_means_the_defaults()
    {
        PlatformOptions options = PlatformOptionsFile.Parse("{}");
        Assert.Equal(("OMADM", "10654040", 16998, 400d), (options.Account.ServerId, options.Registration.Number, options.Registration.Port, options.Collect.RatePerSecond));
        Assert.Equal(21, options.Collect.Nodes.Count);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        PlatformOptions options = new()
        {
            Books = "a.db", Seed = 9, Firmware = new FirmwareOptions { Packages = [new PackageOptions { Name = "p", Model = "m", ToVersion = "v", Octets = 5 }] },
        };
        string json = PlatformOptionsFile.Write(options);
        Assert.Equal(json, PlatformOptionsFile.Write(PlatformOptionsFile.Parse(json)));
    }

    [Fact]
    public void All_faults_of_form_are_named_at_once()
    {
        PlatformOptionsException fault = Assert.Throws<PlatformOptionsException>(() =>
            PlatformOptionsFile.Parse("""{"book": 1, "http": {"port": "x"}, "collect": {"nods": [], "delay": "soon"}, "seed": -1}"""));
        Assert.Equal(["book", "http.port", "collect.nods", "collect.delay", "seed"], fault.Faults.Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void All_faults_of_content_are_named_at_once()
    {
        PlatformOptionsException fault = Assert.Throws<PlatformOptionsException>(() => PlatformOptionsFile.Parse("""
            {"http": {"address": "nowhere"}, "collect": {"ratePerSecond": 0, "uiModes": {"background": 0.5}},
             "firmware": {"share": 2, "packages": [{"name": "a b", "model": "m", "toVersion": "v"}]}}
            """));
        Assert.Equal(
            ["http.address", "collect.ratePerSecond", "collect.uiModes", "firmware.share", "firmware.packages[0].name"],
            fault.Faults.Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void What_is_no_JSON_is_one_fault() =>
        Assert.Single(Assert.Throws<PlatformOptionsException>(() => PlatformOptionsFile.Parse("{")).Faults);
}

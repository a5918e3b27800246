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
            Books = "a.db", Seed = 9,
            Drills = [DrillOptions.Named("http500"), new DrillOptions { Drill = "confirmationLate", Share = 0.5, Every = 2, First = 3, Delay = TimeSpan.FromSeconds(4) }],
            Handsets = [new HandsetOptions { Model = "m", Protocol = "1.1", FumoRoots = ["./A"], Way = FirmwareWay.DownloadAndUpdate }],
            Scripts = [new ScriptOptions { Name = "s", In = ScriptOccasion.Firmware, Commands = [new CommandOptions { Command = CommandName.Get, Uri = "./A" }] }],
            Bootstrap = new BootstrapOptions { Form = BootstrapForm.DmProfile, Imsis = new Dictionary<string, string> { ["13800000001"] = "460001234567890" } },
            Account = new AccountOptions { Authentication = ClientAuthentication.Mac },
            Registration = new RegistrationOptions { Services = [new ServiceOptions { Number = "10655459", Port = 26680, Form = RegistrationForm.Unicom }] },
            Firmware = new FirmwareOptions { Packages = [new PackageOptions { Name = "p", Model = "m", ToVersion = "v", Octets = 5 }] },
        };
        string json = PlatformOptionsFile.Write(options);
        PlatformOptions read = PlatformOptionsFile.Parse(json);
        Assert.Equal(json, PlatformOptionsFile.Write(read));
        Assert.Equal(options.Drills, read.Drills);
        Assert.Equal((RegistrationForm.Unicom, FirmwareWay.DownloadAndUpdate), (read.Registration.Services[0].Form, read.Handsets[0].Way));
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

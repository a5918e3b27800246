using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Objects;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Sms;
using FleetSim.Scenarios;

namespace FleetSim.Run;

/// <summary>What the scenario tells the reference platform.</summary>
public static class PlatformPlan
{
    public static PlatformOptions Make(Scenario scenario, string directory, int smppPort, int httpPort) => new()
    {
        Books = BooksPath(directory),
        Http = new HttpOptions { Port = httpPort },
        Smpp = new SmppOptions { Port = smppPort, SystemId = scenario.Connection.SystemId, Password = scenario.Connection.Password },
        Collect = new CollectOptions
        {
            Enabled = scenario.Platform.CollectRate > 0, RatePerSecond = scenario.Platform.CollectRate, Delay = scenario.Platform.CollectDelay, UiModes = Shares(scenario.Platform.CollectUiModes),
        },
        Firmware = new FirmwareOptions
        {
            Enabled = scenario.Platform.FirmwareShare > 0, Share = scenario.Platform.FirmwareShare, RatePerSecond = scenario.Platform.FirmwareRate,
            UiModes = Shares(scenario.Platform.FirmwareUiModes), ConfirmShare = scenario.Platform.ConfirmShare, Packages = Packages(scenario),
        },
        Registration = new RegistrationOptions { Services = Services(scenario) },
        Handsets = [.. Models(scenario).Select(Handset)],
        Notify = new NotifyOptions { RetryAfter = scenario.Platform.NotifyRetryAfter, MaxAttempts = scenario.Platform.NotifyAttempts },
        Session = new SessionOptions { IdleTimeout = scenario.Platform.SessionIdleTimeout },
        Seed = scenario.Seed,
    };

    public static string BooksPath(string directory) => Path.Combine(directory, "platform.db");

    /// <summary>What the handsets must know of a package: a descriptor carries neither hash nor version.</summary>
    public static FirmwarePackage PackageOf(PackageInfo info) => new(info.Name, info.ToVersion, info.Octets, Convert.FromHexString(info.Sha256))
    {
        Requires = info.Requires.Count > 0 ? info.Requires[0] : null, IsFinal = info.IsFinal,
    };

    private static IEnumerable<HandsetModel> Models(Scenario scenario) => scenario.Fleet.Models.Select(m => m.Model).DistinctBy(m => m.Model);

    /// <summary>A package for each firmware object of a model, each requiring the one before; the last one has the version.</summary>
    private static PackageOptions[] Packages(Scenario scenario) => [.. Models(scenario).SelectMany(model => Chain(model, scenario.Platform))];

    private static IEnumerable<PackageOptions> Chain(HandsetModel model, PlatformSpec platform)
    {
        string last = $"{model.Id}-{platform.ToVersion}";
        int parts = Math.Max(1, model.Tree.ObjectsOf(ObjectBinding.Fumo).Count);
        string Name(int part) => part == parts ? last : $"{last}-part{part}";
        for (int part = 1; part <= parts; part++)
        {
            yield return new PackageOptions
            {
                Name = Name(part), Model = model.Model, Octets = platform.PackageOctets, Requires = part == 1 ? [] : [Name(part - 1)],
                ToVersion = $"{model.Model}-{platform.ToVersion}" + (part == parts ? "" : $"-part{part}"),
            };
        }
    }

    private static HandsetOptions Handset(HandsetModel model) => new()
    {
        Model = model.Model, Protocol = model.Dm.Version == DmVersion.V12 ? "" : "1.1",
        FumoRoots = [.. model.Tree.ObjectsOf(ObjectBinding.Fumo).Select(root => "./" + root)],
    };

    /// <summary>Numbers and ports of self-registration beside China Mobile's.</summary>
    private static ServiceOptions[] Services(Scenario scenario) =>
    [
        .. Models(scenario).Select(m => m.Registration).Where(r => r.Enabled && (r.ServiceNumber != RegistrationText.ServiceNumber || r.Port != RegistrationText.Port))
            .DistinctBy(r => r.ServiceNumber).Select(r => new ServiceOptions
            {
                Number = r.ServiceNumber, Port = r.Port, Form = r.Uplink == UplinkForm.ImeiImsiManModSw ? RegistrationForm.Unicom : RegistrationForm.Cmcc,
            }),
    ];

    private static UiModeShares Shares(IReadOnlyDictionary<string, double> shares)
    {
        double sum = shares.Values.Sum();
        double Of(string name) => shares.GetValueOrDefault(name) / sum;
        return new UiModeShares { NotSpecified = Of("notSpecified"), Background = Of("background"), Informative = Of("informative"), UserInteraction = Of("userInteraction") };
    }
}

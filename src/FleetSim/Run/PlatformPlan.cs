using FleetSim.Device;
using FleetSim.Platform.Settings;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Population;

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
        Notify = new NotifyOptions { RetryAfter = scenario.Platform.NotifyRetryAfter, MaxAttempts = scenario.Platform.NotifyAttempts },
        Session = new SessionOptions { IdleTimeout = scenario.Platform.SessionIdleTimeout },
        Handsets = PlatformModels.Handsets(Models(scenario)),
        Registration = new RegistrationOptions { Services = PlatformModels.Services(Models(scenario)) },
        Seed = scenario.Seed,
    };

    public static string BooksPath(string directory) => Path.Combine(directory, "platform.db");

    private static PackageOptions[] Packages(Scenario scenario) =>
    [
        .. scenario.Fleet.Models.Select(m => ModelCatalogue.Find(m.Model)!).Select(m => new PackageOptions
        {
            Name = $"{m.Id}-{scenario.Platform.ToVersion}", Model = m.Model, ToVersion = $"{m.Model}-{scenario.Platform.ToVersion}", Octets = scenario.Platform.PackageOctets,
        }),
    ];

    private static IEnumerable<HandsetModel> Models(Scenario scenario) => scenario.Fleet.Models.Select(m => ModelCatalogue.Find(m.Model)!);

    private static UiModeShares Shares(IReadOnlyDictionary<string, double> shares)
    {
        double sum = shares.Values.Sum();
        double Of(string name) => shares.GetValueOrDefault(name) / sum;
        return new UiModeShares { NotSpecified = Of("notSpecified"), Background = Of("background"), Informative = Of("informative"), UserInteraction = Of("userInteraction") };
    }
}

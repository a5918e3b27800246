using System.Net;
using FleetSim.Device;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Scenarios;
using FleetSim.Silo;

namespace FleetSim.Run;

/// <summary>What the scenario tells the reference platform.</summary>
public static class PlatformPlan
{
    /// <param name="scenario">Its part about the platform.</param>
    /// <param name="directory">Where its books are kept.</param>
    /// <param name="centres">Where it binds, host:port; empty: nowhere.</param>
    /// <param name="httpPort">0: any free one.</param>
    public static PlatformOptions Make(Scenario scenario, string directory, IReadOnlyList<string> centres, int httpPort) => new()
    {
        Books = BooksPath(directory),
        Http = new HttpOptions { Port = httpPort },
        Smpp = Smpp(centres) with { SystemId = scenario.Connection.SystemId, Password = scenario.Connection.Password },
        Collect = new CollectOptions
        {
            Enabled = scenario.Platform.CollectRate > 0, Share = scenario.Platform.CollectShare, RatePerSecond = scenario.Platform.CollectRate, Delay = scenario.Platform.CollectDelay, UiModes = Shares(scenario.Platform.CollectUiModes),
        },
        Firmware = new FirmwareOptions
        {
            Enabled = scenario.Platform.FirmwareShare > 0, Share = scenario.Platform.FirmwareShare, RatePerSecond = scenario.Platform.FirmwareRate,
            UiModes = Shares(scenario.Platform.FirmwareUiModes), ConfirmShare = scenario.Platform.ConfirmShare, Packages = PlatformModels.Packages(Models(scenario), scenario.Platform),
        },
        Registration = new RegistrationOptions { Services = PlatformModels.Services(Models(scenario)) },
        Handsets = PlatformModels.Handsets(Models(scenario)),
        Notify = new NotifyOptions { RetryAfter = scenario.Platform.NotifyRetryAfter, MaxAttempts = scenario.Platform.NotifyAttempts },
        Waves = new WaveOptions { StartOnCommand = scenario.Platform.Waves == WavesStart.AfterPowerOn },
        Session = new SessionOptions { IdleTimeout = scenario.Platform.SessionIdleTimeout },
        Drills = [.. scenario.Platform.Drills.Select(d => new DrillOptions { Drill = d.Name, Share = d.Share, Every = d.Every, First = d.First, Delay = d.Delay })],
        Seed = scenario.Seed,
    };

    public static string BooksPath(string directory) => Path.Combine(directory, "platform.db");

    /// <summary>What the handsets must know of a package: a descriptor carries neither hash nor version.</summary>
    public static PlannedPackage PackageOf(PackageInfo info) =>
        new(info.Name, info.ToVersion, info.Octets, Convert.FromHexString(info.Sha256), info.Requires.Count > 0 ? info.Requires[0] : null, info.IsFinal);

    private static SmppOptions Smpp(IReadOnlyList<string> centres)
    {
        if (centres.Count == 0) return new SmppOptions();
        IPEndPoint first = IPEndPoint.Parse(centres[0]);
        return new SmppOptions { Host = first.Address.ToString(), Port = first.Port, Centres = [.. centres.Skip(1)] };
    }

    private static IEnumerable<HandsetModel> Models(Scenario scenario) => scenario.Fleet.Models.Select(m => m.Model).DistinctBy(m => m.Model);

    private static UiModeShares Shares(IReadOnlyDictionary<string, double> shares)
    {
        double sum = shares.Values.Sum();
        double Of(string name) => shares.GetValueOrDefault(name) / sum;
        return new UiModeShares { NotSpecified = Of("notSpecified"), Background = Of("background"), Informative = Of("informative"), UserInteraction = Of("userInteraction") };
    }
}

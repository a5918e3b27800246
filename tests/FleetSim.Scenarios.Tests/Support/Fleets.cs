using System.Security.Cryptography;
using System.Text;
using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Population;

namespace FleetSim.Scenarios.Tests.Support;

/// <summary>Scenarios and fleets for the tests: everything quiet unless the test makes trouble.</summary>
internal static class Fleets
{
    public const int PackageOctets = 5000;
    public const string PackageName = "pkg";

    private static readonly Personas Personas = new(1);

    public static byte[] Package { get; } = [.. Enumerable.Range(0, PackageOctets).Select(i => (byte)(i * 13))];

    public static Scenario Scenario { get; } = Read("""{ "schema": "fleetsim.scenario/1", "name": "test", "seed": 5, "users": { "refuseShare": 0, "refuseContinueShare": 0, "simSwapShare": 0, "rebootShare": 0 }, "fleet": { "terminals": 1000, "wrongApnShare": 0 } }""");

    public static Scenario With(int terminals, double homeShare = 0.95, double wrongApnShare = 0, ulong seed = 5) =>
        Scenario with { Seed = seed, Fleet = Scenario.Fleet with { Terminals = terminals, ChinaMobileShare = homeShare, WrongApnShare = wrongApnShare } };

    public static Fleet Of(Scenario scenario) => new(
        scenario,
        new FleetIdentity(scenario),
        new TerminalSettings
        {
            Account = new PresetAccount { Address = "http://dm.test/dm" },
            UpdateDuration = TimeSpan.FromSeconds(8),
            ReportRetry = TimeSpan.FromSeconds(2),
            Packages = new PackageMap([new FirmwarePackage(PackageName, "2.0.0", PackageOctets, SHA256.HashData(Package))]),
        },
        new FaultPlan(scenario.Faults),
        Personas);

    public static Fleet Of(FaultSpec? faults = null, UserSpec? users = null) =>
        Of(Scenario with { Faults = faults ?? new FaultSpec(), Users = users ?? Scenario.Users });

    /// <summary>Gaps of signal and memory between one and four seconds.</summary>
    public static FaultSpec Faults => new() { SignalGap = TimeRange.Seconds(1, 4), MemoryGap = TimeRange.Seconds(1, 4) };

    public static Scenario Read(string json)
    {
        Scenario? scenario = TryRead(Encoding.UTF8.GetBytes(json), out IReadOnlyList<ConfigError> errors);
        Assert.True(scenario is not null, string.Join('\n', errors));
        return scenario;
    }

    /// <summary>With the models that ship and no other files.</summary>
    public static Scenario? TryRead(ReadOnlySpan<byte> utf8, out IReadOnlyList<ConfigError> errors) => ScenarioReader.Read(utf8, SampleModels.Shipped, name => name is "http503" or "confirmationLost", _ => null, out errors);
}

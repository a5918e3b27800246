using FleetSim.Device;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Load;

namespace FleetSim.Scenarios;

/// <summary>A load test as data: the fleet, its users, its troubles, the target and what is demanded of it. Defaults stand in <see cref="ScenarioReader"/>.</summary>
public sealed record Scenario
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Together with the file's content, names the run: the same two give the same fleet.</summary>
    public ulong Seed { get; init; }

    public required FleetSpec Fleet { get; init; }

    /// <summary>Handsets switched on for the first time, per second, as an open stream.</summary>
    public double PowerOnRate { get; init; }

    public required UserSpec Users { get; init; }

    public required FaultSpec Faults { get; init; }

    public required HandsetSpec Handset { get; init; }

    public required PlatformSpec Platform { get; init; }

    /// <summary>A platform that is not ours; null: the reference platform is started.</summary>
    public TargetSpec? Target { get; init; }

    public ConnectionSpec Connection { get; init; } = new();

    /// <summary>Longest wait for everything to settle after the last arrival.</summary>
    public TimeSpan DrainLimit { get; init; }

    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];
}

/// <param name="HibernateAfter">A handset of which nobody has wanted anything for so long is only a row of the store until somebody does; zero: each that is switched on stays an activation.</param>
public sealed record FleetSpec(int Terminals, double ChinaMobileShare, double WrongApnShare, IReadOnlyList<ModelShare> Models, TimeSpan HibernateAfter = default);

/// <param name="Model">Of the catalogue, or from a file of its own; with what the scenario changes of its behaviour.</param>
/// <param name="Share">Weight among the models.</param>
public sealed record ModelShare(HandsetModel Model, double Share);

/// <summary>What the people with the handsets do.</summary>
public sealed record UserSpec
{
    /// <summary>Share of questions (a session, an alert) answered with No.</summary>
    public double RefuseShare { get; init; }

    /// <summary>Share of questions that are never answered.</summary>
    public double IgnoreShare { get; init; }

    /// <summary>What every user types when a new account asks for its PIN.</summary>
    public string Pin { get; init; } = "1234";

    /// <summary>Share of "continue the download?" answered with No.</summary>
    public double RefuseContinueShare { get; init; }

    public TimeRange ThinkTime { get; init; }

    public double SimSwapShare { get; init; }

    /// <summary>From the first power-on to the swap.</summary>
    public TimeRange SimSwapAfter { get; init; }

    public double RebootShare { get; init; }

    public TimeRange RebootAfter { get; init; }

    /// <summary>How long a handset stays off: reboot, SIM swap, power cut.</summary>
    public TimeRange OffTime { get; init; }
}

/// <summary>Troubles, as probabilities of the occasion named.</summary>
public sealed record FaultSpec
{
    /// <summary>Of a confirmation message.</summary>
    public double ConfirmationLoss { get; init; }

    /// <summary>Of a transfer (the first or a resumed one).</summary>
    public double DownloadSignalLoss { get; init; }

    public double DownloadPowerLoss { get; init; }

    public double DownloadMemoryLow { get; init; }

    public TimeRange SignalGap { get; init; }

    public TimeRange MemoryGap { get; init; }

    /// <summary>Of an update, begun or taken up again.</summary>
    public double UpdatePowerLoss { get; init; }

    /// <summary>Of the answer to a message that carries an Alert 1226.</summary>
    public double ReportAnswerLoss { get; init; }
}

/// <summary>Limits in time of the handsets (D8), shortened or not, and the air interface.</summary>
public sealed record HandsetSpec
{
    public TimeSpan PromptTimeout { get; init; }

    public TimeSpan SessionTimeout { get; init; }

    public TimeSpan ReportRetry { get; init; }

    public TimeSpan DownloadRetry { get; init; }

    public TimeSpan UpdateDuration { get; init; }

    public int UpdateBlocks { get; init; }

    /// <summary>Octets a second that one handset can receive; 0: no limit.</summary>
    public int OctetsPerSecond { get; init; }
}

/// <summary>What the reference platform is told to do.</summary>
public sealed record PlatformSpec
{
    public WavesStart Waves { get; init; }

    /// <summary>Of the handsets that register.</summary>
    public double CollectShare { get; init; } = 1;

    public double CollectRate { get; init; }

    public TimeSpan CollectDelay { get; init; }

    public IReadOnlyDictionary<string, double> CollectUiModes { get; init; } = new Dictionary<string, double>();

    public double FirmwareShare { get; init; }

    public double FirmwareRate { get; init; }

    public IReadOnlyDictionary<string, double> FirmwareUiModes { get; init; } = new Dictionary<string, double>();

    /// <summary>Share of firmware sessions that ask by Alert 1101.</summary>
    public double ConfirmShare { get; init; }

    public string ToVersion { get; init; } = "";

    /// <summary>Octets of each model's package.</summary>
    public int PackageOctets { get; init; }

    public TimeSpan NotifyRetryAfter { get; init; }

    public int NotifyAttempts { get; init; }

    /// <summary>Silence after which the platform gives a session up.</summary>
    public TimeSpan SessionIdleTimeout { get; init; }

    /// <summary>What the platform does wrong, in the order in which it strikes.</summary>
    public IReadOnlyList<DrillSpec> Drills { get; init; } = [];
}

/// <summary>When collection and campaign begin.</summary>
public enum WavesStart
{
    /// <summary>With each handset's registration.</summary>
    AtOnce,

    /// <summary>When every first power-on of the run was released: a registered fleet first, then sessions on it.</summary>
    AfterPowerOn,
}

/// <summary>One thing that the reference platform does wrong; docs/platform.md lists them.</summary>
/// <param name="Name">Of the platform's catalogue.</param>
/// <param name="Share">Part of the handsets that it strikes, drawn by handset.</param>
/// <param name="Every">Strikes at every Nth occasion; 1 is each.</param>
/// <param name="First">Strikes a handset so many times and then no more; 0: no bound.</param>
/// <param name="Delay">How long a drill that holds something back does it.</param>
public sealed record DrillSpec(string Name, double Share, int Every, int First, TimeSpan Delay);

/// <summary>A platform that somebody else runs.</summary>
/// <param name="DmUrl">Where package 1 goes.</param>
public sealed record TargetSpec(string DmUrl);

public sealed record ConnectionSpec
{
    public ConnectionPolicyChoice Policy { get; init; }

    /// <summary>SMPP listener of the message centre; 0: any free port.</summary>
    public int SmppPort { get; init; }

    public string SystemId { get; init; } = "platform";

    public string Password { get; init; } = "secret";
}

public enum ConnectionPolicyChoice
{
    PerSession,
    Pooled,
}

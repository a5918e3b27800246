using FleetSim.Device;
using FleetSim.Device.Objects;
using FleetSim.Device.Quirks;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Load;
using FleetSim.Scenarios.Population;
using FleetSim.Scenarios.Population.Models;

namespace FleetSim.Scenarios;

/// <summary>Reads a scenario file; each parameter, its range and its default stand here once.</summary>
public static class ScenarioReader
{
    /// <summary>Largest fleet of one run.</summary>
    public const int TerminalLimit = 50_000_000;

    /// <summary>Shortest time after which a handset may hibernate: less would be shorter than a session.</summary>
    public static readonly TimeSpan LeastHibernation = TimeSpan.FromSeconds(15);

    private static readonly string[] UiModes = ["notSpecified", "background", "informative", "userInteraction"];

    /// <summary>Null when there are errors; all of them are given, in the order of the lines, those of other files behind.</summary>
    /// <param name="utf8">The scenario file.</param>
    /// <param name="models">What fleet.models[].model may name.</param>
    /// <param name="isDrill">What platform.drills[].drill may name.</param>
    /// <param name="open">Opens a file that the scenario names, by the path that stands there.</param>
    public static Scenario? Read(ReadOnlySpan<byte> utf8, ModelCatalogue models, Predicate<string> isDrill, OpenFile open, out IReadOnlyList<ConfigError> errors)
    {
        List<ConfigError> found = [];
        Scenario? scenario = ConfigNode.Parse(utf8, found) is { } root ? Read(new ConfigSection(root, "", found), new FleetModels(models, open, found), isDrill, found) : null;
        errors = [.. found.OrderBy(e => e.File ?? "", StringComparer.Ordinal).ThenBy(e => e.Line)];
        return found.Count == 0 ? scenario : null;
    }

    private static Scenario Read(ConfigSection root, FleetModels models, Predicate<string> isDrill, List<ConfigError> errors)
    {
        if (root.OptionalText("schema") is not { } schema) root.Fault("schema", "is missing; it must be \"fleetsim.scenario/1\"");
        else if (schema != "fleetsim.scenario/1") root.Fault("schema", "must be \"fleetsim.scenario/1\"");
        Scenario scenario = new()
        {
            Name = root.Text("name"),
            Description = root.Text("description", ""),
            Seed = (ulong)root.Whole("seed", 0, 1L << 53, 1),
            Fleet = Fleet(root.Section("fleet"), models),
            PowerOnRate = PowerOn(root.Section("powerOn")),
            Users = Users(root.Section("users")),
            Faults = Faults(root.Section("faults")),
            Handset = Handset(root.Section("handset")),
            Platform = Platform(root.Section("platform"), isDrill),
            Target = Target(root.Section("target")),
            Connection = Connection(root.Section("connection")),
            DrainLimit = root.Time("drainLimit", TimeSpan.FromSeconds(60)),
            Thresholds = [.. root.Texts("thresholds").Select(t => Threshold(t, errors)).OfType<Threshold>()],
        };
        if (scenario.Target is not null && scenario.Platform.Drills.Count > 0) root.Fault("target", "cannot be told to do wrong: platform.drills is for the reference platform");
        root.Finish();
        return scenario;
    }

    private static FleetSpec Fleet(ConfigSection section, FleetModels known)
    {
        List<ModelShare> models = [];
        int named = 0;
        foreach (ConfigSection entry in section.Sections("models"))
        {
            named++;
            HandsetModel? model = known.Find(entry, entry.OptionalText("model"), entry.OptionalText("file"));
            double share = entry.Share("share", 1);
            // Without its model a section is read for its mistakes alone.
            HandsetModel changed = BehaviourReader.Read(entry.Section("behaviour"), model ?? FleetModels.Nobody);
            Quirk[] quirks = [.. entry.Texts("quirks").Select(text => Quirk(entry, text.Text)).OfType<Quirk>()];
            if (model is not null) models.Add(new ModelShare(quirks.Aggregate(ObjectBinding.Bind(changed), (m, quirk) => quirk.ApplyTo(m)), share));
            if (model is not null && FleetIdentity.HomeFault(changed) is { } fault) entry.Fault(entry.OptionalText("file") is null ? "model" : "file", fault);
            entry.Finish();
        }

        if (named == 0) models.AddRange(known.Ordinary.Select(m => new ModelShare(m, 1)));
        if (named > FleetIdentity.ModelLimit) section.Fault("models", $"are more than {FleetIdentity.ModelLimit}");
        if (models.Count >= named && models.Sum(m => m.Share) <= 0) section.Fault("models", "have no share above 0");
        FleetSpec fleet = new((int)section.Whole("terminals", 1, TerminalLimit, 10_000), section.Share("chinaMobileShare", 0.95), section.Share("wrongApnShare", 0.05), models, section.Time("hibernateAfter", TimeSpan.Zero));
        if (fleet.HibernateAfter > TimeSpan.Zero && fleet.HibernateAfter < LeastHibernation) section.Fault("hibernateAfter", $"must be 0 or at least \"{LeastHibernation:c}\"");
        section.Finish();
        return fleet;
    }

    private static Quirk? Quirk(ConfigSection entry, string name)
    {
        if (QuirkCatalogue.Find(name) is { } quirk) return quirk;
        entry.Fault("quirks", $"names \"{name}\", which is no quirk; docs/conformance.md lists them, and a row such as REG-07 stands for its quirk");
        return null;
    }

    private static double PowerOn(ConfigSection section)
    {
        double rate = section.Number("ratePerSecond", 0.1, 1_000_000, 400);
        section.Finish();
        return rate;
    }

    private static UserSpec Users(ConfigSection section)
    {
        UserSpec users = new()
        {
            RefuseShare = section.Share("refuseShare", 0.1),
            IgnoreShare = section.Share("ignoreShare", 0),
            Pin = section.Text("pin", "1234"),
            RefuseContinueShare = section.Share("refuseContinueShare", 0.05),
            ThinkTime = section.Range("thinkTime", TimeRange.Seconds(1, 4)),
            SimSwapShare = section.Share("simSwapShare", 0.03),
            SimSwapAfter = section.Range("simSwapAfter", TimeRange.Seconds(10, 30)),
            RebootShare = section.Share("rebootShare", 0.05),
            RebootAfter = section.Range("rebootAfter", TimeRange.Seconds(10, 40)),
            OffTime = section.Range("offTime", TimeRange.Seconds(1, 4)),
        };
        section.Finish();
        return users;
    }

    private static FaultSpec Faults(ConfigSection section)
    {
        FaultSpec faults = new()
        {
            ConfirmationLoss = section.Share("confirmationLoss", 0),
            DownloadSignalLoss = section.Share("downloadSignalLoss", 0),
            DownloadPowerLoss = section.Share("downloadPowerLoss", 0),
            DownloadMemoryLow = section.Share("downloadMemoryLow", 0),
            SignalGap = section.Range("signalGap", TimeRange.Seconds(1, 4)),
            MemoryGap = section.Range("memoryGap", TimeRange.Seconds(1, 3)),
            UpdatePowerLoss = section.Share("updatePowerLoss", 0),
            ReportAnswerLoss = section.Share("reportAnswerLoss", 0),
        };
        if (faults.DownloadSignalLoss + faults.DownloadPowerLoss + faults.DownloadMemoryLow > 1) section.Fault("downloadSignalLoss", "and the other download faults add up to more than 1");
        section.Finish();
        return faults;
    }

    private static HandsetSpec Handset(ConfigSection section)
    {
        HandsetSpec handset = new()
        {
            PromptTimeout = section.Time("promptTimeout", TimeSpan.FromSeconds(150)),
            SessionTimeout = section.Time("sessionTimeout", TimeSpan.FromSeconds(60)),
            ReportRetry = section.Time("reportRetry", TimeSpan.FromSeconds(30)),
            DownloadRetry = section.Time("downloadRetry", TimeSpan.FromSeconds(5)),
            UpdateDuration = section.Time("updateDuration", TimeSpan.FromSeconds(60)),
            UpdateBlocks = (int)section.Whole("updateBlocks", 1, 1000, 4),
            OctetsPerSecond = (int)section.Whole("octetsPerSecond", 0, int.MaxValue, 0),
        };
        section.Finish();
        return handset;
    }

    private static PlatformSpec Platform(ConfigSection section, Predicate<string> isDrill)
    {
        ConfigSection collect = section.Section("collect");
        ConfigSection firmware = section.Section("firmware");
        ConfigSection notify = section.Section("notify");
        PlatformSpec platform = new()
        {
            Waves = section.Choice("waves", WavesStart.AtOnce),
            CollectShare = collect.Share("share", 1),
            CollectRate = collect.Number("ratePerSecond", 0, 1_000_000, 400),
            CollectDelay = collect.Time("delay", TimeSpan.FromSeconds(1)),
            CollectUiModes = UiModeShares(collect),
            FirmwareShare = firmware.Share("share", 0),
            FirmwareRate = firmware.Number("ratePerSecond", 0.1, 1_000_000, 60),
            FirmwareUiModes = UiModeShares(firmware),
            ConfirmShare = firmware.Share("confirmShare", 0.5),
            ToVersion = firmware.Text("toVersion", "2.0.0"),
            PackageOctets = (int)firmware.Whole("packageOctets", 1, 1 << 30, 262_144),
            NotifyRetryAfter = notify.Time("retryAfter", TimeSpan.FromSeconds(10)),
            NotifyAttempts = (int)notify.Whole("attempts", 1, 100, 3),
            SessionIdleTimeout = section.Time("sessionIdleTimeout", TimeSpan.FromSeconds(60)),
            Drills = Drills(section, isDrill),
        };
        foreach (ConfigSection part in (ConfigSection[])[collect, firmware, notify, section]) part.Finish();
        return platform;
    }

    private static List<DrillSpec> Drills(ConfigSection section, Predicate<string> isDrill)
    {
        List<DrillSpec> drills = [];
        foreach (ConfigSection entry in section.Sections("drills"))
        {
            string name = entry.Text("drill");
            if (name.Length > 0 && !isDrill(name)) entry.Fault("drill", $"names \"{name}\", which is no drill; docs/platform.md lists them");
            if (drills.Exists(d => d.Name == name)) entry.Fault("drill", $"names \"{name}\" a second time");
            drills.Add(new DrillSpec(
                name,
                entry.Share("share", 1),
                (int)entry.Whole("every", 1, 1_000_000, 1),
                (int)entry.Whole("first", 0, 1_000_000, 0),
                entry.Time("delay", TimeSpan.FromSeconds(120))));
            entry.Finish();
        }

        return drills;
    }

    private static IReadOnlyDictionary<string, double> UiModeShares(ConfigSection parent)
    {
        ConfigSection section = parent.Section("uiModes");
        IReadOnlyDictionary<string, double> shares = section.Shares();
        foreach (string name in shares.Keys.Except(UiModes)) section.Fault(name, $"is no UI mode; there are: {string.Join(", ", UiModes)}");
        if (shares.Count > 0 && shares.Values.Sum() <= 0) parent.Fault("uiModes", "have no share above 0");
        return shares.Count > 0 ? shares : new Dictionary<string, double> { ["background"] = 1 };
    }

    private static TargetSpec? Target(ConfigSection section)
    {
        if (!section.IsPresent) return null;
        string url = section.Text("dmUrl");
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https")) section.Fault("dmUrl", "must be an absolute http or https address");
        section.Finish();
        return new TargetSpec(url);
    }

    private static ConnectionSpec Connection(ConfigSection section)
    {
        ConnectionSpec connection = new()
        {
            Policy = section.Choice("policy", ConnectionPolicyChoice.PerSession),
            SmppPort = (int)section.Whole("smppPort", 0, 65535, 0),
            SystemId = section.Text("systemId", "platform"),
            Password = section.Text("password", "secret"),
        };
        section.Finish();
        return connection;
    }

    private static Threshold? Threshold((string Text, int Line) source, List<ConfigError> errors)
    {
        if (Load.Threshold.Parse(source.Text) is { } threshold) return threshold;
        errors.Add(new ConfigError(source.Line, $"thresholds: \"{source.Text}\" is no threshold; write such as \"firmware.resumes >= 300\" or \"sessions.p99 < 2s\""));
        return null;
    }
}

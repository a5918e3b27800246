using System.Globalization;
using FleetSim.Device;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Run;

/// <summary>The settings without which a report cannot be read: think times, time-outs, rates, fault rates.</summary>
public static class SettingsText
{
    public static IReadOnlyDictionary<string, string> Of(Scenario scenario) => new Dictionary<string, string>
    {
        ["models"] = Models(scenario.Fleet.Models),
        ["power-on rate"] = $"{scenario.PowerOnRate.ToString(CultureInfo.InvariantCulture)}/s",
        ["connection"] = scenario.Connection.Policy == ConnectionPolicyChoice.PerSession ? "one per session" : "pooled",
        ["user think time"] = Range(scenario.Users.ThinkTime),
        ["users refuse"] = Share(scenario.Users.RefuseShare),
        ["prompt time-out"] = Time(scenario.Handset.PromptTimeout),
        ["session time-out"] = Time(scenario.Handset.SessionTimeout),
        ["report retry after"] = Time(scenario.Handset.ReportRetry),
        ["download retry after"] = Time(scenario.Handset.DownloadRetry),
        ["update takes"] = Time(scenario.Handset.UpdateDuration),
        ["air interface"] = scenario.Handset.OctetsPerSecond == 0 ? "not shaped" : $"{scenario.Handset.OctetsPerSecond / 1024} KiB/s a handset",
        ["off time"] = Range(scenario.Users.OffTime),
        ["collected"] = $"{Share(scenario.Platform.CollectShare)} of the fleet, {(scenario.Platform.Waves == WavesStart.AtOnce ? "each after its registration" : "after the last power-on")}",
        ["collect rate"] = $"{scenario.Platform.CollectRate.ToString(CultureInfo.InvariantCulture)}/s",
        ["campaign"] = $"{Share(scenario.Platform.FirmwareShare)} of the fleet, {scenario.Platform.FirmwareRate.ToString(CultureInfo.InvariantCulture)}/s, {scenario.Platform.PackageOctets / 1024} KiB",
        ["notification retry"] = $"{Time(scenario.Platform.NotifyRetryAfter)}, {scenario.Platform.NotifyAttempts} attempts",
        ["platform gives up a session after"] = Time(scenario.Platform.SessionIdleTimeout),
        ["platform drills"] = scenario.Platform.Drills.Count == 0 ? "none" : string.Join("; ", scenario.Platform.Drills.Select(Drill)),
        ["fault rates"] = $"confirmation {Share(scenario.Faults.ConfirmationLoss)}, signal {Share(scenario.Faults.DownloadSignalLoss)}, power {Share(scenario.Faults.DownloadPowerLoss)}, "
            + $"memory {Share(scenario.Faults.DownloadMemoryLow)}, power in update {Share(scenario.Faults.UpdatePowerLoss)}, 1226 answer {Share(scenario.Faults.ReportAnswerLoss)}",
    };

    private static string Models(IReadOnlyList<ModelShare> models)
    {
        double all = models.Sum(m => m.Share);
        return string.Join(", ", models.Select(m => $"{m.Model.Id} {Share(m.Share / all)}{Quirks(m.Model)}"));
    }

    private static string Quirks(HandsetModel model) => model.Quirks.Count == 0 ? "" : $" ({string.Join(", ", model.Quirks.Select(q => q.Name))})";

    private static string Drill(DrillSpec drill) =>
        drill.Name + (drill.Share < 1 ? $", {Share(drill.Share)} of the handsets" : "") + (drill.Every > 1 ? $", every {drill.Every}." : "") + (drill.First > 0 ? $", {drill.First} times a handset" : "");

    private static string Range(TimeRange range) => $"{Time(range.Least)} to {Time(range.Most)}";

    private static string Time(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    private static string Share(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}

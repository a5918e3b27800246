using System.Globalization;

namespace FleetSim.Live;

/// <summary>One line of "key=value" words, for logs and scripts. Keys are never renamed; a new one comes at the end.</summary>
internal static class PlainProgress
{
    public static string Line(LiveHistory history)
    {
        var now = history.Latest ?? throw new InvalidOperationException("There is no sample yet.");
        return string.Create(CultureInfo.InvariantCulture,
            $"t={now.Elapsed.TotalSeconds:0}s phase={Word(now.Phase?.Name)} phase_done={Percent(now.Phase?.Done)} on={now.PoweredOn} registered={now.Registered} unconfirmed={now.Unconfirmed} registrations_per_s={history.Rate(s => s.RegistrationsSent):0.#} sessions_open={now.SessionsOpen} sessions_completed={now.SessionsCompleted} sessions_failed={now.SessionsFailed} sessions_per_s={history.Rate(s => s.SessionsCompleted):0.#} downloading={now.Downloading} updated={now.Updated} refused={now.Refused} firmware_failed={now.FirmwareFailed} resumes={now.Resumes} firmware_mib={now.FirmwareOctets / 1048576.0:0.#} faults={now.Faults.Values.Sum()} errors={now.Errors.Values.Sum()} cpu={now.CpuPercent:0}% memory_mib={now.MemoryBytes / 1048576}");
    }

    private static string Word(string? name) => string.IsNullOrEmpty(name) ? "none" : name.Replace(' ', '-');

    private static string Percent(double? share) => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(value * 100):0}%") : "unknown";
}

using System.Globalization;

namespace FleetSim.Reports;

/// <summary>Numbers as people read them, the same in every report and on the terminal.</summary>
internal static class Figures
{
    private static readonly string[] OctetUnits = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>12,345</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>0.3, 4.25, 17.1, 1,234: three digits that say something.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>4.25 ms, 1.2 s</summary>
    public static string Milliseconds(double ms) => ms < 1000 ? $"{Number(ms)} ms" : $"{Number(ms / 1000)} s";

    /// <summary>0:42, 12:07, 1:02:03</summary>
    public static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";

    /// <summary>812 MiB</summary>
    public static string Octets(long octets)
    {
        double value = octets;
        int unit = 0;
        for (; Math.Abs(value) >= 1024 && unit < OctetUnits.Length - 1; unit++) value /= 1024;
        return $"{Number(value)} {OctetUnits[unit]}";
    }

    /// <summary>98.3 %; a dash when there is nothing to divide by.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "–" : $"{Number(100.0 * part / whole)} %";

    /// <summary>"lost confirmation" for "lost_confirmation".</summary>
    public static string Words(string kind) => kind.Replace('_', ' ');
}

namespace FleetSim.Protocol.SyncMl;

/// <summary>How important a generic alert is, most important first. Spec: OMA-TS-DM_Protocol-V1_2_1, 8.7 (Mark).</summary>
public enum MarkLevel
{
    Fatal,
    Critical,
    Minor,
    Warning,

    /// <summary>What an alert without Mark has.</summary>
    Informational,
    Harmless,
    Indeterminate,
}

/// <summary>The texts of <see cref="MarkLevel"/>.</summary>
public static class MarkLevels
{
    private static readonly string[] Texts = ["fatal", "critical", "minor", "warning", "informational", "harmless", "indeterminate"];

    public static string Text(this MarkLevel level) => Texts[(int)level];

    /// <summary>No text is <see cref="MarkLevel.Informational"/>; a text that names no level is <see cref="MarkLevel.Indeterminate"/>.</summary>
    public static MarkLevel Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return MarkLevel.Informational;
        int index = Array.FindIndex(Texts, name => text.AsSpan().Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? MarkLevel.Indeterminate : (MarkLevel)index;
    }
}

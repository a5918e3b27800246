namespace FleetSim.Platform.Settings;

/// <summary>What is known beforehand of a handset model.</summary>
public sealed record HandsetOptions
{
    /// <summary>As DevInfo/Mod says it.</summary>
    public string Model { get; set; } = "";

    /// <summary>"1.1": its notifications are of version 10 from the first one on. Empty: found from its first session.</summary>
    public string Protocol { get; set; } = "";

    /// <summary>Roots of its firmware update objects, in the order in which several packages are ordered; empty: found in the description, else firmware.root.</summary>
    public IReadOnlyList<string> FumoRoots { get; set; } = [];

    /// <summary>Path of its device description (DDF, XML or WBXML), read at the start; empty for none.</summary>
    public string Description { get; set; } = "";

    /// <summary>Which node is executed; null: as firmware.way says.</summary>
    public FirmwareWay? Way { get; set; }
}

using FleetSim.Platform.Settings;

namespace FleetSim.Platform.Engine;

/// <summary>How a handset is to be spoken to: what it showed itself, else what the options say of its model, else the standard.</summary>
internal sealed class HandsetCatalogue(PlatformOptions options)
{
    private readonly Dictionary<string, HandsetOptions> _byModel = options.Handsets.ToDictionary(h => h.Model, StringComparer.Ordinal);

    /// <summary>True for SyncML DM 1.1.2: notifications of version 10, no Correlator, and no Alert 1226 to wait for.</summary>
    public bool SpeaksDm11(ManagedDevice device) => (device.Protocol ?? Of(device)?.Protocol) == "1.1";

    /// <summary>Roots of its firmware update objects, at least one.</summary>
    public IReadOnlyList<string> FumoRoots(ManagedDevice device) => Of(device) is { FumoRoots.Count: > 0 } known ? known.FumoRoots : [options.Firmware.Root];

    public FirmwareWay Way(ManagedDevice device) => Of(device)?.Way ?? options.Firmware.Way;

    private HandsetOptions? Of(ManagedDevice device) => _byModel.GetValueOrDefault(device.Model);
}

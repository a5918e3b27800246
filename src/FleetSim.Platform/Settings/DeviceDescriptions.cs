using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Platform.Settings;

/// <summary>
/// Reads where a model keeps its firmware update objects from the device description its maker delivers (QB-E-008, FUM-08 and FUM-10): every
/// named node whose type is FUMO's management object id.
/// </summary>
public static class DeviceDescriptions
{
    public const string Fumo = "urn:oma:mo:oma-fumo:1.0";

    /// <summary>A larger description is refused.</summary>
    private const int MaxOctets = 4 << 20;

    /// <summary>The options with the roots of models that have a description and no roots of their own.</summary>
    /// <exception cref="PlatformOptionsException">A description that cannot be read or has no such object: all of them.</exception>
    public static PlatformOptions Resolve(PlatformOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        HandsetOptions[] handsets = [.. options.Handsets.Select((h, i) => Resolve(h, $"handsets[{i}].description", faults))];
        return faults.Count == 0 ? options with { Handsets = handsets } : throw new PlatformOptionsException(faults);
    }

    /// <summary>Addresses of the firmware update objects in a description; empty when there are none, or it is no description.</summary>
    public static IReadOnlyList<string> FumoRoots(ReadOnlySpan<byte> description)
    {
        SyncMlEncoding encoding = description is [>= 1 and <= 3, ..] ? SyncMlEncoding.Wbxml : SyncMlEncoding.Xml;
        Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(description, encoding);
        return decoded.IsDone ? [.. decoded.Value.Locate(".").Where(n => IsFumo(n.Node)).Select(n => n.Uri)] : [];
    }

    private static HandsetOptions Resolve(HandsetOptions handset, string key, List<string> faults)
    {
        if (handset.Description.Length == 0 || handset.FumoRoots.Count > 0) return handset;
        try
        {
            if (new FileInfo(handset.Description).Length > MaxOctets) faults.Add($"{key}: larger than {MaxOctets} octets");
            else if (FumoRoots(File.ReadAllBytes(handset.Description)) is { Count: > 0 } roots) return handset with { FumoRoots = roots };
            else faults.Add($"{key}: no named node of type {Fumo} in it");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{key}: {fault.Message}");
        }

        return handset;
    }

    private static bool IsFumo(MgmtNode node) =>
        node.Name.Length > 0 && (node.Type?.Name == Fumo || (node.Description?.Types.Any(t => t.Name == Fumo) ?? false));
}

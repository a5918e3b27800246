using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tree;

/// <summary>Values that a handset leaves the factory with, as text; base64 for bin.</summary>
public static class FactoryValue
{
    /// <summary>True when a leaf of that format can hold the text. Empty always can: the value is not set yet.</summary>
    public static bool Fits(NodeFormat format, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0) return true;
        return format switch
        {
            NodeFormat.Node => false,
            NodeFormat.Bin or NodeFormat.B64 => Convert.TryFromBase64String(value, new byte[value.Length], out _),
            // Makers write TRUE as well.
            NodeFormat.Bool => bool.TryParse(value, out _),
            _ => NodeValue.Take(format, declared: null, new ItemData(value), int.MaxValue, out _) == StatusCode.Ok,
        };
    }
}

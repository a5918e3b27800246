using FleetSim.Protocol.Download;

namespace FleetSim.Device.Firmware;

/// <summary>What a Content-Type says of an answer: parameters and case do not matter.</summary>
internal static class MediaTypes
{
    public static bool IsDescriptor(string? contentType) => Same(contentType, DescriptorCodec.MediaType);

    /// <summary>True for a package that the model can install.</summary>
    public static bool IsPackage(in StepContext context, string? contentType)
    {
        foreach (string type in context.Terminal.Model.Firmware.Types)
        {
            if (Same(contentType, type)) return true;
        }

        return false;
    }

    private static bool Same(string? contentType, string type)
    {
        if (contentType is null) return false;
        int parameters = contentType.IndexOf(';', StringComparison.Ordinal);
        ReadOnlySpan<char> bare = (parameters < 0 ? contentType : contentType.AsSpan(0, parameters)).Trim();
        return bare.Equals(type, StringComparison.OrdinalIgnoreCase);
    }
}

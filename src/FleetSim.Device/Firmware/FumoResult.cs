namespace FleetSim.Device.Firmware;

/// <summary>FUMO result codes. Spec: OMA-TS-DM-FUMO-V1_0, 6.2.</summary>
public static class FumoResult
{
    public const int Success = 200;
    public const int UserCancelled = 401;
    public const int CorruptedPackage = 402;

    /// <summary>The package does not fit the device: what it builds on is not installed.</summary>
    public const int DoesNotFit = 403;

    /// <summary>The package is not acceptable: its media type is not supported.</summary>
    public const int NotAcceptable = 405;

    public const int DownloadAuthenticationFailed = 406;
    public const int UpdateFailed = 410;
    public const int BadUrl = 411;
    public const int DownloadOutOfMemory = 501;
    public const int DownloadNetworkError = 503;
}

namespace FleetSim.Device.Tree;

/// <summary>Where a leaf's value comes from.</summary>
public enum NodeSource
{
    /// <summary>The default, or what was put over it.</summary>
    Stored,
    DeviceId,
    SoftwareVersion,
    FumoState,
    FumoPackageName,
    FumoPackageVersion,

    /// <summary>Of the preset account: where package 1 goes.</summary>
    AccountAddress,
    AccountPort,
    AccountServerId,
    AccountUserName,
    AccountClientPassword,
    AccountClientNonce,
    AccountServerPassword,
    AccountServerNonce,
    AccountPreviousServerNonce,
}

using FleetSim.Platform.Settings;

namespace FleetSim.Platform.Engine;

/// <summary>One package as it is ordered of one handset.</summary>
/// <param name="Root">The firmware update object, such as "./FwUpdate".</param>
/// <param name="Correlator">Ties the Alert 1226 to the order.</param>
internal sealed record FirmwareOrder(PackageOptions Package, string Root, string Correlator)
{
    public string StateUri => Root + "/State";
}

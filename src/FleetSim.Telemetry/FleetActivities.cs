using System.Diagnostics;

namespace FleetSim.Telemetry;

/// <summary>The traces that FleetSim can emit; a listener that samples pays for them, nobody else does.</summary>
public static class FleetActivities
{
    public const string SourceName = "FleetSim";
    public const string DmSession = "fleetsim.dm.session";
    public const string DmExchange = "fleetsim.dm.exchange";
    public const string Download = "fleetsim.fumo.download";
    public const string Run = "fleetsim.run";

    public static readonly ActivitySource Source = new(SourceName);
}

using FleetSim.Telemetry;
using Microsoft.Extensions.Logging;

namespace FleetSim.Platform;

internal static partial class PlatformLog
{
    [LoggerMessage(EventIds.PlatformStarted, LogLevel.Information, "DM platform at {Address}, {Devices} handsets in the books, {Owed} confirmations owed")]
    public static partial void Started(ILogger log, string address, int devices, int owed);

    [LoggerMessage(EventIds.PlatformStopping, LogLevel.Information, "DM platform stops, {Entries} entries to commit")]
    public static partial void Stopping(ILogger log, int entries);
}

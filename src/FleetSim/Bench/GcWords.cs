using System.Globalization;
using System.Runtime;

namespace FleetSim.Bench;

/// <summary>The settings of this process's garbage collector in words: figures without them say little.</summary>
internal static class GcWords
{
    public static string Now
    {
        get
        {
            IReadOnlyDictionary<string, object> settings = GC.GetConfigurationVariables();
            string kind = GCSettings.IsServerGC ? $"server, DATAS {(Number(settings, "GCDynamicAdaptationMode") == 0 ? "off" : "on")}" : "workstation";
            string concurrent = settings.TryGetValue("ConcurrentGC", out object? on) && on is true ? ", concurrent" : "";
            return $"{kind}{concurrent}, gen0 {Number(settings, "GCGen0MaxBudget") / (1 << 20)} MiB";
        }
    }

    private static long Number(IReadOnlyDictionary<string, object> settings, string name) =>
        settings.TryGetValue(name, out object? value) ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : -1;
}

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// The day on which a platform is linted: few handsets, no user who refuses or waits, no message that FleetSim itself loses; downloads are cut, so
/// that they must be resumed, and handsets reboot and change their SIM, so that they register again.
/// </summary>
public static class LintScenario
{
    /// <summary>Handsets when nothing else is said.</summary>
    public const int Handsets = 12;

    /// <summary>As a scenario file.</summary>
    public const string Json = """
        {
          "schema": "fleetsim.scenario/1",
          "name": "lint",
          "description": "A few handsets look at a DM platform.",
          "seed": 20261125,
          "fleet": { "terminals": 12, "chinaMobileShare": 1, "wrongApnShare": 0.5 },
          "powerOn": { "ratePerSecond": 4 },
          "users": {
            "refuseShare": 0,
            "refuseContinueShare": 0,
            "thinkTime": { "least": "00:00:00.2", "most": "00:00:00.6" },
            "simSwapShare": 0.1,
            "simSwapAfter": { "least": "00:00:20", "most": "00:00:25" },
            "rebootShare": 0.2,
            "rebootAfter": { "least": "00:00:20", "most": "00:00:25" },
            "offTime": { "least": "00:00:01", "most": "00:00:02" }
          },
          "faults": {
            "downloadSignalLoss": 0.5,
            "downloadMemoryLow": 0.2,
            "signalGap": { "least": "00:00:01", "most": "00:00:02" },
            "memoryGap": { "least": "00:00:01", "most": "00:00:02" }
          },
          "handset": {
            "promptTimeout": "00:00:15",
            "sessionTimeout": "00:00:15",
            "reportRetry": "00:00:02",
            "downloadRetry": "00:00:01",
            "updateDuration": "00:00:02",
            "updateBlocks": 2,
            "octetsPerSecond": 65536
          },
          "platform": {
            "collect": { "ratePerSecond": 10, "delay": "00:00:01" },
            "firmware": {
              "share": 1,
              "ratePerSecond": 10,
              "confirmShare": 0.5,
              "uiModes": { "background": 0.5, "userInteraction": 0.5 },
              "toVersion": "2.0.0",
              "packageOctets": 131072
            },
            "notify": { "retryAfter": "00:00:06", "attempts": 3 },
            "sessionIdleTimeout": "00:00:08"
          },
          "drainLimit": "00:01:30"
        }
        """;
}

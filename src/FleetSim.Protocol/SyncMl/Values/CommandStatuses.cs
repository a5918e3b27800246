namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// Which status codes the specification lists for which command. Spec: OMA-TS-DM_RepPro-V1_2_1, 6.6 (a paragraph per command).
/// A peer that answers otherwise is not wrong in a way that matters; it is counted.
/// </summary>
public static class CommandStatuses
{
    private static readonly int[] Always = [401, 407];

    /// <summary>True when the specification lists this code for this command; 401 and 407 everywhere. False for an unknown command.</summary>
    /// <param name="command">Element name, as in Status/Cmd.</param>
    public static bool IsListed(string command, int code)
    {
        ReadOnlySpan<int> listed = Of(command);
        return !listed.IsEmpty && (listed.Contains(code) || Always.Contains(code));
    }

    /// <summary>The codes listed, without 401 and 407; empty for an unknown command.</summary>
    public static ReadOnlySpan<int> Of(string command) => command switch
    {
        "Add" => [200, 213, 215, 216, 404, 405, 413, 414, 415, 418, 420, 424, 425, 500, 516],
        "Replace" => [200, 213, 215, 216, 403, 404, 405, 413, 414, 415, 418, 420, 424, 425, 500, 516],
        "Delete" => [200, 215, 216, 403, 404, 405, 414, 425, 516],
        "Get" => [200, 215, 404, 405, 406, 413, 414, 415, 425, 500],
        "Copy" => [200, 215, 216, 403, 405, 406, 414, 418, 420, 425, 500, 510, 516],
        "Exec" => [200, 202, 215, 403, 404, 405, 406, 414, 420, 425, 500, 510],
        "Alert" => [200, 202, 214, 215, 216, 304, 405, 406, 408, 412, 415, 416, 500, 516],
        "Atomic" => [200, 215, 406, 500, 507, 517],
        "Sequence" => [200, 500],
        "SyncHdr" => [200, 212, 400, 505, 513],
        "Results" => [200, 213, 413, 420, 424],
        _ => [],
    };
}

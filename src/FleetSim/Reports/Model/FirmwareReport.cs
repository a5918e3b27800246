using System.ComponentModel;

namespace FleetSim.Reports.Model;

public sealed record FirmwareReport
{
    [Description("Handsets that the campaign was to upgrade.")]
    public long Targeted { get; init; }

    [Description("Downloads begun; a resume is not a new one.")]
    public long Started { get; init; }

    public long Succeeded { get; init; }

    [Description("Ended with another result than success, refusals of users included.")]
    public long Failed { get; init; }

    [Description("Of the failed: refused by the user.")]
    public long Refused { get; init; }

    [Description("Firmware octets received.")]
    public long Bytes { get; init; }

    [Description("Firmware octets received a second time.")]
    public long DuplicateBytes { get; init; }

    [Description("Downloads taken up where they were cut.")]
    public long Resumes { get; init; }

    [Description("FUMO result code and how often handsets reported it.")]
    public IReadOnlyDictionary<string, long> Results { get; init; } = new Dictionary<string, long>();
}

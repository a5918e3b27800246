using System.Text.Json.Serialization;

namespace FleetSim.Reports.Model;

/// <summary>What a run says of its own figures.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    [JsonStringEnumMemberName("VALID")]
    Valid,

    [JsonStringEnumMemberName("SUSPECT")]
    Suspect,

    [JsonStringEnumMemberName("INVALID")]
    Invalid,
}

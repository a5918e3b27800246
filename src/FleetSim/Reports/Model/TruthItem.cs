using System.ComponentModel;

namespace FleetSim.Reports.Model;

/// <param name="Imei">Whose difference it is.</param>
/// <param name="What">The value compared, such as "msisdn" or "firmware version".</param>
/// <param name="Handset">What the handset holds; null: nothing.</param>
/// <param name="Platform">What the target says; null: nothing.</param>
public sealed record TruthItem(
    string Imei,
    string What,
    [property: Description("What the handset holds; null: nothing.")] string? Handset,
    [property: Description("What the target says; null: nothing.")] string? Platform);

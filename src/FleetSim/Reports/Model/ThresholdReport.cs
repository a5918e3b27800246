using System.ComponentModel;

namespace FleetSim.Reports.Model;

/// <param name="Expression">As the scenario has it, with operator, limit and unit.</param>
/// <param name="Measured">In the limit's unit; null when the run did not measure it, which is a failure.</param>
/// <param name="Passed">Whether it held.</param>
public sealed record ThresholdReport(
    [property: Description("As the scenario has it.")] string Expression,
    [property: Description("In the unit of the limit; null: not measured.")] double? Measured,
    bool Passed);

using System.ComponentModel;

namespace FleetSim.Reports.Model;

public sealed record RegistrationReport
{
    [Description("Registration messages handed to the platform; each SUBMIT once, redeliveries apart.")]
    public long Sent { get; init; }

    [Description("Confirmations that reached their handset.")]
    public long Confirmed { get; init; }

    [Description("Sent, and no confirmation came.")]
    public long Unconfirmed { get; init; }

    [Description("Refused by the platform or the message centre.")]
    public long Rejected { get; init; }

    [Description("deliver_sm sent again because its first answer was lost with a connection or a process.")]
    public long Redelivered { get; init; }
}

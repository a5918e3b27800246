namespace FleetSim.Bench.Sms;

/// <summary>What <c>fleetsim bench sms</c> found. Microseconds of CPU (user and system) for each message or registration; medians of the pairs.</summary>
/// <param name="Messages">Messages of each round.</param>
/// <param name="UplinkCpuUs">deliver_sm through the message centre, answer included.</param>
/// <param name="DownlinkCpuUs">submit_sm through the message centre to the handset's grain, which reads and drops it, and the answer.</param>
/// <param name="Registrations">Handsets of the fleet, each registered once.</param>
/// <param name="RegistrationsPerSecond">On one bind, durable, first activation included; platform on the same machine.</param>
internal sealed record SmsReport(
    int Messages, string Gc, double UplinkCpuUs, double RawUplinkCpuUs, double RatioUplink, double DownlinkCpuUs, double RawDownlinkCpuUs, double RatioDownlink,
    int Registrations, double RegistrationsPerSecond, double RegistrationCpuUs);

using FleetSim.Device;
using FleetSim.Scenarios.Life;

namespace FleetSim.Run;

/// <summary>Exact sums over the whole fleet, from the committed snapshots.</summary>
public sealed class FleetTotals
{
    public long Handsets { get; private set; }

    public long SwitchedOn { get; private set; }

    public Odometer Sum { get; } = new();

    public long Unconfirmed { get; private set; }

    public long[] Faults { get; } = new long[Enum.GetValues<FaultKind>().Length];

    /// <summary>FUMO result code to the handsets whose last acknowledged report it is.</summary>
    public SortedDictionary<int, long> Results { get; } = [];

    public void Add(Handset handset)
    {
        Handsets++;
        NonVolatile nv = handset.Terminal.Nv;
        if (nv.PoweredOn) SwitchedOn++;
        if (nv.Odometer.RegistrationsSent > 0 && nv.RegisteredImsi != handset.Sim.Imsi.Value) Unconfirmed++;
        for (int kind = 0; kind < Faults.Length; kind++) Faults[kind] += handset.Diary.Faults[kind];
        Odometer one = nv.Odometer;
        if (one.LastReportedResult is var result and not 0) Results[result] = Results.GetValueOrDefault(result) + 1;
        Sum.RegistrationsSent += one.RegistrationsSent;
        Sum.RegistrationsRedelivered += one.RegistrationsRedelivered;
        Sum.RegistrationsConfirmed += one.RegistrationsConfirmed;
        Sum.RegistrationsRejected += one.RegistrationsRejected;
        Sum.SessionsOffered += one.SessionsOffered;
        Sum.SessionsStarted += one.SessionsStarted;
        Sum.SessionsCompleted += one.SessionsCompleted;
        Sum.SessionsFailed += one.SessionsFailed;
        Sum.FirmwareStarted += one.FirmwareStarted;
        Sum.FirmwareSucceeded += one.FirmwareSucceeded;
        Sum.FirmwareFailed += one.FirmwareFailed;
        Sum.FirmwareOctets += one.FirmwareOctets;
        Sum.DuplicateOctets += one.DuplicateOctets;
        Sum.Resumes += one.Resumes;
        Sum.UpdateResumes += one.UpdateResumes;
        Sum.Refusals += one.Refusals;
    }
}

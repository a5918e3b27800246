using System.CommandLine;
using System.Globalization;
using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Device.Ui;
using FleetSim.Run;
using FleetSim.Scenarios.Life;
using NodeFormat = FleetSim.Protocol.SyncMl.NodeFormat;

namespace FleetSim.Commands;

/// <summary><c>fleetsim inspect IMEI</c>: one handset as its snapshot has it; also while a run goes on.</summary>
public static class InspectCommand
{
    private static readonly Argument<string> Imei = new("imei") { Description = "IMEI of the handset, or #n for the n-th." };
    private static readonly Option<string> State = new("--state") { Description = "Directory of the run's state.", DefaultValueFactory = _ => ".fleetsim/state" };

    public static Command Create()
    {
        Command command = new("inspect", "Shows one handset: identity, SIM, registration, tree, firmware, what its user saw.");
        command.Arguments.Add(Imei);
        command.Options.Add(State);
        command.SetAction(parsed => Show(parsed.GetValue(Imei)!, parsed.GetValue(State)!, Console.Out));
        return command;
    }

    private static int Show(string name, string state, TextWriter output)
    {
        using StoredFleet stored = StoredFleet.Open(state);
        (Handset handset, bool lived) = stored.Read(TraceFiles.IndexOf(name, stored.Fleet.Identity));
        Show(handset, lived, stored.Fleet, output);
        return ExitCode.Passed;
    }

    private static void Show(Handset handset, bool lived, Fleet fleet, TextWriter output)
    {
        Terminal terminal = handset.Terminal;
        NonVolatile nv = terminal.Nv;
        output.WriteLine($"IMEI       {terminal.Imei}  (handset {handset.Index})");
        output.WriteLine($"model      {terminal.Model.Manufacturer} {terminal.Model.Model}, speaks {terminal.Model.Dm.Encoding} ({terminal.Model.Dm.EffectiveContentType})");
        output.WriteLine($"owner      {handset.Persona.Name}, {handset.Persona.City}");
        output.WriteLine($"SIM        {handset.Sim.Imsi}  {fleet.Identity.MsisdnOf(handset.Sim.Index).ToInternational()}  {(handset.HasHomeSim ? "home operator" : "another operator")}{(handset.Diary.SimNumber > 0 ? "  (changed)" : "")}");
        output.WriteLine($"stored     IMSI {(nv.RegisteredImsi == 0 ? "none" : nv.RegisteredImsi.ToString("D15", CultureInfo.InvariantCulture))}; registration {nv.Registration}{(nv.UplinkPending ? ", message not yet taken by the platform" : "")}");
        output.WriteLine($"power      {(!lived ? "never switched on" : nv.PoweredOn ? "on" : "off")}, boots {handset.Diary.Boots}, signal {(nv.HasSignal ? "yes" : "no")}, memory {(nv.HasMemory ? "enough" : "low")}");
        output.WriteLine($"version    {terminal.SoftwareVersion}");
        ShowFirmware(nv, output);
        Odometer odometer = nv.Odometer;
        output.WriteLine($"so far     {odometer.RegistrationsSent} registrations sent, {odometer.SessionsCompleted} sessions completed, {odometer.SessionsFailed} failed, {odometer.FirmwareOctets} firmware octets, {odometer.Resumes} resumes");
        output.WriteLine("journal");
        foreach (UiEntry entry in nv.Journal.Entries) output.WriteLine($"  {DateTimeOffset.FromUnixTimeMilliseconds(entry.AtUnixMs):HH:mm:ss.fff} {entry.Kind,-6} {entry.Subject} {entry.Text}{(entry.Answer is { } answer ? $" -> {answer}" : "")}");
        output.WriteLine("tree");
        foreach (string path in terminal.Tree.Paths)
        {
            if (terminal.Read(path) is { Format: not NodeFormat.Node } leaf) output.WriteLine($"  ./{path} = {leaf.Value}");
        }
    }

    private static void ShowFirmware(NonVolatile nv, TextWriter output)
    {
        if (nv.Job is not { } job)
        {
            output.WriteLine($"firmware   no job{(nv.Odometer.LastReportedResult is var result and not 0 ? $"; last result {result}" : "")}");
            return;
        }

        output.WriteLine($"firmware   {job.Phase} (State {job.State}){(job.Phase is FumoPhase.Waiting or FumoPhase.Asking ? $" because of {job.Cause}" : "")}, {job.Name}, {job.Offset} of {job.Size} octets, block {job.Block}");
        output.WriteLine($"           from {job.PackageUrl}{(job.Result != 0 ? $", result {job.Result}, reported {job.ReportsThisBoot} times in this boot" : "")}");
    }
}

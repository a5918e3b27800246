using FleetSim.Device.Firmware;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>Package 1: the alert that says why, DevInfo, and the report that may be due. Spec: OMA-TS-DM_Protocol-V1_2_1, 8.3.</summary>
internal static class PackageOne
{
    private static readonly string[] DevInfoLeaves = ["./DevInfo/Mod", "./DevInfo/Man", "./DevInfo/Lang", "./DevInfo/DmV", "./DevInfo/DevId"];

    public static void Fill(in StepContext context, DmSession session)
    {
        PackageBuilder package = session.Reply;
        int alert = session.Trigger == SessionTrigger.Notification ? AlertCode.ServerInitiated : AlertCode.ClientInitiated;
        package.Add(new Command.Alert { CmdId = package.Next, Code = alert });
        package.Add(new Command.Replace { CmdId = package.Next, Items = DevInfo(context.Terminal) });
        if (FumoMachine.Report(context, package.Next) is not { } report) return;
        // A package 1 that is repeated after a challenge is still the same attempt.
        if (session.Report is null && !FumoMachine.TakeAttempt(context)) return;
        session.Report = (MsgId.From(session.MsgId + 1), package.Add(report));
    }

    private static Item[] DevInfo(Terminal terminal) =>
        [.. DevInfoLeaves.Select(uri => new Item { Source = new Location(uri), Meta = new Meta { Format = "chr", Type = "text/plain" }, Data = terminal.Read(uri).Value })];
}

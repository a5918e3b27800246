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
        session.Reports.Clear();
        foreach (Command.Alert report in FumoMachine.Reports(context))
            session.Reports.Add((MsgId.From(session.MsgId + 1), package.Add(report with { CmdId = package.Next }), report.Items[0].Source!.LocUri));
    }

    private static Item[] DevInfo(Terminal terminal) =>
        [.. DevInfoLeaves.Select(uri => new Item { Source = new Location(uri), Meta = new Meta { Format = "chr", Type = "text/plain" }, Data = terminal.Read(uri).Value })];
}

using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>Package 1: the alert that says why, DevInfo, and the reports that may be due. Spec: OMA-TS-DM_Protocol-V1_2_1, 8.3.</summary>
internal static class PackageOne
{
    private static readonly string[] DevInfoLeaves = ["./DevInfo/Mod", "./DevInfo/Man", "./DevInfo/Lang", "./DevInfo/DmV", "./DevInfo/DevId"];

    public static void Fill(in StepContext context, DmSession session)
    {
        Outgoing package = session.Outgoing;
        int alert = session.Trigger == SessionTrigger.Notification ? AlertCode.ServerInitiated : AlertCode.ClientInitiated;
        package.Add(new Command.Alert { CmdId = package.Next, Code = alert });
        package.Add(new Command.Replace { CmdId = package.Next, Items = DevInfo(context.Terminal) });
        session.Reports?.Clear();
        foreach (Command.Alert report in FumoMachine.Reports(context)) package.Add(report with { CmdId = package.Next });
    }

    private static Item[] DevInfo(Terminal terminal)
    {
        IEnumerable<Item> leaves = DevInfoLeaves.Select(uri => Leaf(terminal, uri));
        return terminal.Model.Dm.DevInfo == DevInfoItems.WithInteriorNode ? [.. leaves, Interior(terminal)] : [.. leaves];
    }

    private static Item Leaf(Terminal terminal, string uri) => new()
    {
        Source = new Location(uri),
        Meta = terminal.Model.Dm.DevInfo == DevInfoItems.LeavesBare ? null : new Meta { Format = "chr", Type = "text/plain" },
        Data = terminal.Read(uri).Value,
    };

    private static Item Interior(Terminal terminal) => new()
    {
        Source = new Location("./DevInfo"), Meta = new Meta { Format = "node" }, Data = terminal.Read("./DevInfo").Value,
    };
}

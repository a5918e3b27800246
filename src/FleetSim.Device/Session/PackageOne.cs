using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>Package 1: the alert that says why, DevInfo, and the reports that may be due. Spec: OMA-TS-DM_Protocol-V1_2_1, 8.3.</summary>
internal static class PackageOne
{
    private static readonly Location[] DevInfoLeaves = [new("./DevInfo/Mod"), new("./DevInfo/Man"), new("./DevInfo/Lang"), new("./DevInfo/DmV"), new("./DevInfo/DevId")];
    private static readonly Location DevInfoNode = new("./DevInfo");
    private static readonly Meta PlainText = new() { Format = "chr", Type = "text/plain" };
    private static readonly Meta Interior = new() { Format = "node" };

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
        DevInfoItems form = terminal.Model.Dm.DevInfo;
        TreeAccess reader = terminal.Tree.Reader(null);
        Func<TreeNode, string?> live = terminal.Live;
        Item[] items = new Item[DevInfoLeaves.Length + (form == DevInfoItems.WithInteriorNode ? 1 : 0)];
        for (int i = 0; i < items.Length; i++)
        {
            bool isLeaf = i < DevInfoLeaves.Length;
            Location node = isLeaf ? DevInfoLeaves[i] : DevInfoNode;
            Meta? meta = !isLeaf ? Interior : form == DevInfoItems.LeavesBare ? null : PlainText;
            items[i] = new Item { Source = node, Meta = meta, Data = terminal.Tree.Read(reader, node.LocUri, live).Value };
        }

        return items;
    }
}

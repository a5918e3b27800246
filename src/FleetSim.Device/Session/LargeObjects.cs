using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>Objects that come in chunks. Spec: OMA-TS-DM_Protocol-V1_2_1, 7 (large objects).</summary>
internal static class LargeObjects
{
    /// <summary>
    /// Passes an Item of Add or Replace through the receiver. The Item to carry out, or null: <paramref name="code"/> is its Status
    /// (213, 424, 413, 412, or 406 when the model has no large objects).
    /// </summary>
    public static Item? Receive(in StepContext context, DmSession session, Command command, Item item, out int code)
    {
        Behaviour.DmBehaviour dm = context.Terminal.Model.Dm;
        code = StatusCode.OptionalFeatureNotSupported;
        if (item.MoreData && !dm.LargeObjects) return null;
        if (!item.MoreData && session.Receiving is null)
        {
            code = StatusCode.TooLarge;
            return item.Data is { IsEmpty: false } data && data.Length > dm.MaxObjSize ? null : item;
        }

        session.Receiving ??= new ObjectReceiver(dm.MaxObjSize);
        ObjectStep step = session.Receiving.Receive(command.Name, item);
        if (step.Lost is { } lost) session.Outgoing.Add(lost.ToAlert(session.Outgoing.Next));
        code = step.Status ?? StatusCode.Ok;
        return step.Object;
    }

    /// <summary>Another command comes while chunks are missing: the unfinished object is dropped, and Alert 1225 says so.</summary>
    public static void Interrupt(DmSession session, Command next)
    {
        if (session.Receiving?.Receiving is null || next is Command.Add or Command.Replace or Command.Alert { Code: AlertCode.NextMessage }) return;
        if (session.Receiving.Interrupt() is { } lost) session.Outgoing.Add(lost.ToAlert(session.Outgoing.Next));
    }
}

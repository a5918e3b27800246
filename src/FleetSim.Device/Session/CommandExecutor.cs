using FleetSim.Device.Firmware;
using FleetSim.Device.Tree;
using FleetSim.Device.Ui;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>
/// Executes the server's commands in document order and answers each (CFG-05). An Alert that needs the user suspends the rest.
/// Spec: OMA-TS-DM_Protocol-V1_2_1, 8 and OMA-TS-DM_RepPro-V1_2_1, 6.
/// </summary>
internal static class CommandExecutor
{
    /// <summary>Lines the commands up; children of a Sequence share a group, children of an Atomic are not carried out.</summary>
    public static void LineUp(DmSession session, SyncMlMessage message)
    {
        session.Pending.Clear();
        session.RefusedGroups.Clear();
        int groups = 0;
        foreach (Command command in message.Commands) LineUp(session, command, 0, ref groups, forbidden: false);
    }

    /// <summary>Works through the line. False: an Alert is open and the user must answer first.</summary>
    public static bool Run(in StepContext context, DmSession session)
    {
        while (session.Pending.TryDequeue(out PendingCommand pending))
        {
            if (session.Cancelled || pending.Forbidden || session.RefusedGroups.Contains(pending.Group)) Answer(session, pending.Command, StatusCode.NotExecuted);
            else if (!Execute(context, session, pending)) return false;
        }

        return true;
    }

    /// <summary>The user's answer to the open Alert; null: none came in time. Spec: ALR-04, ALR-05.</summary>
    public static void AlertAnswered(DmSession session, UserAnswer? answer)
    {
        PendingCommand open = session.OpenAlert!.Value;
        session.OpenAlert = null;
        int code = answer switch { UserAnswer.Yes => StatusCode.Ok, UserAnswer.No => StatusCode.NotModified, _ => StatusCode.RequestTimeout };
        if (code != StatusCode.Ok && open.Group > 0) session.RefusedGroups.Add(open.Group);
        if (code == StatusCode.RequestTimeout && open.Group == 0) session.Cancelled = true;
        Answer(session, open.Command, code);
    }

    private static void LineUp(DmSession session, Command command, int group, ref int groups, bool forbidden)
    {
        if (command is Command.Status or Command.Results) return;
        if (command is not Command.Group container)
        {
            session.Pending.Enqueue(new PendingCommand(command, group, forbidden));
            return;
        }

        int inner = group == 0 ? ++groups : group;
        session.Pending.Enqueue(new PendingCommand(command, inner, forbidden));
        foreach (Command child in container.Commands) LineUp(session, child, inner, ref groups, forbidden || command is Command.Atomic);
    }

    private static bool Execute(in StepContext context, DmSession session, PendingCommand pending)
    {
        switch (pending.Command)
        {
            case Command.Get get: Get(context.Terminal, session, get); break;
            case Command.Replace replace: Replace(context, session, replace); break;
            case Command.Exec exec: Exec(context, session, exec); break;
            case Command.Alert alert: return Alert(context, session, pending, alert);
            case Command.Sequence sequence: Answer(session, sequence, StatusCode.Ok); break;
            // Atomic and Copy are optional for a client; both are answered as not supported.
            case Command.Atomic or Command.Copy: Answer(session, pending.Command, StatusCode.OptionalFeatureNotSupported); break;
            case Command.Add add: Extend(context, session, add); break;
            case Command.Delete delete: Extend(context, session, delete); break;
            default: Answer(session, pending.Command, StatusCode.OptionalFeatureNotSupported); break;
        }

        return true;
    }

    private static void Get(Terminal terminal, DmSession session, Command.Get get)
    {
        if (get.Items.Count == 0)
        {
            Answer(session, get, StatusCode.Incomplete);
            return;
        }

        TreeReading[] readings = [.. get.Items.Select(i => i.Target is { } target ? terminal.Read(target.LocUri, terminal.Settings.Account.ServerId) : TreeReading.Refused(StatusCode.Incomplete))];
        AnswerItems(session, get, get.Items, [.. readings.Select(r => r.Status)]);
        Item[] found = [.. get.Items.Zip(readings).SelectMany(p => p.Second.Items(p.First.Target?.LocUri ?? "", terminal.Model.Dm.Encoding))];
        if (found.Length > 0) session.Reply.Add(new Command.Results { CmdId = session.Reply.Next, MsgRef = session.Current!.Header.MsgId, CmdRef = get.CmdId, Items = found });
    }

    private static void Replace(StepContext context, DmSession session, Command.Replace replace) =>
        EachItem(session, replace, item => item switch
        {
            { Target: null } or { Data: null } => StatusCode.Incomplete,
            { MoreData: true } => StatusCode.TooLarge,
            _ => context.Terminal.Changed(context.Terminal.Tree.Replace(context.Settings.Account.ServerId, item.Target.LocUri, item.Meta, item.Data.Value, context.At)),
        });

    private static void Extend(StepContext context, DmSession session, Command.OverItems command) =>
        EachItem(session, command, item => command is Command.Add
            ? context.Terminal.Changed(context.Terminal.Tree.Add(context.Settings.Account.ServerId, item.Target?.LocUri ?? "", item.Meta, item.Data, context.At))
            : context.Terminal.Changed(context.Terminal.Tree.Delete(context.Settings.Account.ServerId, item.Target?.LocUri ?? "", context.At)));

    private static void Exec(in StepContext context, DmSession session, Command.Exec exec)
    {
        string uri = exec.Items.Count == 1 ? exec.Items[0].Target?.LocUri ?? "" : "";
        int code = context.Terminal.Tree.CheckExec(context.Settings.Account.ServerId, uri);
        if (code == StatusCode.Ok) code = context.Terminal.Tree.Describe(uri) is { } node ? FumoMachine.Exec(context, node, exec.Correlator, session.Visible) : StatusCode.NotAllowed;
        if (code == StatusCode.Accepted) session.IsFirmware = true;
        Answer(session, exec, code);
    }

    private static bool Alert(in StepContext context, DmSession session, PendingCommand pending, Command.Alert alert)
    {
        string text = alert.Items.Count > 1 ? alert.Items[1].Data?.Text ?? "" : "";
        switch (alert.Code)
        {
            case AlertCode.Display:
                session.Visible = true;
                context.Show(UiSubject.AlertDisplay, text);
                Answer(session, alert, StatusCode.Ok);
                return true;
            case AlertCode.Confirm when alert.Items.Count > 1:
                session.Visible = true;
                session.OpenAlert = pending;
                session.AskedAt = context.At;
                context.Ask(UiSubject.AlertQuestion, text);
                return false;
            case AlertCode.Confirm:
                Answer(session, alert, StatusCode.Incomplete);
                return true;
            case AlertCode.NextMessage:
                Answer(session, alert, StatusCode.Ok);
                return true;
            default:
                Answer(session, alert, StatusCode.OptionalFeatureNotSupported);
                return true;
        }
    }

    private static void EachItem(DmSession session, Command.OverItems command, Func<Item, int> carryOut)
    {
        if (command.Items.Count == 0) Answer(session, command, StatusCode.Incomplete);
        else AnswerItems(session, command, command.Items, [.. command.Items.Select(carryOut)]);
    }

    /// <summary>One Status when all items fared alike, else one for each with its TargetRef.</summary>
    private static void AnswerItems(DmSession session, Command command, IReadOnlyList<Item> items, int[] codes)
    {
        if (codes.All(c => c == codes[0]))
        {
            Answer(session, command, codes[0]);
            return;
        }

        for (int i = 0; i < codes.Length; i++) session.Reply.Status(session.Current!, command, codes[i], items[i].Target?.LocUri);
    }

    private static void Answer(DmSession session, Command command, int code) => session.Reply.Status(session.Current!, command, code);
}

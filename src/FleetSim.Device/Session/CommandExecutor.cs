using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>
/// Carries the server's commands out in document order and answers each (CFG-05). An Alert that needs the user suspends the rest.
/// <code>
/// group                  | a command fails       | the user says No to an Alert   | the user cancels or is silent
/// none                   | the next goes on      | the next goes on               | the rest 215
/// Sequence               | the next goes on      | the rest of it 215             | the rest of it 215
/// Atomic                 | 507; done before 216 (516 when that fails as well); itself its own code; the rest of it 215
/// Atomic in an Atomic, Get or Exec in an Atomic: 500, and so the Atomic fails
/// </code>
/// Spec: OMA-TS-DM_RepPro-V1_2_1, Atomic and Sequence; OMA-TS-DM_Protocol-V1_2_1, 10 (user interaction); QB-E-008, ALR-05.
/// </summary>
internal static class CommandExecutor
{
    /// <summary>Works through the line. False: an Alert is open and the user must answer first.</summary>
    public static bool Run(in StepContext context, DmSession session)
    {
        while (session.Line.TryNext(out LineEntry entry))
        {
            switch (entry.Kind)
            {
                case LineEntryKind.Open: Open(context, session, (Command.Group)entry.Command); break;
                case LineEntryKind.Close: Close(context, session); break;
                default:
                    if (!Execute(context, session, entry.Command)) return false;
                    break;
            }
        }

        return true;
    }

    /// <summary>The Status of a command, or of one of its Items, and what it means for the groups around it.</summary>
    public static void Answer(in StepContext context, DmSession session, Command command, int code, string? targetRef = null, IReadOnlyList<Item>? items = null)
    {
        int place = session.Outgoing.Status(session.Current!, command, code, targetRef, items);
        if (session.Line.Atomic is not { } atomic) return;
        if (IsFailure(code)) Fail(context, session, atomic);
        else if (!atomic.Stopped) atomic.Done.Add(place);
        else if (code != StatusCode.NotExecuted) session.Outgoing.Recode(place, UndoneCode(context));
    }

    /// <summary>
    /// The session ends, or the tree is about to be changed by somebody else, while an Atomic waits for its user: it fails, and nothing of it stays.
    /// What would bring it to its end is no part of NV.
    /// </summary>
    public static void Abandon(in StepContext context, DmSession session)
    {
        if (session.Line.Atomic is { } atomic) Fail(context, session, atomic);
    }

    private static bool Execute(in StepContext context, DmSession session, Command command)
    {
        if (session.Line.IsStopped)
        {
            Answer(context, session, command, StatusCode.NotExecuted);
            return true;
        }

        LargeObjects.Interrupt(session, command);
        switch (command)
        {
            case Command.Get or Command.Exec when session.Line.Atomic is not null: Answer(context, session, command, StatusCode.CommandFailed); break;
            case Command.Get get: TreeCommands.Get(context, session, get); break;
            case Command.Add or Command.Replace: TreeCommands.Put(context, session, (Command.OverItems)command); break;
            case Command.Delete delete: TreeCommands.Delete(context, session, delete); break;
            case Command.Copy copy: TreeCommands.Copy(context, session, copy); break;
            case Command.Exec exec: TreeCommands.Exec(context, session, exec); break;
            case Command.Alert { Code: AlertCode.NextMessage }: Answer(context, session, command, StatusCode.Ok); break;
            case Command.Alert alert: return UserAlerts.Open(context, session, alert);
            default: Answer(context, session, command, StatusCode.OptionalFeatureNotSupported); break;
        }

        return true;
    }

    private static void Open(in StepContext context, DmSession session, Command.Group group)
    {
        CommandLine line = session.Line;
        AtomicSupport support = context.Terminal.Model.Dm.Atomic;
        if (line.IsStopped)
        {
            Answer(context, session, group, StatusCode.NotExecuted);
            line.Open.Add(new GroupFrame(group) { Stopped = true });
        }
        else if (group is Command.Sequence)
        {
            session.Outgoing.Status(session.Current!, group, StatusCode.Ok);
            line.Open.Add(new GroupFrame(group));
        }
        else if (support == AtomicSupport.OneByOne)
        {
            line.Open.Add(new GroupFrame(group));
        }
        else if (support == AtomicSupport.Refused || line.Atomic is not null)
        {
            Answer(context, session, group, support == AtomicSupport.Refused ? StatusCode.OptionalFeatureNotSupported : StatusCode.CommandFailed);
            line.Open.Add(new GroupFrame(group) { Stopped = true });
        }
        else
        {
            int place = session.Outgoing.Status(session.Current!, group, StatusCode.Ok);
            line.Open.Add(new GroupFrame(group) { Mark = context.Terminal.Tree.Mark(), StatusAt = place });
        }
    }

    private static void Close(in StepContext context, DmSession session)
    {
        GroupFrame closed = session.Line.Open[^1];
        session.Line.Open.RemoveAt(session.Line.Open.Count - 1);
        if (!closed.IsAtomic || closed.Stopped) return;
        if (closed.Changed.Count > 0) context.Terminal.MarkDirty();
        foreach ((TreeNode node, ItemData data) in closed.Packages) FumoMachine.PackageData(context, node, data);
        foreach (string uri in closed.Changed) TreeEffects.Affect(context, uri);
    }

    /// <summary>The Atomic fails: the tree is as before it, and every Status of it says so.</summary>
    private static void Fail(in StepContext context, DmSession session, GroupFrame atomic)
    {
        if (atomic.Stopped) return;
        atomic.Stopped = true;
        bool undone = !context.Terminal.Model.TreeBehaviour.RollBackFails;
        context.Terminal.Tree.RollBack(atomic.Mark!);
        context.Terminal.MarkDirty();
        session.Outgoing.Recode(atomic.StatusAt, undone ? StatusCode.AtomicFailed : StatusCode.RollBackFailed);
        foreach (int place in atomic.Done) session.Outgoing.Recode(place, UndoneCode(context));
    }

    /// <summary>214 is a success by its number only.</summary>
    private static bool IsFailure(int code) => code == StatusCode.UserCancelled || (!StatusCode.IsSuccess(code) && code != StatusCode.NotExecuted);

    private static int UndoneCode(in StepContext context) => context.Terminal.Model.TreeBehaviour.RollBackFails ? StatusCode.RollBackFailed : StatusCode.RolledBack;
}

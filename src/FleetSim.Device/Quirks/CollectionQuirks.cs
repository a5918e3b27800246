using FleetSim.Device.Accounts;
using FleetSim.Device.Session;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Quirks;

/// <summary>Deviations in collection: COL.</summary>
internal static class CollectionQuirks
{
    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("COL-01", "hides-a-parameter", "does not let the MMS centre be read")
        {
            Model = static model => Rewriting.With(model, "Settings/MMS/MMSC", node => node with { Access = AccessTypes.Replace }),
        },
        new("COL-03", "lacks-a-group", "has no PIM parameters")
        {
            Model = static model => Rewriting.Without(model, "Settings/PIM"),
        },
        new("COL-04", "another-model-in-tree", "has another model name in its tree than in its message")
        {
            Model = static model => Rewriting.With(model, "DevInfo/Mod", node => node with { Default = node.Default + "-X" }),
        },
        new("COL-05", "description-without-access", "lists nodes without their access types in its description")
        {
            Model = static model => Rewriting.With(model, "Settings/GPRS", node => node with { Access = AccessTypes.None }),
        },
        new("COL-06", "mixes-results-up", "refers to another command in its Results")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
                Rewriting.Messages(context, actions, message => message with
                {
                    Commands = [.. message.Commands.Select(c => c is Command.Results results ? results with { CmdRef = CmdId.From(99) } : c)],
                }),
        },
        new("COL-07", "parameters-read-only", "does not let GPRS parameters be written")
        {
            Model = static model => Rewriting.With(model, "Settings/GPRS", node => node with { Access = AccessTypes.Get }),
        },
        new("COL-10", "tries-collection-again", "opens a session of its own when a collection broke off")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> actions) =>
            {
                if (happened is TerminalEvent.HttpFailed && context.Terminal.Session is null) SessionMachine.StartReport(new StepContext(context.Terminal, happened.At, actions), AccountBook.Preset(context.Terminal));
            },
        },
        new("COL-11", "shows-errors", "shows the user that a node was not found")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> actions) => ShowWhen(context, actions, c => c is Command.Status { Code: >= 400 }),
        },
        new("COL-12", "shows-collection", "shows the user that values are read")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> actions) => ShowWhen(context, actions, c => c is Command.Results),
        },
        new("COL-13", "always-informs", "informs the user of every session")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> actions) => ShowWhen(context, actions, c => c is Command.Alert { Code: AlertCode.ServerInitiated }),
        },
        new("COL-14", "collects-in-sight", "shows the user that values were read")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> actions) => ShowWhen(context, actions, c => c is Command.Status { Cmd: "Get" }),
        },
        new("COL-15", "reads-after-a-no", "gives values although the user has refused")
        {
            Before = static (terminal, happened) => SessionQuirks.NoAsYes(terminal, happened, UiSubject.AlertQuestion),
        },
    ];

    /// <summary>Shows something when a message with such a command goes out.</summary>
    internal static void ShowWhen(in StepContext context, List<TerminalAction> actions, Func<Command, bool> wanted)
    {
        bool found = false;
        Rewriting.Messages(context, actions, message =>
        {
            found |= message.Commands.Any(wanted);
            return message;
        });
        if (found) context.Show(UiSubject.SessionInfo, "");
    }
}

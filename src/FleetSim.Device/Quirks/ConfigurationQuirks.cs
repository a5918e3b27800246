using FleetSim.Device.Ui;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Quirks;

/// <summary>Deviations in configuration: CFG.</summary>
internal static class ConfigurationQuirks
{
    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("CFG-01", "bearer-can-be-changed", "lets a server change the DM bearer")
        {
            Model = static model => Rewriting.With(model, "Settings/DM", node => node with { Access = AccessTypes.Get | AccessTypes.Replace, Acl = "Get=*&Replace=*" }),
        },
        new("CFG-02", "one-leaf-is-fixed", "does not let the PIM address be configured")
        {
            Model = static model => Rewriting.With(model, "Settings/PIM/Addr", node => node with { Access = AccessTypes.Get }),
        },
        new("CFG-03", "replaces-too-much", "empties the start page with every Replace")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
            {
                bool replaced = false;
                Rewriting.Statuses(context, actions, "Replace", status =>
                {
                    replaced |= status.Code == StatusCode.Ok;
                    return status;
                });
                if (replaced) context.Terminal.Tree.Put(context.Terminal.Tree.Template.Find("Settings/WAP/StartPage"), "");
            },
        },
        new("CFG-04", "wants-a-get-first", "refuses a Replace in a message without a Get")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
            {
                bool read = context.Terminal.Session?.Current?.Commands.OfType<Command.Get>().Any() ?? true;
                if (!read) Rewriting.Statuses(context, actions, "Replace", status => status with { Code = StatusCode.CommandFailed });
            },
        },
        new("CFG-05", "silent-about-failures", "gives no Status to a command that failed")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
                Rewriting.Messages(context, actions, message => message with { Commands = [.. message.Commands.Where(c => c is not Command.Status { Code: >= 400, Cmd: not "SyncHdr" })] }),
        },
        new("CFG-06", "has-a-menu", "lets its user change the parameters")
        {
            Model = static model => model with { Ui = model.Ui with { ParameterMenu = true } },
        },
        new("CFG-07", "informs-of-configuration", "informs the user of every session")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
                CollectionQuirks.ShowWhen(context, actions, c => c is Command.Alert { Code: AlertCode.ServerInitiated }),
        },
        new("CFG-08", "configures-in-sight", "shows the user that values were changed")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => CollectionQuirks.ShowWhen(context, actions, c => c is Command.Status { Cmd: "Replace", MsgRef.Text: not "0" }),
        },
        new("CFG-09", "writes-after-a-no", "changes values although the user has refused")
        {
            Before = static (terminal, happened) => SessionQuirks.NoAsYes(terminal, happened, UiSubject.AlertQuestion),
        },
    ];
}

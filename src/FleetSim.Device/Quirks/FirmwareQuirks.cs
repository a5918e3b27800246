using FleetSim.Device.Behaviour;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Quirks;

/// <summary>Deviations in firmware update: FUM.</summary>
internal static class FirmwareQuirks
{
    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("FUM-01", "fumo-without-ext", "has no Ext node in its FUMO object")
        {
            Model = static model => Rewriting.Without(model, model.FumoRoot + "/Ext"),
        },
        new("FUM-02", "downloads-unasked", "takes a new PkgURL for an order")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) => OrderByItself(context),
        },
        new("FUM-03", "notifies-nobody", "sends no install notification")
        {
            Model = static model => model with { Firmware = model.Firmware with { InstallNotify = InstallNotifyTime.Never } },
        },
        new("FUM-04", "reports-by-notification-only", "reports its result to the download server only")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => DropReports(context, actions),
        },
        new("FUM-05", "another-version", "has another version after an update than the package's")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
            {
                if (actions.Exists(a => a is TerminalAction.Note { Fact: TerminalFact.FirmwareFinished { Result: 200 } })) context.Nv.Version += "-X";
            },
        },
        new("FUM-06", "no-second-way", "takes no order on DownloadAndUpdate")
        {
            Model = static model => Rewriting.With(model, model.FumoRoot + "/DownloadAndUpdate", node => node with { Access = AccessTypes.Get }),
        },
        new("FUM-07", "one-package-only", "has its first FUMO object only")
        {
            Model = static model => Rewriting.Without(model, [.. model.Tree.ObjectsOf("urn:oma:mo:oma-fumo:1.0").Skip(1)]),
        },
        new("FUM-09", "object-without-type", "has a FUMO object that does not say it is one")
        {
            Model = static model => Rewriting.With(model, model.FumoRoot, node => node with { Type = node.Path == model.FumoRoot ? "urn:vendor:update" : node.Type }),
        },
        new("FUM-10", "description-without-fumo", "leaves the FUMO object out of its description")
        {
            Model = static model => Rewriting.Without(model, model.FumoRoot),
        },
        new("FUM-11", "executes-nothing", "answers the Exec of a FUMO node with 200 instead of 202")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
                Rewriting.Statuses(context, actions, "Exec", status => status.Code == StatusCode.Accepted ? status with { Code = StatusCode.Ok } : status),
        },
        new("FUM-12", "reads-no-descriptor", "asks for no download descriptor")
        {
            After = static (in StepContext _, TerminalEvent _, List<TerminalAction> actions) => actions.RemoveAll(a => a is TerminalAction.GetDescriptor),
        },
        new("FUM-13", "fumo-without-data", "has no PkgData node")
        {
            Model = static model => Rewriting.Without(model, model.FumoRoot + "/Update/PkgData"),
        },
        new("FUM-14", "no-plain-download", "takes no order on Download")
        {
            Model = static model => Rewriting.With(model, model.FumoRoot + "/Download", node => node with { Access = AccessTypes.Get }),
        },
        new("FUM-15", "starts-over", "begins a cut download from the first octet")
        {
            Model = static model => model with { Firmware = model.Firmware with { Resume = ResumeHabit.None } },
        },
        new("FUM-16", "hides-descriptor", "does not show the download descriptor")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) => Rewriting.Hide(context, actions, UiSubject.DownloadDescriptor),
        },
        new("FUM-17", "waits-for-update", "waits with the complete package for an Exec on Update")
        {
            Model = static model => model with { Firmware = model.Firmware with { AutoUpdate = AutoUpdate.Oma } },
        },
        new("FUM-18", "loses-correlator", "reports without the Correlator of the order")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
                Rewriting.Messages(context, actions, message => message with
                {
                    Commands = [.. message.Commands.Select(c => c is Command.Alert { Code: AlertCode.Generic } report ? report with { Correlator = null } : c)],
                }),
        },
    ];

    /// <summary>Takes the Alerts 1226 out of every message.</summary>
    internal static void DropReports(in StepContext context, List<TerminalAction> actions) =>
        Rewriting.Messages(context, actions, message => message with { Commands = [.. message.Commands.Where(c => c is not Command.Alert { Code: AlertCode.Generic })] });

    private static void OrderByItself(in StepContext context)
    {
        Terminal terminal = context.Terminal;
        string node = terminal.Model.FumoRoot + "/Download";
        if (terminal.Nv.Job is not null || terminal.Nv.Odometer.FirmwareStarted > 0 || terminal.Read($"./{node}/PkgURL").Value.Length == 0) return;
        if (terminal.Tree.Describe("./" + node) is { } described) Firmware.FumoMachine.Exec(context, described, new Firmware.FumoOrder("", null, Visible: false));
    }
}

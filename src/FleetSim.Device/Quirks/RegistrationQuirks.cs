using System.Text;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Registration;
using FleetSim.Device.Ui;
using FleetSim.Protocol;
using FleetSim.Protocol.Sms;

namespace FleetSim.Device.Quirks;

/// <summary>Deviations in self-registration: REG.</summary>
internal static class RegistrationQuirks
{
    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("REG-01", "never-registers", "sends no registration message at all")
        {
            Model = static model => model with { Registration = model.Registration with { Enabled = false } },
        },
        new("REG-03", "blind-to-sim-change", "takes any SIM for the registered one once there is a mark")
        {
            Before = static (terminal, happened) =>
            {
                if (happened is TerminalEvent.PowerOn { Sim: { } sim } && terminal.Nv.RegisteredImsi != 0) terminal.Nv.RegisteredImsi = sim.Imsi.Value;
                return happened;
            },
        },
        new("REG-04", "mixes-fields", "writes the model before the manufacturer")
        {
            Model = static model => model with { Manufacturer = model.Model, Model = model.Manufacturer },
        },
        new("REG-05", "wanders-off-port", "sends from another port after a SIM change")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
            {
                if (context.Nv.RegisteredImsi != 0) Change(actions, send => send with { UserData = OnPort(send.UserData, 5000) });
            },
        },
        new("REG-06", "deaf-until-confirmed", "takes no message of the platform before the confirmation")
        {
            Before = static (terminal, happened) =>
                happened is TerminalEvent.SmsReceived sms && terminal.Nv.Registration == RegistrationPhase.Sent && DestinationOf(sms) == WapPush.Port ? null : happened,
        },
        new("REG-07", "marks-when-sent", "stores the IMSI as soon as the network has taken the message")
        {
            Model = static model => model with { Registration = model.Registration with { Mark = MarkTime.Accepted } },
        },
        new("REG-08", "reset-clears-mark", "forgets its registration with a factory reset")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) =>
            {
                if (happened is TerminalEvent.FactoryReset) context.Nv.RegisteredImsi = 0;
            },
        },
        new("REG-09", "mark-in-ram", "forgets its registration when it is switched off")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) =>
            {
                if (happened is TerminalEvent.PowerOff) context.Nv.RegisteredImsi = 0;
            },
        },
        new("REG-10", "registers-at-each-boot", "registers at each boot, whatever the mark says")
        {
            Before = static (terminal, happened) =>
            {
                if (happened is TerminalEvent.PowerOn) terminal.Nv.RegisteredImsi = 0;
                return happened;
            },
        },
        new("REG-11", "tells-a-third-party", "sends its registration to another number as well")
        {
            After = static (in StepContext _, TerminalEvent _, List<TerminalAction> actions) =>
            {
                foreach (TerminalAction.SendSms send in actions.OfType<TerminalAction.SendSms>().ToArray()) actions.Add(send with { Destination = "13800138000" });
            },
        },
        new("REG-12", "trusts-everybody", "takes DM messages of any sender")
        {
            Before = static (terminal, happened) => happened is TerminalEvent.SmsReceived sms ? sms with { Sender = terminal.ServiceNumber } : happened,
        },
        new("REG-13", "takes-any-port", "takes a confirmation without the port header")
        {
            Before = static (terminal, happened) => happened is TerminalEvent.SmsReceived sms && TextOf(sms) is { } text ? sms with { UserData = OnPort(terminal.ServicePort, text), HasHeader = true } : happened,
        },
        new("REG-15", "registers-any-sim", "registers with the SIM of any operator")
        {
            Model = static model => model with { Registration = model.Registration with { HomeNetworks = [""] } },
        },
        new("REG-17", "shows-receipts", "shows and keeps the delivery receipts of its registration")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) =>
            {
                if (happened is not TerminalEvent.SmsReceipt) return;
                context.Nv.StoredMessages++;
                context.Show(UiSubject.SessionInfo, "receipt");
            },
        },
        new("REG-18", "number-not-in-tree", "has no nodes for service number and port")
        {
            Model = static model => Rewriting.Without(model, model.Registration.NumberNode[2..], model.Registration.PortNode[2..]),
        },
        new("REG-19", "marks-at-power-off", "keeps the IMSI of a registration that nobody confirmed")
        {
            Before = static (terminal, happened) => MarkUnconfirmed(terminal, happened, first: true),
        },
        new("REG-20", "sends-again-and-again", "sends the message again when the network has taken it")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> actions) =>
            {
                if (happened is TerminalEvent.SmsAccepted { Accepted: true }) RegistrationMachine.Repeat(new StepContext(context.Terminal, happened.At, actions));
            },
        },
        new("REG-21", "tells-of-failed-send", "tells the user that the registration message was not sent")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) =>
            {
                if (happened is TerminalEvent.SmsAccepted { Accepted: false }) context.Show(UiSubject.SessionInfo, "not sent");
            },
        },
        new("REG-22", "keeps-unconfirmed-sim", "keeps the IMSI of another SIM without a confirmation")
        {
            Before = static (terminal, happened) => MarkUnconfirmed(terminal, happened, first: false),
        },
        new("REG-23", "tells-of-failed-send-of-new-sim", "tells the user that the message of another SIM was not sent")
        {
            After = static (in StepContext context, TerminalEvent happened, List<TerminalAction> _) =>
            {
                if (happened is TerminalEvent.SmsAccepted { Accepted: false } && context.Nv.RegisteredImsi != 0) context.Show(UiSubject.SessionInfo, "not sent");
            },
        },
        new("REG-24", "shows-registration", "tells the user that it registers")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
            {
                if (actions.OfType<TerminalAction.SendSms>().Any()) context.Show(UiSubject.SessionInfo, "registering");
            },
        },
        new("REG-25", "asks-before-registering", "waits for the user before it sends")
        {
            After = static (in StepContext context, TerminalEvent _, List<TerminalAction> actions) =>
            {
                if (actions.RemoveAll(a => a is TerminalAction.SendSms) > 0) context.Ask(UiSubject.SessionQuestion, "register?");
            },
        },
    ];

    private static TerminalEvent MarkUnconfirmed(Terminal terminal, TerminalEvent happened, bool first)
    {
        bool unconfirmed = happened is TerminalEvent.PowerOff && terminal.Nv.Registration == RegistrationPhase.Sent && terminal.Nv.RegisteredImsi == 0 == first;
        if (unconfirmed) terminal.Nv.RegisteredImsi = terminal.Sim!.Imsi.Value;
        return happened;
    }

    private static void Change(List<TerminalAction> actions, Func<TerminalAction.SendSms, TerminalAction.SendSms> change)
    {
        for (int i = 0; i < actions.Count; i++)
        {
            if (actions[i] is TerminalAction.SendSms send) actions[i] = change(send);
        }
    }

    private static byte[] OnPort(byte[] userData, ushort port) => OnPort(port, UserData.Decode(userData, true).Value!.Payload);

    private static byte[] OnPort(ushort port, byte[] payload) => UserData.Encode(new PortAddress(port, port), null, payload);

    private static ushort? DestinationOf(TerminalEvent.SmsReceived sms)
    {
        Decoded<SmsUserData> data = UserData.Decode(sms.UserData, sms.HasHeader);
        return data.IsDone ? data.Value.Ports?.Destination : null;
    }

    /// <summary>The payload of a message that looks like a confirmation; null: it does not.</summary>
    private static byte[]? TextOf(TerminalEvent.SmsReceived sms)
    {
        Decoded<SmsUserData> data = UserData.Decode(sms.UserData, sms.HasHeader);
        return data.IsDone && Encoding.Latin1.GetString(data.Value.Payload).StartsWith("IMEI:", StringComparison.Ordinal) ? data.Value.Payload : null;
    }
}

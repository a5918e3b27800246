using FleetSim.Device.Behaviour;
using FleetSim.Protocol.Sms;

namespace FleetSim.Device.Registration;

/// <summary>Self-registration by port-addressed SMS; <see cref="RegistrationTable"/> says what may happen when.</summary>
internal static class RegistrationMachine
{
    /// <summary>Compares the SIM with the mark at every boot (REG-10) and sends when they differ (REG-01, REG-03, REG-15).</summary>
    public static void Boot(in StepContext context, bool abroad)
    {
        Terminal terminal = context.Terminal;
        RegistrationBehaviour habits = terminal.Model.Registration;
        (context.Nv.UplinkPending, context.Nv.Resends) = (false, 0);
        bool needed = habits.Enabled && terminal.HasHomeSim && terminal.Sim!.Imsi.Value != context.Nv.RegisteredImsi && !(abroad && habits.SilentAbroad);
        if (!Move(context, needed ? RegistrationInput.BootNeeded : RegistrationInput.BootNotNeeded) || !needed) return;
        if (habits.ClearsMark) context.Nv.RegisteredImsi = 0;
        Send(context);
    }

    /// <summary>Hands the pending uplink over again after the emulator came back: at least once, and counted apart.</summary>
    public static void Revive(in StepContext context)
    {
        if (context.Nv.Registration == RegistrationPhase.Waiting) context.Arm(TimerSlot.RegistrationRetry, context.Terminal.Model.Registration.ResendAfter);
        if (!context.Nv.UplinkPending || Uplink(context.Terminal) is not { } userData) return;
        context.Nv.Odometer.RegistrationsRedelivered++;
        context.Terminal.MarkDirty();
        context.Note(new TerminalFact.Registration(RegistrationFact.Redelivered));
        Hand(context, userData, redelivery: true);
    }

    /// <summary>The message centre's answer. A failure is silent, and final for this boot unless the model sends again (REG-21, N7).</summary>
    public static void Accepted(in StepContext context, TerminalEvent.SmsAccepted answer)
    {
        if (answer.Request != context.Terminal.SmsRequest) return;
        context.Terminal.SmsRequest = 0;
        context.Nv.UplinkPending = false;
        context.Terminal.MarkDirty();
        if (!answer.Accepted) Rejected(context);
        else if (context.Terminal.Model.Registration.Mark == MarkTime.Accepted && Move(context, RegistrationInput.Confirmed)) Mark(context);
    }

    /// <summary>A message on the registration port. Only the exact text with the own IMEI counts (REG-07).</summary>
    public static void Confirmation(in StepContext context, ReadOnlySpan<byte> payload)
    {
        RegistrationBehaviour habits = context.Terminal.Model.Registration;
        if (habits.ReadsFromFirstI && payload.IndexOf((byte)'I') is int start and > 0) payload = payload[start..];
        string identity = context.Terminal.Imei.ToLocUri();
        if (Is(payload, identity + habits.SuccessText) && Move(context, RegistrationInput.Confirmed))
        {
            Mark(context);
        }
        else if (Is(payload, identity + habits.RefusalText) && Move(context, RegistrationInput.Refused))
        {
            context.Cancel(TimerSlot.RegistrationRetry);
            context.Note(new TerminalFact.Registration(RegistrationFact.Refused));
        }
    }

    /// <summary>The pause after a failed send is over.</summary>
    public static void ResendDue(in StepContext context)
    {
        if (Move(context, RegistrationInput.ResendDue)) Send(context);
    }

    /// <summary>Sends the message once more: what a handset of the specification never does (REG-20).</summary>
    public static void Repeat(in StepContext context) => Send(context);

    public static void PowerOff(in StepContext context) => Move(context, RegistrationInput.PowerOff);

    private static void Mark(in StepContext context)
    {
        context.Nv.RegisteredImsi = context.Terminal.Sim!.Imsi.Value;
        context.Nv.Odometer.RegistrationsConfirmed++;
        context.Cancel(TimerSlot.RegistrationRetry);
        context.Note(new TerminalFact.Registration(RegistrationFact.Confirmed));
    }

    private static void Rejected(in StepContext context)
    {
        RegistrationBehaviour habits = context.Terminal.Model.Registration;
        bool again = context.Nv.Resends < habits.Resends;
        if (!Move(context, again ? RegistrationInput.SendFailedOnce : RegistrationInput.SendFailed)) return;
        if (again) context.Nv.Resends++;
        if (again) context.Arm(TimerSlot.RegistrationRetry, habits.ResendAfter);
        context.Nv.Odometer.RegistrationsRejected++;
        context.Note(new TerminalFact.Registration(RegistrationFact.Rejected));
    }

    private static void Send(in StepContext context)
    {
        if (Uplink(context.Terminal) is not { } userData)
        {
            Move(context, RegistrationInput.SendFailed);
            return;
        }

        context.Nv.UplinkPending = true;
        context.Nv.Odometer.RegistrationsSent++;
        context.Note(new TerminalFact.Registration(RegistrationFact.Sent));
        Hand(context, userData, redelivery: false);
    }

    private static void Hand(in StepContext context, byte[] userData, bool redelivery)
    {
        context.Terminal.SmsRequest = context.Terminal.NextRequest();
        context.Emit(new TerminalAction.SendSms(context.Terminal.SmsRequest, context.Terminal.ServiceNumber, userData, redelivery));
    }

    /// <summary>UDH and text, or null when the text exceeds one message: then nothing is sent.</summary>
    private static byte[]? Uplink(Terminal terminal)
    {
        // The second field of China Unicom's form is the IMSI; it stands where the others begin.
        string maker = terminal.Model.Registration.Uplink == UplinkForm.ImeiImsiManModSw ? $"{terminal.Sim!.Imsi}/{terminal.Model.Manufacturer}" : terminal.Model.Manufacturer;
        RegistrationUplink fields = new(terminal.Imei, maker, terminal.Model.Model, terminal.SoftwareVersion);
        PortAddress ports = new(terminal.ServicePort, terminal.ServicePort);
        return RegistrationText.EncodeUplink(fields) is { } text ? UserData.Encode(ports, null, text) : null;
    }

    private static bool Is(ReadOnlySpan<byte> payload, string text) => payload.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(text));

    private static bool Move(in StepContext context, RegistrationInput input)
    {
        if (RegistrationTable.After(context.Nv.Registration, input) is not { } next) return false;
        context.Nv.Registration = next;
        context.Terminal.MarkDirty();
        return true;
    }
}

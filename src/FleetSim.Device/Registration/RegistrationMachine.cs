using FleetSim.Protocol.Sms;

namespace FleetSim.Device.Registration;

/// <summary>Self-registration by port-addressed SMS; <see cref="RegistrationTable"/> says what may happen when.</summary>
internal static class RegistrationMachine
{
    /// <summary>Compares the SIM with the mark at every boot (REG-10) and sends when they differ (REG-01, REG-03, REG-15).</summary>
    public static void Boot(in StepContext context)
    {
        context.Nv.UplinkPending = false;
        bool needed = context.Terminal.Model.Registration.Enabled && context.Terminal.HasHomeSim && context.Terminal.Sim!.Imsi.Value != context.Nv.RegisteredImsi;
        if (Move(context, needed ? RegistrationInput.BootNeeded : RegistrationInput.BootNotNeeded) && needed) Send(context);
    }

    /// <summary>Hands the pending uplink over again after the emulator came back: at least once, and counted apart.</summary>
    public static void Revive(in StepContext context)
    {
        if (!context.Nv.UplinkPending || Uplink(context) is not { } userData) return;
        context.Nv.Odometer.RegistrationsRedelivered++;
        context.Terminal.MarkDirty();
        context.Note(new TerminalFact.Registration(RegistrationFact.Redelivered));
        Hand(context, userData, redelivery: true);
    }

    /// <summary>The message centre's answer. A failure is silent, and final for this boot (REG-21, N7).</summary>
    public static void Accepted(in StepContext context, TerminalEvent.SmsAccepted answer)
    {
        if (answer.Request != context.Terminal.SmsRequest) return;
        context.Terminal.SmsRequest = 0;
        context.Nv.UplinkPending = false;
        context.Terminal.MarkDirty();
        if (answer.Accepted || !Move(context, RegistrationInput.SendFailed)) return;
        context.Nv.Odometer.RegistrationsRejected++;
        context.Note(new TerminalFact.Registration(RegistrationFact.Rejected));
    }

    /// <summary>A message on the registration port. Only the exact text with the own IMEI counts (REG-07).</summary>
    public static void Confirmation(in StepContext context, ReadOnlySpan<byte> payload)
    {
        Protocol.Decoded<RegistrationConfirmation> text = RegistrationText.DecodeConfirmation(payload);
        if (!text.IsDone || text.Value.Imei != context.Terminal.Imei) return;
        if (!Move(context, text.Value.Registered ? RegistrationInput.Confirmed : RegistrationInput.Refused)) return;
        if (text.Value.Registered)
        {
            context.Nv.RegisteredImsi = context.Terminal.Sim!.Imsi.Value;
            context.Nv.Odometer.RegistrationsConfirmed++;
        }

        context.Note(new TerminalFact.Registration(text.Value.Registered ? RegistrationFact.Confirmed : RegistrationFact.Refused));
    }

    public static void PowerOff(in StepContext context) => Move(context, RegistrationInput.PowerOff);

    private static void Send(in StepContext context)
    {
        if (Uplink(context) is not { } userData)
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
        context.Emit(new TerminalAction.SendSms(context.Terminal.SmsRequest, context.Settings.Account.ServiceNumber, userData, redelivery));
    }

    /// <summary>UDH and text, or null when the text exceeds one message: then nothing is sent.</summary>
    private static byte[]? Uplink(in StepContext context)
    {
        Terminal terminal = context.Terminal;
        RegistrationUplink fields = new(terminal.Imei, terminal.Model.Manufacturer, terminal.Model.Model, terminal.SoftwareVersion);
        PortAddress ports = new(RegistrationText.Port, RegistrationText.Port);
        return RegistrationText.EncodeUplink(fields) is { } text ? UserData.Encode(ports, null, text) : null;
    }

    private static bool Move(in StepContext context, RegistrationInput input)
    {
        if (RegistrationTable.After(context.Nv.Registration, input) is not { } next) return false;
        context.Nv.Registration = next;
        context.Terminal.MarkDirty();
        return true;
    }
}

using FleetSim.Device.Registration;
using FleetSim.Device.Session;
using FleetSim.Protocol;
using FleetSim.Protocol.Sms;

namespace FleetSim.Device;

/// <summary>Sorts what arrives by SMS: by sender first (REG-12), then by port (REG-13). Everything else is not DM's business.</summary>
internal static class ShortMessageDispatch
{
    public static void Receive(in StepContext context, TerminalEvent.SmsReceived message)
    {
        if (!SameNumber(message.Sender, context.Settings.Account.ServiceNumber))
        {
            context.Note(new TerminalFact.NotificationDropped(NotificationFault.ForeignSender));
            return;
        }

        Decoded<SmsUserData> data = UserData.Decode(message.UserData, message.HasHeader);
        if (!data.IsDone || data.Value.Ports is not { } ports) return;
        if (ports == new PortAddress(RegistrationText.Port, RegistrationText.Port)) RegistrationMachine.Confirmation(context, data.Value.Payload);
        else if (ports.Destination == WapPush.Port) NotificationReader.Receive(context, data.Value.Payload);
    }

    /// <summary>Compares by digits, with or without +86: the type of number is no truth (sms.md, trap 5).</summary>
    private static bool SameNumber(string sender, string number)
    {
        ReadOnlySpan<char> digits = sender.AsSpan().TrimStart('+');
        return digits.SequenceEqual(number) || (digits.StartsWith("86", StringComparison.Ordinal) && digits[2..].SequenceEqual(number));
    }
}

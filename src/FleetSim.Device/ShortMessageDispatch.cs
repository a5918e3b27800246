using FleetSim.Device.Accounts;
using FleetSim.Device.Registration;
using FleetSim.Device.Session;
using FleetSim.Protocol;
using FleetSim.Protocol.Sms;

namespace FleetSim.Device;

/// <summary>
/// Sorts what arrives by SMS: by sender first (REG-12), then by port (REG-13). Messages for an application are never seen by the user;
/// what is no DM's business goes where the user's messages are.
/// </summary>
internal static class ShortMessageDispatch
{
    /// <summary>What a handset keeps of unfinished messages: two, of a few parts each.</summary>
    private static readonly ReassemblyLimits Limits = new(2, 8 * UserData.MaxOctets, TimeSpan.FromMinutes(10));

    public static void Receive(in StepContext context, TerminalEvent.SmsReceived message)
    {
        Decoded<SmsUserData> data = UserData.Decode(message.UserData, message.HasHeader);
        if (!data.IsDone || data.Value.Ports is not { } ports)
        {
            Keep(context);
            return;
        }

        ushort port = context.Terminal.ServicePort;
        if (!IsFromOperator(context.Terminal, message.Sender)) context.Note(new TerminalFact.NotificationDropped(NotificationFault.ForeignSender));
        else if (ports == new PortAddress(port, port)) RegistrationMachine.Confirmation(context, data.Value.Payload);
        else if (ports.Destination == WapPush.Port) Push(context, message.Sender, data.Value);
    }

    private static void Push(in StepContext context, string sender, SmsUserData data)
    {
        if (Whole(context, sender, data) is not { } payload) return;
        Decoded<WapPushMessage> push = WapPush.Decode(payload);
        if (!push.IsDone) context.Note(new TerminalFact.NotificationDropped(NotificationFault.Malformed));
        else if (string.Equals(push.Value.ContentType, NotificationReader.MediaType, StringComparison.OrdinalIgnoreCase)) NotificationReader.Receive(context, push.Value);
        else BootstrapReader.Receive(context, push.Value);
    }

    /// <summary>A push of several messages waits for all of them; null: parts are missing.</summary>
    private static byte[]? Whole(in StepContext context, string sender, SmsUserData data)
    {
        if (data.Part is null) return data.Payload;
        return (context.Terminal.Parts ??= new MessageReassembler(Limits)).Receive(sender, "", data, context.At).Message?.Payload;
    }

    /// <summary>Compares by digits, with or without +86: the type of number is no truth.</summary>
    private static bool IsFromOperator(Terminal terminal, string sender)
    {
        string number = terminal.ServiceNumber;
        ReadOnlySpan<char> digits = sender.AsSpan().TrimStart('+');
        if (digits.SequenceEqual(number) || (digits.StartsWith("86", StringComparison.Ordinal) && digits[2..].SequenceEqual(number))) return true;
        return terminal.Model.Registration.SenderMayContainNumber && digits.Contains(number, StringComparison.Ordinal);
    }

    private static void Keep(in StepContext context)
    {
        context.Nv.StoredMessages++;
        context.Terminal.MarkDirty();
    }
}

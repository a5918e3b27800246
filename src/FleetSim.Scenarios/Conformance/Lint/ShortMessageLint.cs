using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol;
using FleetSim.Protocol.Sms;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// Sorts a short message by what it seems to be, so that one on the wrong port or of the wrong sender is still known for what was meant.
/// Spec: 3GPP TS 23.040, 9.2.3.24; QB-E-008, REG-12 and REG-13.
/// </summary>
internal sealed class ShortMessageLint(LintSheet sheet, RegistrationBehaviour habits, RegistrationLint registration, NotificationLint notification)
{
    private static readonly ReassemblyLimits Limits = new(2, 8 * UserData.MaxOctets, TimeSpan.FromMinutes(10));

    private readonly MessageReassembler _parts = new(Limits);

    public void Received(TerminalEvent.SmsReceived message)
    {
        Decoded<SmsUserData> read = UserData.Decode(message.UserData, message.HasHeader);
        if (!read.IsDone)
        {
            // A header that cannot be read: whatever was meant, no port is in it.
            sheet.Place = new LintPlace(Octet: read.Offset);
            if (IsOperator(message.Sender)) sheet.Found(LintRules.ConfirmationHeader, read.Reason!);
            return;
        }

        SmsUserData data = read.Value;
        if (data.Ports is not { } ports)
        {
            if (IsConfirmationText(data.Payload)) sheet.Found(LintRules.ConfirmationHeader, $"from {LintSheet.Quote(message.Sender)}, without a port header");
        }
        else if (ports == new PortAddress(habits.Port, habits.Port)) Confirmation(message.Sender, data.Payload);
        else if (ports.Destination == WapPush.Port) Push(message, data);
        else Astray(message.Sender, ports, data.Payload);
    }

    private void Confirmation(string sender, byte[] payload)
    {
        sheet.Held(LintRules.ConfirmationHeader, LintRules.ConfirmationPorts, LintRules.NotificationPort);
        if (sheet.Check(LintRules.ConfirmationSender, IsOperator(sender), $"from {LintSheet.Quote(sender)}, expected {habits.ServiceNumber}")) registration.Confirmation(payload);
    }

    private void Push(TerminalEvent.SmsReceived message, SmsUserData data)
    {
        sheet.Held(LintRules.NotificationPort);
        if (!sheet.Check(LintRules.NotificationSender, IsOperator(message.Sender), $"from {LintSheet.Quote(message.Sender)}, expected {habits.ServiceNumber}")) return;
        byte[]? whole = data.Part is null ? data.Payload : _parts.Receive(message.Sender, "", data, message.At).Message?.Payload;
        if (whole is not null) notification.Received(whole);
    }

    /// <summary>Neither the one port nor the other.</summary>
    private void Astray(string sender, PortAddress ports, byte[] payload)
    {
        string seen = FormattableString.Invariant($"destination {ports.Destination}, source {ports.Source}");
        if (IsConfirmationText(payload)) sheet.Found(LintRules.ConfirmationPorts, FormattableString.Invariant($"{seen}; expected {habits.Port} and {habits.Port}"));
        else if (IsOperator(sender)) sheet.Found(LintRules.NotificationPort, seen);
    }

    private static bool IsConfirmationText(byte[] payload) => payload.AsSpan().StartsWith("IMEI:"u8);

    /// <summary>Digits, with or without 86 and a plus sign.</summary>
    private bool IsOperator(string sender)
    {
        string digits = sender.TrimStart('+');
        return digits == habits.ServiceNumber || digits == "86" + habits.ServiceNumber;
    }
}

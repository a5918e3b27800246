using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.Identity;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// Self-registration: each message is confirmed once, in time, with its own IMEI.
/// <code>
/// state     | message sent | right confirmation    | limit passed       | switched off, or the run loses the confirmation
/// closed    | open         | too many: found       | -                  | -
/// open      | open, anew   | closed                | found, closed      | closed, not judged
/// </code>
/// Spec: QB-E-008, REG-02, REG-07, REG-26.
/// </summary>
internal sealed class RegistrationLint(LintSheet sheet, RegistrationBehaviour habits, LintLimits limits)
{
    private DateTimeOffset? _sentAt;
    private bool _taken;
    private int _request;
    private int _messages;
    private int _confirmations;

    public bool IsOpen => _sentAt is not null;

    /// <summary>When the last right confirmation came; null before.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    public void Sent(TerminalAction.SendSms send) => (_sentAt, _taken, _request, _messages) = (sheet.At, false, send.Request, _messages + 1);

    public void Accepted(TerminalEvent.SmsAccepted accepted)
    {
        if (accepted.Request != _request) return;
        _taken = accepted.Accepted;
        if (!sheet.Check(LintRules.RegistrationRefused, accepted.Accepted, "the message centre was refused the message, or it could not be delivered")) _sentAt = null;
    }

    public void PoweredOff() => _sentAt = null;

    public void ConfirmationLost() => _sentAt = null;

    public void Tick(DateTimeOffset now)
    {
        if (now - _sentAt < limits.Confirmation || _sentAt is not { } sent) return;
        sheet.Found(LintRules.RegistrationUnconfirmed, FormattableString.Invariant($"sent {sent:HH:mm:ss.fff}, no confirmation within {limits.Confirmation.TotalSeconds:0.#} s{(_taken ? "" : "; nobody has taken the message either: is the platform bound?")}"));
        _sentAt = null;
    }

    /// <summary>A text on the registration port, from the service number.</summary>
    public void Confirmation(byte[] payload)
    {
        string identity = sheet.Imei.ToLocUri();
        string text = System.Text.Encoding.Latin1.GetString(payload);
        bool registered = text == identity + habits.SuccessText;
        if (registered || text == identity + habits.RefusalText) Right(registered);
        else if (text.StartsWith("IMEI:", StringComparison.Ordinal) && text.Length > 20 && Imei.Parse(text.AsSpan(0, 20)) is { } other && other != sheet.Imei)
            sheet.Found(LintRules.ConfirmationImei, $"{LintSheet.Quote(text)}, expected {identity}");
        else sheet.Found(LintRules.ConfirmationText, $"{LintSheet.Quote(text)}, expected '{identity}{habits.SuccessText}'");
    }

    private void Right(bool registered)
    {
        sheet.Held(LintRules.ConfirmationImei, LintRules.ConfirmationText);
        _confirmations++;
        sheet.Check(LintRules.ConfirmationTwice, _confirmations <= _messages, FormattableString.Invariant($"confirmation number {_confirmations}, registration messages so far: {_messages}"));
        sheet.Check(LintRules.ConfirmationRefuses, registered, "the text ends in " + habits.RefusalText);
        if (_sentAt is not null) sheet.Held(LintRules.RegistrationUnconfirmed);
        _sentAt = null;
        if (registered) ConfirmedAt = sheet.At;
    }
}

using FleetSim.Device;
using FleetSim.Protocol;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>Package #0, from the push around it to its session id. Spec: OMA-TS-DM_Notification-V1_2_1, 6; WAP-230-WSP, 8.2.4.1.</summary>
internal sealed class NotificationLint(LintSheet sheet, HandsetModel model, LintAccount account, LintLimits limits, NonceLedger nonces)
{
    private const string MediaType = "application/vnd.syncml.notification";
    private const int PushBodyAt = 6;

    private DateTimeOffset? _registeredAt;
    private bool _received;
    private bool _bootstrapped;
    private string? _spoken;
    private ushort _last;

    /// <summary>The handset holds a confirmation since that moment.</summary>
    public void Registered(DateTimeOffset at) => _registeredAt ??= at;

    /// <summary>The platform has heard which protocol the handset speaks.</summary>
    public void Spoke(string? verDtd) => _spoken = verDtd ?? _spoken;

    /// <summary>A whole message on the push port.</summary>
    public void Received(byte[] payload)
    {
        Decoded<WapPushMessage> push = WapPush.Decode(payload);
        sheet.Place = new LintPlace(Octet: push.Offset);
        if (!sheet.Check(LintRules.PushMalformed, push.IsDone, push.Reason ?? "")) return;
        if (!string.Equals(push.Value!.ContentType, MediaType, StringComparison.OrdinalIgnoreCase))
        {
            // Whatever account it brings, its server may notify from now on.
            _bootstrapped = true;
            return;
        }

        _received = true;
        Decoded<SignedPackage0> signed = Package0Codec.Decode(push.Value.Body);
        sheet.Place = new LintPlace(Octet: payload.Length - push.Value.Body.Length + signed.Offset);
        if (sheet.Check(LintRules.NotificationMalformed, signed.IsDone, signed.Reason ?? "")) Judge(signed.Value!, payload.Length - push.Value.Body.Length);
    }

    public void End(DateTimeOffset at)
    {
        if (_received) sheet.Held(LintRules.NotificationNone);
        else if (at - _registeredAt >= limits.FirstNotification)
            sheet.Found(LintRules.NotificationNone, FormattableString.Invariant($"registered at {_registeredAt:HH:mm:ss.fff}, nothing since"));
    }

    private void Judge(SignedPackage0 signed, int bodyAt)
    {
        Package0 content = signed.Content;
        sheet.Place = new LintPlace(Session: FormattableString.Invariant($"{content.SessionId:X}"), Octet: bodyAt >= PushBodyAt ? bodyAt : null);
        if (content.SessionId == 0) sheet.Found(LintRules.NotificationMalformed, "the session id is 0");
        sheet.Check(LintRules.NotificationVersion, IsOfVersion(content.Version), FormattableString.Invariant($"version {content.Version}, expected {Expected()}"));
        bool known = content.ServerId == account.Server.Name;
        if (!known && _bootstrapped) return;
        if (!sheet.Check(LintRules.NotificationServer, known, $"{LintSheet.Quote(content.ServerId)}, expected '{account.Server.Name}'")) return;
        NonceUse use = nonces.Judge(history => NotificationCheck.Judge(
            signed, account.Server, history, NonceForms.All, NotificationVersions.Any) is { Outcome: NotificationOutcome.Genuine } verdict ? verdict.Nonce : NonceForms.None);
        if (content.SessionId != 0 && !sheet.Check(LintRules.NotificationDigest, use.IsRight, use.Words)) return;
        sheet.Check(LintRules.NotificationRepeated, content.SessionId != _last, FormattableString.Invariant($"session id {content.SessionId:X} again"));
        _last = content.SessionId;
    }

    /// <summary>Before the handset has spoken a platform may take its protocol from the model, or guess.</summary>
    private bool IsOfVersion(int version) => _spoken switch
    {
        null => version is 10 or 11,
        "1.1" => version == 10,
        _ => version == 11,
    };

    private string Expected() => _spoken switch { null => "10 or 11", "1.1" => "10: the handset speaks DM 1.1", _ => $"11: the handset ({model.Id}) speaks DM 1.2" };
}

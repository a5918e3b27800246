using FleetSim.Platform.Drills;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Dm;

/// <summary>
/// Judges what a handset proves itself with: basic, md5 or a MAC, as the options demand or as it comes. Valid nonces are: the challenge of
/// this session, the newest one given, the newest one proven (the answer with the newer one may be lost), and the default nonce after a
/// notification that used it. Spec: OMA-TS-DM_Security-V1_2_1, 5.3; facts: oma-dm 4.
/// </summary>
internal sealed class ClientCredential(AccountOptions options, Ledger ledger, Func<Imei, int, byte[]> nonces, DrillBoard drills)
{
    private readonly Account _account = new(options.ClientUser, options.ClientPassword);

    /// <summary>What to do about the message, and the challenge that goes with the Status of its SyncHdr; null for none.</summary>
    public (AuthenticationStep Step, Chal? Chal) Judge(DmSession session, SyncHdr header, WebRequest request)
    {
        if (session.Messages == 1) session.ClientType ??= Demanded;
        (CredentialVerdict verdict, byte[]? proven) = Verdict(session, header, request);
        AuthenticationType type = session.ClientType ?? verdict.Type ?? AuthenticationType.Md5;
        bool wasProven = session.Authentication == AuthenticationState.Proven;
        AuthenticationStep step = AuthenticationMachine.Step(session.Authentication, Demand(type), verdict.Outcome);
        CredentialDraft judged = drills.Apply(session.Device.Imei, new CredentialDraft(session.Messages, step, type));
        if (judged.Type != type) session.ClientType = judged.Type;
        step = judged.Step;
        session.Authentication = step.State;
        if (!step.Executes) return (step, step.Challenges ? Challenge(session, judged.Type) : null);
        if (verdict.IsRight && type == AuthenticationType.Mac) session.ClientType = type; // from here on each message needs one
        if (!verdict.IsRight || (wasProven && !step.Challenges)) return (step, null);
        Prove(session, proven);
        return (step, type == AuthenticationType.Basic ? null : Protocol.SyncMl.Authentication.Challenge.Make(type, session.Device.ClientNonce));
    }

    private AuthenticationType? Demanded => options.Authentication switch
    {
        ClientAuthentication.Basic => AuthenticationType.Basic,
        ClientAuthentication.Md5 => AuthenticationType.Md5,
        ClientAuthentication.Mac => AuthenticationType.Mac,
        _ => null,
    };

    private AuthenticationDemand Demand(AuthenticationType type) =>
        type == AuthenticationType.Mac ? AuthenticationDemand.Mac : options.EachMessage ? AuthenticationDemand.PerMessage : AuthenticationDemand.PerSession;

    /// <summary>The judgement, and the nonce a right digest was made with; null for basic.</summary>
    private (CredentialVerdict Verdict, byte[]? Proven) Verdict(DmSession session, SyncHdr header, WebRequest request)
    {
        ManagedDevice device = session.Device;
        NonceForms forms = NonceForms.Current | NonceForms.Previous;
        if (device.DefaultNonceNotified) forms |= NonceForms.DefaultOctets;
        NonceHistory lasting = new(device.ClientNonce, device.PreviousClientNonce);
        if (session.Challenge is { } challenge)
        {
            CredentialVerdict now = Judge(session, header, request, new NonceHistory(challenge), NonceForms.Current);
            if (now.IsRight) return (now, now.Type == AuthenticationType.Basic ? null : challenge);
        }

        CredentialVerdict verdict = Judge(session, header, request, lasting, forms);
        return (verdict, verdict.Nonce switch
        {
            NonceForms.Current => lasting.Current,
            NonceForms.Previous => lasting.Previous,
            NonceForms.DefaultOctets => Nonces.Default.ToArray(),
            _ => null,
        });
    }

    /// <summary>A MAC header counts as the credential when a MAC is demanded, or nothing else is and it is there.</summary>
    private CredentialVerdict Judge(DmSession session, SyncHdr header, WebRequest request, NonceHistory nonces, NonceForms forms) =>
        session.ClientType == AuthenticationType.Mac || (session.ClientType is null && request.Mac is not null && header.Cred is null)
            ? CredentialCheck.JudgeMac(request.Mac, request.Body.Span, _account, nonces, forms)
            : CredentialCheck.Judge(header.Cred, _account, nonces, forms, session.ClientType);

    /// <summary>The handset is who it says: a fresh nonce for what comes next is booked as its ClientNonce.</summary>
    private void Prove(DmSession session, byte[]? proven)
    {
        ManagedDevice device = session.Device;
        if (proven is not null)
        {
            bool byDefault = proven.AsSpan().SequenceEqual(Nonces.Default);
            if (byDefault) session.ServerNonce = proven;
            else device.PreviousClientNonce = proven;
            device.DefaultNonceNotified = byDefault;
        }

        device.ClientNonce = Next(device);
        ledger.Account(device);
    }

    private Chal Challenge(DmSession session, AuthenticationType type)
    {
        session.Challenge = Next(session.Device);
        return Protocol.SyncMl.Authentication.Challenge.Make(type, session.Challenge);
    }

    private byte[] Next(ManagedDevice device) => drills.Apply(device.Imei, new NonceDraft(nonces(device.Imei, device.NoncesMade++))).Octets;
}

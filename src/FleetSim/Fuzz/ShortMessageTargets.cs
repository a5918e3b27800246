using FleetSim.Protocol;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Fuzz;

/// <summary>What comes over the air and is more than one decoder: bootstrap pushes, notifications judged, parts put together.</summary>
internal static class ShortMessageTargets
{
    private const int PartsAtOnce = 4;

    private static readonly ReassemblyLimits Limits = new(PartsAtOnce, 1024, TimeSpan.FromMinutes(10));
    private static readonly byte[] Secret = BootstrapSecurity.NetworkSecret(Imsi.Parse("460001234567890")!.Value);
    private static readonly Account Server = new("dm.example.test", "secret");
    private static readonly NonceHistory Nonces = new("nonce"u8.ToArray(), []);

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("bootstrap", BootstrapSeeds(), Bootstrap) { Reads = ["BootstrapPush.Read"] },
        new("notification-check", [FuzzSeeds.Package0], NotificationJudged) { Reads = ["NotificationCheck.Judge"] },
        new("reassembler", [Parts(FuzzSeeds.Push), Parts([.. FuzzSeeds.LongPush, .. new byte[200]])], Reassembled) { Reads = ["MessageReassembler.Receive"] },
    ];

    private static FuzzAnswer Bootstrap(ReadOnlySpan<byte> octets)
    {
        Decoded<WapPushMessage> push = WapPush.Decode(octets);
        if (!push.IsDone) return FuzzAnswer.Of(push, octets.Length);
        Decoded<BootstrapPush> bootstrap = BootstrapPush.Read(push.Value);
        if (!bootstrap.IsDone) return FuzzAnswer.Of(bootstrap, octets.Length);
        bool genuine = bootstrap.Value.IsGenuine(Secret, "1357924680");
        if (genuine && bootstrap.Value.Method is null) return new(true, "genuine without a method");
        if (bootstrap.Value.Kind == BootstrapKind.DmProfile) return FuzzAnswer.Of(bootstrap.Value.ReadMessage(), octets.Length);
        Decoded<ProvisioningDocument> document = bootstrap.Value.ReadProvisioning();
        if (document.IsDone && DmAccountMapping.Accounts(document.Value).Any(account => account.ServerId.Length == 0)) return new(true, "an account without a server id");
        return FuzzAnswer.Of(document, octets.Length);
    }

    private static FuzzAnswer NotificationJudged(ReadOnlySpan<byte> octets)
    {
        Decoded<SignedPackage0> decoded = Package0Codec.Decode(octets);
        if (!decoded.IsDone) return FuzzAnswer.Of(decoded, octets.Length);
        NotificationVerdict verdict = NotificationCheck.Judge(decoded.Value, Server, Nonces, NonceForms.All);
        bool genuine = verdict.Outcome == NotificationOutcome.Genuine;
        return new(genuine, genuine != (verdict.Nonce != NonceForms.None) ? "genuine and no nonce, or the other way round" : null);
    }

    /// <summary>Several short messages, each behind an octet with its length.</summary>
    private static FuzzAnswer Reassembled(ReadOnlySpan<byte> octets)
    {
        MessageReassembler reassembler = new(Limits);
        bool whole = false;
        for (int at = 0; at < octets.Length;)
        {
            int end = Math.Min(octets.Length, at + 1 + octets[at]);
            Decoded<SmsUserData> data = UserData.Decode(octets[(at + 1)..end], hasHeader: true);
            if (data.IsDone) whole |= reassembler.Receive("10654040", "me", data.Value, DateTimeOffset.UnixEpoch).Outcome == ReassemblyOutcome.Complete;
            at = end;
        }

        bool tooMuch = reassembler.Waiting > Limits.Messages || reassembler.Octets > Limits.Octets || reassembler.Octets > octets.Length;
        return new(whole, tooMuch ? $"{reassembler.Octets} octets of {reassembler.Waiting} messages kept" : null);
    }

    private static byte[] Parts(byte[] payload) =>
        [.. MessageSplitter.Split(new PortAddress(WapPush.Port, 9200), payload, 7).Reverse().SelectMany(part => (byte[])[(byte)part.Length, .. part])];

    private static byte[][] BootstrapSeeds()
    {
        byte[] document = MoreTargets.ProvisioningWbxml();
        byte[] message = FuzzSeeds.Messages(SyncMlEncoding.Wbxml)[2];
        string pin = "1234";
        return
        [
            .. Enum.GetValues<SecurityMethod>().Select(method =>
                WapPushWriter.Encode(BootstrapPush.Make(BootstrapKind.ClientProvisioning, method, BootstrapSecurity.ProvisioningKey(method, Secret, pin), document), method == SecurityMethod.UserPin ? WapPushForm.Texts : WapPushForm.Codes)),
            WapPushWriter.Encode(BootstrapPush.Make(BootstrapKind.DmProfile, SecurityMethod.UserNetworkPin, BootstrapSecurity.DmKey(SecurityMethod.UserNetworkPin, Secret, pin), message)),
        ];
    }
}

using FleetSim.Protocol;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Cmpp;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Fuzz;

/// <summary>What comes over the air and is more than one decoder: bootstrap pushes, notifications judged, parts put together.</summary>
internal static class ShortMessageTargets
{
    private const int PartsAtOnce = 16;

    private static readonly ReassemblyLimits Limits = new(PartsAtOnce, 1024, TimeSpan.FromMinutes(10));
    private static readonly byte[] Secret = BootstrapSecurity.NetworkSecret(Imsi.Parse("460001234567890")!.Value);
    private static readonly Account Server = new("dm.example.test", "secret");
    private static readonly NonceHistory Nonces = new("nonce"u8.ToArray(), []);

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("bootstrap", BootstrapSeeds(), Bootstrap) { Reads = ["BootstrapPush.Read"] },
        new("notification-check", [FuzzSeeds.Package0], NotificationJudged) { Reads = ["NotificationCheck.Judge"] },
        new("reassembler", [Parts(FuzzSeeds.Push), Parts([.. FuzzSeeds.LongPush, .. new byte[200]])], Reassembled) { Reads = ["MessageReassembler.Receive"] },
        new("cmpp-20", CmppSeeds(CmppVersion.V20), octets => FuzzAnswer.Of(CmppCodec.Decode(octets, CmppVersion.V20), octets.Length)) { Reads = ["CmppCodec.Decode"] },
        new("cmpp-30", CmppSeeds(CmppVersion.V30), octets => FuzzAnswer.Of(CmppCodec.Decode(octets, CmppVersion.V30), octets.Length)) { Reads = ["CmppCodec.Decode"] },
        new("cmpp-report", [CmppReportSeed(21), CmppReportSeed(32)], octets => FuzzAnswer.Of(CmppCodec.DecodeReport(octets), octets.Length)) { Reads = ["CmppCodec.DecodeReport"] },
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

    private static byte[][] CmppSeeds(CmppVersion version)
    {
        CmppSubmit submit = new() { ServiceId = "DM", Source = "900001", SourceId = "10086", HeaderIndicator = 1, Format = 4, Destinations = ["8613800000001", "8613800000002"], Content = FuzzSeeds.UserData[0] };
        CmppPdu[] pdus =
        [
            new CmppPdu.Connect("900001", CmppAuthenticator.Source("900001", "888888", 101_000_000), version, 101_000_000),
            new CmppPdu.ConnectResponse(0, new byte[16], version),
            new CmppPdu.Submit(submit) { Sequence = 1 },
            new CmppPdu.SubmitResponse(1, 0),
            new CmppPdu.Deliver(new CmppDeliver { Destination = "10086", Source = "8613800000001", RegisteredDelivery = 1, Content = CmppReportSeed(CmppVersion.V30 == version ? 32 : 21) }),
            new CmppPdu.ActiveTestResponse(0),
            new CmppPdu.Other(CmppCommand.Query, [1, 2, 3]),
        ];
        return [.. pdus.Select(pdu => CmppCodec.Encode(pdu, version))];
    }

    private static byte[] CmppReportSeed(int numberOctets) =>
        [0x9B, 0x3A, 0x2E, 0, 0, 0, 0, 2, .. "DELIVRD"u8, .. "2601020304"u8, .. "2601020305"u8, .. "8613800000001"u8, .. new byte[numberOctets - 13], 0, 0, 0, 1];
}

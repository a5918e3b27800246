using FleetSim.Platform.Settings;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Platform.Engine;

/// <summary>
/// Makes the bootstrap push of a handset: the account as a w7 application or as DMAcc, guarded by SEC and MAC, in as many short messages as it
/// takes. Once for each handset. Spec: OMA-TS-DM_Bootstrap-V1_2_1, 5.
/// </summary>
internal sealed class Bootstrapper(PlatformOptions options, Ledger ledger, Tally tally, Func<string> baseUrl)
{
    private static readonly PortAddress PushPorts = new(WapPush.Port, 49154);

    /// <summary>The parts of the push; none when it has one, is not drawn, or its secret is not known.</summary>
    public IReadOnlyList<Downlink> For(ManagedDevice device)
    {
        if (options.Bootstrap.Form == BootstrapForm.None || device.Bootstrap is not null || device.Msisdn is not { } msisdn) return [];
        if (Draw.Unit(options.Seed, device.Imei, DrawPurpose.BootstrapShare) >= options.Bootstrap.Share) return [];
        if (Secret(device, msisdn) is not { } secret)
        {
            tally.CountFault(Fault.BootstrapWithoutImsi);
            return [];
        }

        WapPushMessage push = Push(secret) with { TransactionId = ++device.LastPush };
        device.Bootstrap = options.Bootstrap.Form.ToString();
        ledger.Handset(device);
        string source = device.Service ?? options.Registration.Number;
        return
        [
            .. MessageSplitter.Split(PushPorts, WapPushWriter.Encode(push), device.LastPush)
                .Select(part => new Downlink(DownlinkKind.Bootstrap, device.Imei, msisdn, source, part)),
        ];
    }

    /// <summary>The network secret; empty where none is needed, null where it is and the IMSI is not known.</summary>
    private byte[]? Secret(ManagedDevice device, Msisdn msisdn)
    {
        if (options.Bootstrap.Security is BootstrapSecurityMethod.UserPin or BootstrapSecurityMethod.UserPinMac) return [];
        Imsi? imsi = device.Imsi ?? (options.Bootstrap.Imsis.TryGetValue(msisdn.ToString(), out string? text) ? Imsi.Parse(text) : null);
        return imsi is { } known ? BootstrapSecurity.NetworkSecret(known) : null;
    }

    private WapPushMessage Push(byte[] secret)
    {
        SecurityMethod method = options.Bootstrap.Security switch
        {
            BootstrapSecurityMethod.NetworkPin => SecurityMethod.NetworkPin,
            BootstrapSecurityMethod.UserPin => SecurityMethod.UserPin,
            BootstrapSecurityMethod.UserNetworkPin => SecurityMethod.UserNetworkPin,
            _ => SecurityMethod.UserPinMac,
        };
        bool profile = options.Bootstrap.Form == BootstrapForm.DmProfile;
        byte[] document = profile ? Profile() : Provisioning();
        byte[] key = profile
            ? BootstrapSecurity.DmKey(method, secret, options.Bootstrap.Pin)
            : BootstrapSecurity.ProvisioningKey(method, secret, options.Bootstrap.Pin);
        return BootstrapPush.Make(profile ? BootstrapKind.DmProfile : BootstrapKind.ClientProvisioning, method, key, document);
    }

    private byte[] Provisioning() =>
        ProvisioningCodec.Encode(new ProvisioningDocument("1.1", [DmAccountMapping.Application(Account())]), SyncMlEncoding.Wbxml);

    /// <summary>An Add of the account to ./Inbox: the handset files it by its management object id.</summary>
    private byte[] Profile()
    {
        MgmtTree tree = new([Interior("DMAcc", [.. DmAccountNodes.Dm12(Account()).Select(n => (n.Path.Split('/'), n))], NodeType.DdfName("urn:oma:mo:oma-dm-dmacc:1.0"))]);
        Command.Add add = new()
        {
            CmdId = CmdId.From(1),
            Meta = new Meta { Format = "bin", Type = MgmtTreeCodec.TndsWbxml },
            Items = [new Item { Target = new Location("./Inbox"), Data = MgmtTreeCodec.ToData(tree, SyncMlEncoding.Wbxml) }],
        };
        SyncHdr header = new()
        {
            SessionId = "0", MsgId = MsgId.From(0), Target = new Location("IMEI:"), Source = new Location(baseUrl() + "/dm", options.Account.ServerId),
        };
        return SyncMlCodec.Encode(new SyncMlMessage(header, [add], true), SyncMlEncoding.Wbxml);
    }

    private static MgmtNode Interior(string name, IReadOnlyList<(string[] Path, DmAccountNode Leaf)> below, NodeType? type = null) => new()
    {
        Name = name,
        Format = "node",
        Type = type ?? NodeType.Interior,
        Children =
        [
            .. below.GroupBy(n => n.Path[0]).Select(g => g.First() is { Path.Length: 1 } leaf
                ? Leaf(g.Key, leaf.Leaf)
                : Interior(g.Key, [.. g.Select(n => (n.Path[1..], n.Leaf))])),
        ],
    };

    private static MgmtNode Leaf(string name, DmAccountNode leaf) => new()
    {
        Name = name, Format = leaf.Format.Text(), Type = NodeType.Mime("text/plain"), Value = new ItemData(leaf.Value),
    };

    private DmAccount Account() => new()
    {
        ServerId = options.Account.ServerId,
        Name = options.Account.ServerId,
        PreferredAuthentication = "DIGEST",
        Addresses = [new DmAddress(baseUrl() + "/dm", "URI", [])],
        Credentials =
        [
            new DmCredential("CLCRED", "DIGEST", options.Account.ClientUser, options.Account.ClientPassword, options.Account.ClientNonce),
            new DmCredential("SRVCRED", "DIGEST", options.Account.ServerId, options.Account.ServerPassword, options.Account.ServerNonce),
        ],
    };
}

using FleetSim.Device;
using FleetSim.Device.Snapshot;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Bench;

/// <summary>
/// One handset and what it must hear to come into each state of its life: a server that says the least that is right. Nothing is sent.
/// </summary>
public sealed class HandsetRig
{
    private const long ObjectOctets = 262_144;
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly PresetAccount Account = new() { Address = "http://127.0.0.1:7001/dm" };
    private static readonly TerminalSettings Settings = new() { Account = Account };

    private readonly List<TerminalAction> _actions = [];
    private byte[] _nonce = Credentials.DecodeNonce(Account.ServerNonce);
    private int _msgId;

    /// <summary>A handset of the model that was never switched on.</summary>
    public HandsetRig(HandsetModel model, long index)
    {
        ArgumentNullException.ThrowIfNull(model);
        Terminal = new Terminal(Imei.FromFourteenDigits(86_000_000_000_000 + (ulong)index), model, Settings, new Chance(1, index));
    }

    public Terminal Terminal { get; }

    /// <summary>Switched on with a SIM of its operator and, where the model does that, registered.</summary>
    public HandsetRig Registered()
    {
        HandsetModel model = Terminal.Model;
        Sim sim = new(0, Imsi.Parse((model.Registration.HomeNetworks[0] + "1234567890123").AsSpan(0, 15))!.Value);
        Step(new TerminalEvent.PowerOn(Now, sim));
        if (_actions.OfType<TerminalAction.SendSms>().FirstOrDefault() is not { } uplink) return this;
        Step(new TerminalEvent.SmsAccepted(Now, uplink.Request, Accepted: true));
        PortAddress ports = new(model.Registration.Port, model.Registration.Port);
        byte[] text = System.Text.Encoding.ASCII.GetBytes(Terminal.Imei.ToLocUri() + model.Registration.SuccessText);
        return Step(new TerminalEvent.SmsReceived(Now, model.Registration.ServiceNumber, UserData.Encode(ports, null, text), HasHeader: true));
    }

    /// <summary>Woken by package #0, package 1 under way.</summary>
    public HandsetRig InSession()
    {
        IReadOnlyList<int> versions = Terminal.Model.Dm.NotificationVersions;
        Package0 content = new() { Version = versions.Count > 0 ? versions[^1] : 11, UiMode = UiMode.Background, Initiator = Initiator.Server, SessionId = 7, ServerId = Account.ServerId };
        byte[] body = Package0Codec.Encode(content, Account.ServerPassword, Credentials.DecodeNonce(Account.ServerNonce));
        byte[] push = UserData.Encode(new PortAddress(WapPush.Port, 49154), null, WapPush.EncodeNotification(1, body));
        return Step(new TerminalEvent.SmsReceived(Now, Terminal.Model.Registration.ServiceNumber, push, HasHeader: true));
    }

    /// <summary>The session is over, and nothing was commanded in it.</summary>
    public HandsetRig AfterSession() => InSession().Reply();

    /// <summary>Half of an object is held, and the signal is gone.</summary>
    public HandsetRig Downloading()
    {
        string root = "./" + Terminal.Model.FumoRoot;
        Item url = new() { Target = new Location(root + "/Download/PkgURL"), Data = "http://127.0.0.1:7001/dl/dd/package-2.0.0" };
        InSession().Reply(
            new Command.Replace { CmdId = CmdId.From(90), Items = [url] },
            new Command.Exec { CmdId = CmdId.From(91), Correlator = "c-1", Items = [new Item { Target = new Location(root + "/Download") }] }).Reply();
        DownloadDescriptor descriptor = new()
        {
            Types = ["application/octet-stream"], Size = ObjectOctets, ObjectUri = "http://127.0.0.1:7001/dl/object/package-2.0.0", Name = "package-2.0.0", DdVersion = "1.0",
            InstallNotifyUri = "http://127.0.0.1:7001/dl/notify/package-2.0.0",
        };
        TerminalAction.GetDescriptor get = _actions.OfType<TerminalAction.GetDescriptor>().FirstOrDefault()
            ?? throw new InvalidOperationException($"a handset of model {Terminal.Model.Id} does not take the order of a download");
        Step(new TerminalEvent.HttpReplied(Now, get.Request, 200, DescriptorCodec.MediaType, DescriptorCodec.Encode(descriptor)));
        TerminalAction.Fetch fetch = _actions.OfType<TerminalAction.Fetch>().Single();
        Step(new TerminalEvent.FetchStarted(Now, fetch.Request, 200, null, ObjectOctets, "\"etag-1234\""));
        Step(new TerminalEvent.FetchOctets(Now, fetch.Request, new byte[ObjectOctets / 2]));
        return Step(new TerminalEvent.SignalLost(Now));
    }

    /// <summary>Octets of its snapshot.</summary>
    public int SnapshotOctets()
    {
        SnapshotWriter writer = new();
        TerminalSnapshot.Write(Terminal, writer);
        return writer.Written.Length;
    }

    /// <summary>Forgets what the steps led to: a shell would have carried it out.</summary>
    public Terminal Alone()
    {
        _actions.Clear();
        _actions.TrimExcess();
        return Terminal;
    }

    /// <summary>Answers the open POST; proved by an md5 credential, and by the MAC for a model that asks for it.</summary>
    private HandsetRig Reply(params Command[] commands)
    {
        TerminalAction.PostDm post = _actions.OfType<TerminalAction.PostDm>().Single();
        SyncMlMessage said = SyncMlCodec.Decode(post.Body, post.Encoding).Value!;
        if (said.Commands.OfType<Command.Status>().FirstOrDefault(s => s.CmdRef == CmdId.Header)?.Chal?.NextNonce is { } next) _nonce = Credentials.DecodeNonce(next);
        SyncHdr header = new()
        {
            VerDtd = said.Header.VerDtd, VerProto = said.Header.VerProto, SessionId = said.Header.SessionId, MsgId = MsgId.From(++_msgId),
            Target = said.Header.Source, Source = new Location(Account.ServerId, Account.ServerId),
            Cred = new Cred(new Meta { Type = Credentials.Md5, Format = "b64" }, Credentials.Md5Credential(Account.ServerId, Account.ServerPassword, _nonce)),
        };
        Command.Status status = new() { CmdId = CmdId.From(1), MsgRef = said.Header.MsgId, CmdRef = CmdId.Header, Cmd = "SyncHdr", Code = StatusCode.AuthenticatedForSession };
        byte[] body = SyncMlCodec.Encode(new SyncMlMessage(header, [status, .. commands], Final: true), post.Encoding);
        string mac = MacHeader.For(new Protocol.SyncMl.Authentication.Account(Account.ServerId, Account.ServerPassword), _nonce, body).ToString();
        return Step(new TerminalEvent.HttpReplied(Now, post.Request, 200, post.ContentType, body) { Hmac = mac });
    }

    private HandsetRig Step(TerminalEvent happened)
    {
        _actions.Clear();
        Terminal.Step(happened, _actions);
        return this;
    }
}

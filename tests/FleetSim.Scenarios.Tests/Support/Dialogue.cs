using System.Globalization;
using FleetSim.Device;
using FleetSim.Device.Snapshot;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Tests.Support;

/// <summary>One handset of a model, switched on with a SIM of its operator, and a DM server that asks it once.</summary>
internal sealed class Dialogue
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly List<TerminalAction> _actions = [];
    private readonly PresetAccount _account;

    public Dialogue(HandsetModel model)
    {
        _account = new PresetAccount { Address = "http://dm.test:7001/dm" };
        Terminal = New(model);
        Imsi imsi = Imsi.Parse((model.Registration.HomeNetworks[0] + "1234567890123").AsSpan(0, 15)) ?? throw new ArgumentException("a model without a home network", nameof(model));
        Step(new TerminalEvent.PowerOn(Now, new Sim(0, imsi)));
        Registrations = [.. _actions.OfType<TerminalAction.SendSms>()];
    }

    public Terminal Terminal { get; }

    /// <summary>What it sent when it was switched on.</summary>
    public IReadOnlyList<TerminalAction.SendSms> Registrations { get; }

    /// <summary>Octets of package 1, from the first notification on.</summary>
    public byte[] PackageOne { get; private set; } = [];

    /// <summary>Wakes the handset, asks for the nodes in one Get, and gives its answer.</summary>
    public SyncMlMessage Ask(IEnumerable<string> uris)
    {
        TerminalAction.PostDm first = Wake();
        PackageOne = first.Body;
        SyncMlMessage said = Decode(first);
        List<Command> commands = [.. said.Commands.Select((c, i) => Status(said, c, i + 2)).Prepend(Header(said))];
        commands.Add(new Command.Get { CmdId = CmdId.From(commands.Count + 1), Items = [.. uris.Select(uri => new Item { Target = new Location(uri) })] });
        SyncHdr header = new()
        {
            SessionId = said.Header.SessionId, MsgId = MsgId.From(1), Target = said.Header.Source, Source = new Location(_account.ServerId, _account.ServerId),
            Cred = new Cred(new Meta { Type = Credentials.Md5, Format = "b64" }, Credentials.Md5Credential(_account.ServerId, _account.ServerPassword, Credentials.DecodeNonce(_account.ServerNonce))),
        };
        _actions.Clear();
        Step(new TerminalEvent.HttpReplied(Now, first.Request, 200, first.ContentType, SyncMlCodec.Encode(new SyncMlMessage(header, commands, Final: true), first.Encoding)));
        return Decode(Assert.Single(_actions.OfType<TerminalAction.PostDm>()));
    }

    public byte[] Save()
    {
        SnapshotWriter writer = new();
        TerminalSnapshot.Write(Terminal, writer);
        return writer.Written.ToArray();
    }

    /// <summary>Another handset of the model, filled from a snapshot.</summary>
    public Terminal Load(byte[] snapshot)
    {
        Terminal terminal = New(Terminal.Model);
        SnapshotReader reader = new(snapshot);
        TerminalSnapshot.Read(terminal, ref reader);
        return terminal;
    }

    private Terminal New(HandsetModel model) => new(new(860206000003972), model, new TerminalSettings { Account = _account }, new Chance(1, 1));

    private TerminalAction.PostDm Wake()
    {
        IReadOnlyList<int> versions = Terminal.Model.Dm.NotificationVersions;
        Package0 content = new() { Version = versions.Count > 0 ? versions[^1] : 11, UiMode = UiMode.Background, Initiator = Initiator.Server, SessionId = 7, ServerId = _account.ServerId };
        byte[] body = Package0Codec.Encode(content, _account.ServerPassword, Credentials.DecodeNonce(_account.ServerNonce));
        _actions.Clear();
        Step(new TerminalEvent.SmsReceived(Now, Terminal.Model.Registration.ServiceNumber, UserData.Encode(new PortAddress(WapPush.Port, 49154), null, WapPush.EncodeNotification(1, body)), HasHeader: true));
        return Assert.Single(_actions.OfType<TerminalAction.PostDm>());
    }

    private void Step(TerminalEvent happened) => Terminal.Step(happened, _actions);

    private static SyncMlMessage Decode(TerminalAction.PostDm post)
    {
        Protocol.Decoded<SyncMlMessage> message = SyncMlCodec.Decode(post.Body, post.Encoding);
        Assert.True(message.IsDone, string.Create(CultureInfo.InvariantCulture, $"octet {message.Offset}: {message.Reason}"));
        return message.Value;
    }

    private static Command.Status Header(SyncMlMessage said) => new() { CmdId = CmdId.From(1), MsgRef = said.Header.MsgId, CmdRef = CmdId.Header, Cmd = "SyncHdr", Code = StatusCode.AuthenticatedForSession };

    private static Command.Status Status(SyncMlMessage said, Command command, int id) => new() { CmdId = CmdId.From(id), MsgRef = said.Header.MsgId, CmdRef = command.CmdId, Cmd = command.Name, Code = StatusCode.Ok };
}

using FleetSim.Device;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Scenarios.Life;

namespace FleetSim.Scenarios.Tests.Support;

/// <summary>
/// One handset with its surroundings in virtual time, and a platform that wants one firmware update of it. Requests are
/// answered at once; time passes only between them.
/// </summary>
internal sealed class Drive
{
    private const string DescriptorUri = "http://dl.test/dd", ObjectUri = "http://dl.test/object", NotifyUri = "http://dl.test/notify";

    private readonly Fleet _fleet;
    private readonly bool _resting;
    private readonly HandsetOutputs _outputs = new();
    private readonly Dictionary<int, DateTimeOffset> _timers = [];
    private readonly Queue<Action> _todo = new();
    private bool _ordered;
    private byte[] _serverNonce = Credentials.DecodeNonce(new PresetAccount { Address = "" }.ServerNonce);

    /// <param name="fleet">Where the handset belongs.</param>
    /// <param name="index">Which one it is.</param>
    /// <param name="resting">True: it is put aside and taken up again from its snapshot whenever nothing is under way.</param>
    public Drive(Fleet fleet, long index, bool resting = false)
    {
        (_fleet, _resting) = (fleet, resting);
        Handset = new Handset(fleet, index);
    }

    public Handset Handset { get; private set; }

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the shell would have done, as text with all octets; request numbers left out.</summary>
    public List<string> Story { get; } = [];

    public List<TerminalEvent> Events { get; } = [];

    public List<TerminalAction> Actions { get; } = [];

    public List<FaultKind> Faults { get; } = [];

    /// <summary>Octets held when each cut came.</summary>
    public List<long> CutsAt { get; } = [];

    public int Rests { get; private set; }

    public Drive SwitchOn()
    {
        Do(() => Handset.FirstPowerOn(Now, _outputs));
        return this;
    }

    /// <summary>Sends a silent notification; the session orders the update once.</summary>
    public Drive Order()
    {
        Do(() => Handset.SmsArrives(new TerminalEvent.SmsReceived(Now, "10654040", Push(), HasHeader: true), isConfirmation: false, _outputs));
        return this;
    }

    public Drive Confirm()
    {
        byte[] text = UserData.Encode(new PortAddress(RegistrationText.Port, RegistrationText.Port), null, RegistrationText.EncodeConfirmation(Handset.Terminal.Imei, registered: true));
        Do(() => Handset.SmsArrives(new TerminalEvent.SmsReceived(Now, "10654040", text, HasHeader: true), isConfirmation: true, _outputs));
        return this;
    }

    /// <summary>Lets time pass until nothing is due within it any more.</summary>
    public Drive Wait(TimeSpan time)
    {
        DateTimeOffset until = Now + time;
        while (_timers.Count > 0 && _timers.MinBy(t => (t.Value, t.Key)) is var next && next.Value <= until)
        {
            Rest();
            Now = next.Value > Now ? next.Value : Now;
            _timers.Remove(next.Key);
            TimerSlot slot = (TimerSlot)next.Key;
            Do(() =>
            {
                if (slot == Handset.EnvironmentSlot) Handset.EnvironmentDue(Now, _outputs);
                else Handset.TimerFired(slot, next.Value, Now, _outputs);
            });
        }

        Now = until;
        Rest();
        return this;
    }

    public Drive WaitSeconds(double seconds) => Wait(TimeSpan.FromSeconds(seconds));

    /// <summary>One step, and everything that follows from it without time passing.</summary>
    private void Do(Action step)
    {
        _todo.Enqueue(step);
        while (_todo.TryDequeue(out Action? next))
        {
            byte[] before = Handset.Save();
            _outputs.Clear();
            next();
            Assert.True(Handset.TakeDirty(early: true) || before.AsSpan().SequenceEqual(Handset.Save()), "the snapshot changed and nobody will save it");
            Events.AddRange(_outputs.Events.Where(e => e is not TerminalEvent.Revived));
            Faults.AddRange(_outputs.Faults);
            if (_outputs.EnvironmentDue is { } due) _timers[(int)Handset.EnvironmentSlot] = due;
            foreach (TerminalAction action in _outputs.Actions) Carry(action);
        }
    }

    private void Carry(TerminalAction action)
    {
        // Taken up again it sets what it knows of: that is no news.
        if (action is TerminalAction.ArmTimer known && _timers.TryGetValue((int)known.Slot, out DateTimeOffset set) && set == known.Due) return;
        Actions.Add(action);
        Story.Add($"{Now:O} {Text(action)}");
        switch (action)
        {
            case TerminalAction.ArmTimer arm: _timers[(int)arm.Slot] = arm.Due; break;
            case TerminalAction.CancelTimer cancel: _timers.Remove((int)cancel.Slot); break;
            case TerminalAction.BreakOff or TerminalAction.BreakTransfer: _todo.Clear(); break;
            case TerminalAction.SendSms send: Later(() => new TerminalEvent.SmsAccepted(Now, send.Request, true)); break;
            case TerminalAction.PostDm { LoseReply: true } post: Later(() => new TerminalEvent.HttpFailed(Now, post.Request, NetworkFailure.TimedOut)); break;
            case TerminalAction.PostDm post: Later(() => new TerminalEvent.HttpReplied(Now, post.Request, 200, post.ContentType, Answer(post))); break;
            case TerminalAction.GetDescriptor get: Later(() => new TerminalEvent.HttpReplied(Now, get.Request, 200, DescriptorCodec.MediaType, Descriptor)); break;
            case TerminalAction.PostNotify notify: Later(() => new TerminalEvent.HttpReplied(Now, notify.Request, 200, null, [])); break;
            case TerminalAction.Fetch fetch: Transfer(fetch); break;
        }
    }

    private void Later(Func<TerminalEvent> happens) => _todo.Enqueue(() => Handset.Happened(happens(), _outputs));

    private void Transfer(TerminalAction.Fetch fetch)
    {
        Later(() => new TerminalEvent.FetchStarted(Now, fetch.Request, fetch.Offset > 0 ? 206 : 200, fetch.Offset > 0 ? fetch.Offset : null, Fleets.PackageOctets, "\"e\""));
        int end = (int)(fetch.StopAt ?? Fleets.PackageOctets);
        Later(() => new TerminalEvent.FetchOctets(Now, fetch.Request, Fleets.Package.AsMemory((int)fetch.Offset, end - (int)fetch.Offset)));
        if (fetch.StopAt is null)
        {
            Later(() => new TerminalEvent.FetchEnded(Now, fetch.Request, null));
            return;
        }

        _todo.Enqueue(() =>
        {
            CutsAt.Add(Handset.Terminal.Nv.Job!.Offset);
            Handset.TransferCut(Now, _outputs);
        });
    }

    /// <summary>Puts the handset aside and takes it up again, where that must make no difference.</summary>
    private void Rest()
    {
        if (!_resting || !Handset.IsAtRest || Handset.Terminal.Nv.Job is { Phase: Device.Firmware.FumoPhase.Reporting or Device.Firmware.FumoPhase.Downloaded or Device.Firmware.FumoPhase.Updating }) return;
        Rests++;
        byte[] saved = Handset.Save();
        Handset = Handset.Load(_fleet, Handset.Index, saved);
        Assert.Equal(saved, Handset.Save());
        Do(() => Handset.Revived(Now, _outputs));
    }

    private byte[] Answer(TerminalAction.PostDm post)
    {
        SyncMlMessage said = SyncMlCodec.Decode(post.Body, post.Encoding).Value!;
        if (said.Commands.OfType<Command.Status>().FirstOrDefault(s => s.Chal is not null)?.Chal?.NextNonce is { } nonce) _serverNonce = Credentials.DecodeNonce(nonce);
        List<Command> commands = [Status(said, CmdId.Header, "SyncHdr", 212, 1)];
        foreach (Command command in said.Commands.Where(c => c is not (Command.Status or Command.Results))) commands.Add(Status(said, command.CmdId, command.Name, 200, commands.Count + 1));
        bool opened = said.Commands.Any(c => c is Command.Alert { Code: AlertCode.ServerInitiated });
        if (opened && !_ordered)
        {
            _ordered = true;
            commands.Add(new Command.Replace { CmdId = CmdId.From(commands.Count + 1), Items = [new Item { Target = new Location("./FwUpdate/Download/PkgURL"), Data = DescriptorUri }] });
            commands.Add(new Command.Exec { CmdId = CmdId.From(commands.Count + 1), Correlator = "c", Items = [new Item { Target = new Location("./FwUpdate/Download") }] });
        }

        SyncHdr header = new()
        {
            SessionId = said.Header.SessionId, MsgId = said.Header.MsgId, Target = said.Header.Source, Source = new Location("OMADM"),
            Cred = new Cred(new Meta { Type = Credentials.Md5, Format = "b64" }, Credentials.Md5Credential("OMADM", "mvpdm", _serverNonce)),
        };
        return SyncMlCodec.Encode(new SyncMlMessage(header, commands, Final: true), post.Encoding);
    }

    private static Command.Status Status(SyncMlMessage said, CmdId to, string name, int code, int id) =>
        new() { CmdId = CmdId.From(id), MsgRef = said.Header.MsgId, CmdRef = to, Cmd = name, Code = code };

    private static byte[] Descriptor => DescriptorCodec.Encode(new DownloadDescriptor
    {
        Types = ["application/octet-stream"], Size = Fleets.PackageOctets, ObjectUri = ObjectUri, InstallNotifyUri = NotifyUri, Name = Fleets.PackageName,
    });

    private byte[] Push()
    {
        Package0 content = new() { UiMode = UiMode.Background, Initiator = Initiator.Server, SessionId = 7, ServerId = "OMADM" };
        return UserData.Encode(new PortAddress(WapPush.Port, 49154), null, WapPush.EncodeNotification(1, Package0Codec.Encode(content, "mvpdm", _serverNonce)));
    }

    private static string Text(TerminalAction action) => action switch
    {
        TerminalAction.SendSms a => $"{a with { Request = 0 }} {Convert.ToHexString(a.UserData)}",
        TerminalAction.PostDm a => $"{a with { Request = 0 }} {Convert.ToHexString(a.Body)}",
        TerminalAction.PostNotify a => $"{a with { Request = 0 }} {Convert.ToHexString(a.Body)}",
        TerminalAction.GetDescriptor a => (a with { Request = 0 }).ToString(),
        TerminalAction.Fetch a => (a with { Request = 0 }).ToString(),
        _ => action.ToString(),
    };
}

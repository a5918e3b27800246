using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Life;

/// <summary>One random life: what happens is chosen by numbers, within what can happen at that moment.</summary>
internal sealed class Walk
{
    public const int Moves = 26;

    private const string Part = "part";
    private const int PartOctets = 300;

    private static readonly Sim?[] Sims = [Samples.HomeSim, Samples.OtherHomeSim, Samples.UnicomSim, null];

    private readonly DmServer _server;
    private readonly Conversation _conversation;
    private readonly Dictionary<string, PackageServer> _servers = [];
    private readonly string[] _roots;
    private ushort _notification = 0x9000;
    private TerminalAction.Fetch? _begun;

    public Walk(HandsetModel model)
    {
        _roots = [.. model.Tree.Nodes.Where(n => n.Type == "urn:oma:mo:oma-fumo:1.0").Select(n => n.Path)];
        // With two objects, the second one's package is a part that the first one's builds on.
        FirmwarePackage first = PackageServer.Package() with { Requires = _roots.Length > 1 ? Part : null };
        Bench = new Bench(model, Samples.Settings(first, PackageServer.Package(PartOctets, Part) with { IsFinal = false }));
        _server = new DmServer(Bench);
        _conversation = new Conversation(Bench, _server);
        _servers.Add(PackageServer.Name, new PackageServer(Bench));
        _servers.Add(Part, new PackageServer(Bench, PartOctets, Part));
    }

    /// <summary>The server of what is asked for.</summary>
    private PackageServer Packages => _servers[(Bench.OpenFetch?.Uri ?? Bench.OpenGet!.Uri).Split('/')[^1]];

    public Bench Bench { get; }

    public void Take(int move, int choice)
    {
        Bench.Now += TimeSpan.FromMilliseconds(choice % 700);
        switch (move)
        {
            case 0: Bench.PowerOn(Bench.Nv.PoweredOn ? Bench.Sim : Sims[choice % 4]); break;
            case 1 when choice % 3 == 0: Bench.PowerOff(); break;
            case 2: Bench.LoseSignal(); break;
            case 3: Bench.FindSignal(); break;
            case 4: Bench.LoseMemory(); break;
            case 5: Bench.FreeMemory(); break;
            case 6 when Bench.OpenSms is not null: Bench.SmsTaken(choice % 4 != 0); break;
            case 7: Confirm(choice); break;
            case 8: Notify(choice); break;
            case 9 or 10 or 11 when Bench.OpenPost is not null: Answer(choice); break;
            case 12 when Bench.OpenGet is not null: Describe(choice); break;
            case 13 when Bench.OpenFetch is not null && !HasBegun: Begin(choice); break;
            case 13 or 14 when HasBegun: Send(choice); break;
            case 15 when Bench.OpenFetch is not null: Packages.End(choice % 2 == 0 ? null : NetworkFailure.ConnectionLost); break;
            case 16 when Bench.OpenNotify is not null: Notified(choice); break;
            case 17: Bench.UserSays(choice % 4 == 0 ? UserAnswer.No : UserAnswer.Yes); break;
            case 18 when choice % 5 == 0: Bench.UserCancels(); break;
            case 19: Bench.Wait(TimeSpan.FromSeconds(choice % 200)); break;
            case 20 when choice % 3 == 0: Bench.Revive(); break;
            case 20: Stale(choice); break;
            case 21: _conversation.Answer(choice); break;
            case 22 or 23 when Bench.OpenPost is not null: _conversation.Command(choice); break;
            case 24: _conversation.Message(choice); break;
            case 25: _conversation.Own(choice); break;
        }
    }

    /// <summary>Several objects with many interruptions behind them took more than 400; one that never settles takes them all.</summary>
    private const int SettlingSteps = 4_000;

    /// <summary>From here on all goes well: whatever was begun comes to its end.</summary>
    public void Settle()
    {
        for (int step = 0; step < SettlingSteps && !IsSettled; step++)
        {
            if (!Bench.Nv.PoweredOn) Bench.PowerOn(Bench.Sim);
            else if (!Bench.Nv.HasSignal) Bench.FindSignal();
            else if (!Bench.Nv.HasMemory) Bench.FreeMemory();
            else if (Bench.Timers.ContainsKey(TimerSlot.PromptTimeout)) Bench.UserSays(UserAnswer.Yes);
            else if (Bench.OpenPost is not null) _server.Reply();
            else if (Bench.OpenGet is not null) Packages.Describe();
            else if (HasBegun) SendRest();
            else if (Bench.OpenFetch is not null) Packages.SendRest();
            else if (Bench.OpenNotify is not null) Bench.NotifyAnswered();
            else if (Bench.Timers.Count > 0) Bench.Wait(TimeSpan.FromHours(2));
            else Bench.PowerOff();
        }

        Assert.True(IsSettled, $"it never settles: {Bench.Nv.Job?.Phase} {Bench.Nv.Job?.Cause}, post {Bench.OpenPost?.Uri}, {Bench.Nv.Firmware?.Reports.Count} reports, timers {string.Join(" ", Bench.Timers.Keys)}, {Bench.Facts<TerminalFact.SessionEnded>().Count()} sessions, last {Bench.Facts<TerminalFact.SessionEnded>().LastOrDefault()}");
        if (_roots.Length == 1 && Bench.Facts<TerminalFact.FirmwareFinished>().LastOrDefault() is { } finished) Assert.Equal(finished.Result, Bench.Nv.Odometer.LastReportedResult);
    }

    /// <summary>The header of the open transfer has come.</summary>
    private bool HasBegun => Bench.OpenFetch is { } open && ReferenceEquals(open, _begun);

    /// <summary>Nothing is owed, and what is left waits for a command or says what became of it.</summary>
    private bool IsSettled => !Bench.Terminal.IsInSession && Bench.Nv.Jobs.All(j => j.NotifyOwed == 0 && IsLeft(j)) && Bench.Nv.Firmware is null or { Reports.Count: 0 };

    private bool IsLeft(FirmwareJob job) => job.Phase is FumoPhase.Ready or FumoPhase.Ended || (job.Phase == FumoPhase.Held && Bench.Nv.Jobs.Any(j => j.Phase == FumoPhase.Ready));

    private void SendRest()
    {
        Packages.Send(Packages.Octets.Length - (int)Bench.Nv.Job!.Offset);
        Packages.End();
    }

    private void Confirm(int choice)
    {
        switch (choice % 8)
        {
            case 0: Bench.Sms(Should.Confirmation(registered: false)); break;
            case 1: Bench.Sms(Should.Confirmation(imei: 860206000003973)); break;
            case 2: Bench.Sms(Should.Confirmation(), "13800138000"); break;
            case 3: Bench.Sms(Should.Confirmation(port: 5)); break;
            case 4: Bench.Sms(Should.Confirmation(), hasHeader: false); break;
            default: Bench.Sms(Should.Confirmation()); break;
        }
    }

    private void Notify(int choice)
    {
        UiMode mode = (UiMode)(choice % 4);
        switch (choice / 4 % 8)
        {
            case 0: Bench.Sms(_server.Push(mode, _notification)); break;
            case 1: Bench.Sms(_server.Push(mode, ++_notification, [9])); break;
            case 2: Bench.Sms(_server.Push(mode, ++_notification, new byte[4])); break;
            case 3: Bench.Sms(_server.Push(mode, ++_notification), "13800138000"); break;
            default: Bench.Sms(_server.Push(mode, ++_notification)); break;
        }
    }

    private void Answer(int choice)
    {
        const string apn = "./Settings/GPRS/CMNet/APN";
        ReplyForm form = new() { Report = choice % 7 == 0 ? 500 : 200, NextNonce = choice % 3 == 0 ? Convert.ToBase64String(BitConverter.GetBytes(choice)) : null };
        switch (choice % 24)
        {
            case 0: Bench.PostFails((NetworkFailure)(choice / 24 % 6)); break;
            case 1: Bench.PostAnswered(503, [], null); break;
            case 2: Bench.PostAnswered(200, BitConverter.GetBytes(choice), SyncMlMediaType.Xml); break;
            case 3: _server.Reply(form with { Header = 401, Commands = 401, Report = 401, NextNonce = "bm9uY2U=" }); break;
            case 4: _server.Reply(form with { Credential = ServerCredential.Wrong }, _server.Get(apn)); break;
            case 5: _server.Reply(form with { Credential = ServerCredential.Missing }); break;
            case 6: _server.Reply(form with { Final = false }); break;
            case 7: _server.Reply(form, _server.Get(apn, "./Nobody")); break;
            case 8: _server.Reply(form, _server.Replace(apn, "apn" + choice)); break;
            case 9: _server.Reply(form, _server.Alert(AlertCode.Display, "text")); break;
            case 10: _server.Reply(form, _server.Sequence(_server.Alert(AlertCode.Confirm, "?"), _server.Replace(apn, "asked"))); break;
            case 11: _server.Reply(form, _server.Alert(AlertCode.Confirm, "?"), _server.Alert(AlertCode.Confirm, "??")); break;
            case 12: _server.Reply(form, _server.Alert(AlertCode.SessionAbort)); break;
            case 17 when _roots.Length > 1: _server.Reply(form, _server.Exec($"./{Root(choice)}/Update", "u" + choice)); break;
            case 18 when _roots.Length > 1: _server.Reply(form, _server.Replace($"./{Root(choice)}/Update/PkgData", "given " + choice)); break;
            case < 19: _server.Reply(form, Order(choice % 2 == 0 ? "Download" : "DownloadAndUpdate", choice)); break;
            default: _server.Reply(form); break;
        }
    }

    private Command[] Order(string node, int choice) =>
    [
        _server.Replace($"./{Root(choice)}/{node}/PkgURL", choice % 11 == 0 ? "no address" : PackageServer.DescriptorOf(Root(choice) == "FwUpdate" ? PackageServer.Name : Part)),
        _server.Exec($"./{Root(choice)}/{node}", choice % 2 == 0 ? "c" + choice : null),
    ];

    private string Root(int choice) => _roots[choice / 24 % _roots.Length];

    private void Describe(int choice)
    {
        switch (choice % 8)
        {
            case 0: Packages.Describe(404, []); break;
            case 1: Packages.Describe(503, []); break;
            case 2: Packages.Describe(200, BitConverter.GetBytes(choice)); break;
            case 3: Bench.Step(new TerminalEvent.HttpFailed(Bench.Now, Bench.OpenGet!.Request, NetworkFailure.TimedOut)); break;
            default: Packages.Describe(); break;
        }
    }

    private void Begin(int choice)
    {
        _begun = Bench.OpenFetch;
        switch (choice % 12)
        {
            case 0: Packages.Begin(200, null, 1000, "\"other\""); break;
            case 1: Packages.Begin(416, null, null, null); break;
            case 2: Packages.Begin(503, null, null, null); break;
            case 3: Packages.Begin(206, Bench.OpenFetch!.Offset + 1, 1000, null); break;
            case 4 when choice % 5 == 0: Packages.Begin(200, null, 1001, null); break;
            case 5 when choice % 5 == 0: Packages.Begin(404, null, null, null); break;
            default: Packages.Begin(); break;
        }
    }

    private void Send(int choice)
    {
        int left = Packages.Octets.Length - (int)Bench.Nv.Job!.Offset;
        if (choice % 40 == 0) Packages.Send(new byte[1 + (choice % 1500)]);
        else if (left > 0) Packages.Send(1 + (choice % left));
        if (Bench.Nv.Job is { HoldsAll: true, Phase: FumoPhase.Fetching } && choice % 2 == 0) Packages.End();
    }

    private void Notified(int choice)
    {
        if (choice % 3 == 0) Bench.Step(new TerminalEvent.HttpFailed(Bench.Now, Bench.OpenNotify!.Request, NetworkFailure.ConnectionLost));
        else Bench.NotifyAnswered(choice % 5 == 0 ? 500 : 200);
    }

    /// <summary>Completions of requests that are long over.</summary>
    private void Stale(int choice)
    {
        int request = -1 - (choice % 50);
        Bench.Step((choice % 5) switch
        {
            0 => new TerminalEvent.HttpReplied(Bench.Now, request, 200, null, []),
            1 => new TerminalEvent.HttpFailed(Bench.Now, request, NetworkFailure.Other),
            2 => new TerminalEvent.FetchOctets(Bench.Now, request, new byte[5]),
            3 => new TerminalEvent.FetchEnded(Bench.Now, request, null),
            _ => new TerminalEvent.SmsAccepted(Bench.Now, request, false),
        });
    }
}

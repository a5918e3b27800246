using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Life;

/// <summary>The first promise of determinism: the recorded events of a handset give identical actions again, bytes included.</summary>
public sealed class ReplayTests
{
    private readonly Bench _life = Long(Samples.Wbxml);

    [Fact]
    public void The_same_events_give_the_same_actions_octet_by_octet()
    {
        Terminal again = _life.New();
        Assert.Equal(_life.Actions.Select(ActionText.Of), _life.Events.SelectMany(e => Step(again, e)).Select(ActionText.Of));
        Assert.Equal(_life.Save(), Bench.Save(again));
        Assert.True(_life.Actions.Count > 80, $"only {_life.Actions.Count} actions");
    }

    [Fact]
    public void Taken_up_from_its_snapshot_at_any_rest_it_goes_on_the_same()
    {
        Terminal original = _life.New();
        int requests = 0, rests = 0;
        for (int at = 0; at < _life.Events.Count; at++)
        {
            if (!original.IsBusy && original.Nv.Job is null)
            {
                rests++;
                Terminal other = _life.Load(Bench.Save(original));
                Assert.Empty(Step(other, new TerminalEvent.Revived(Samples.Start, original.Sim)));
                Terminal same = _life.New();
                foreach (TerminalEvent past in _life.Events[..at]) Step(same, past);
                List<TerminalEvent> future = _life.Events[at..];
                Assert.Equal(
                    future.SelectMany(e => Step(same, e)).Select(a => ActionText.Of(Numbered(a, -requests))),
                    future.SelectMany(e => Step(other, Numbered(e, -requests))).Select(ActionText.Of));
            }

            requests += Step(original, _life.Events[at]).Count(IsRequest);
        }

        Assert.True(rests >= 8, $"only {rests} rests");
    }

    [Fact]
    public void Another_seed_gives_other_nonces()
    {
        Terminal other = new(Samples.Imei, Samples.Wbxml, Samples.Settings(PackageServer.Package()), new Chance(8, 42));
        Assert.NotEqual(_life.Actions.Select(ActionText.Of), _life.Events.SelectMany(e => Step(other, e)).Select(ActionText.Of));
    }

    /// <summary>Registration, collection, repair, firmware with every kind of cut, a lost report, a new SIM.</summary>
    private static Bench Long(HandsetModel model)
    {
        Bench bench = new(model, Samples.Settings(PackageServer.Package()));
        DmServer server = new(bench);
        PackageServer packages = new(bench);
        bench.PowerOn(Samples.HomeSim).Wait(TimeSpan.FromSeconds(2)).SmsTaken().Wait(TimeSpan.FromSeconds(1)).Sms(Should.Confirmation());
        bench.Terminal.TakeDirty();

        server.Notify(UiMode.Informative);
        server.Reply(new ReplyForm { NextNonce = "bm9uY2UtMQ==" }, server.Get("./DevInfo/Man", "./Settings/GPRS/CMNet/APN"));
        server.Reply(server.Replace("./Settings/GPRS/CMNet/APN", "repaired"));
        server.Reply();

        bench.Wait(TimeSpan.FromMinutes(5));
        server.Notify(UiMode.UserInteraction);
        bench.Wait(TimeSpan.FromSeconds(7)).UserSays(UserAnswer.Yes);
        server.Reply(server.Replace("./FwUpdate/Download/PkgURL", PackageServer.DescriptorUri), server.Sequence(server.Alert(AlertCode.Confirm, "Update?"), server.Exec("./FwUpdate/Download", "c-9")));
        bench.Wait(TimeSpan.FromSeconds(3)).UserSays(UserAnswer.Yes);
        server.Reply();
        packages.Describe();
        packages.Begin();
        packages.Send(100);
        bench.LoseSignal().Wait(TimeSpan.FromSeconds(30)).FindSignal();
        packages.Begin();
        packages.Send(63);
        packages.Send(64);
        bench.LoseMemory().Wait(TimeSpan.FromSeconds(9)).FreeMemory();
        packages.Begin();
        packages.Send(200);
        bench.Reboot().Wait(TimeSpan.FromSeconds(4)).UserSays(UserAnswer.Yes);
        packages.Begin();
        packages.Send(300);
        packages.End(NetworkFailure.ConnectionLost);
        bench.Wait(TimeSpan.FromSeconds(5));
        packages.SendRest();
        bench.Wait(TimeSpan.FromSeconds(40)).Reboot().Wait(TimeSpan.FromSeconds(60)).NotifyAnswered();
        bench.PostFails(NetworkFailure.TimedOut).Wait(TimeSpan.FromSeconds(30));
        server.Reply();

        bench.Reboot(Samples.OtherHomeSim).SmsTaken().Sms(Should.Confirmation());
        server.Notify();
        server.Reply(server.Get("./DevDetail/SwV"));
        server.Reply();
        Assert.Equal((Samples.OtherHomeSim.Imsi.Value, PackageServer.Version, null), (bench.Nv.RegisteredImsi, bench.Terminal.SoftwareVersion, bench.Nv.Job));
        return bench;
    }

    private static List<TerminalAction> Step(Terminal terminal, TerminalEvent happened)
    {
        List<TerminalAction> actions = [];
        terminal.Step(happened, actions);
        return actions;
    }

    private static bool IsRequest(TerminalAction action) =>
        action is TerminalAction.SendSms or TerminalAction.PostDm or TerminalAction.GetDescriptor or TerminalAction.PostNotify or TerminalAction.Fetch;

    /// <summary>Request numbers begin at 1 in each activation: they name a request to the shell and mean nothing else.</summary>
    private static TerminalAction Numbered(TerminalAction action, int by) => action switch
    {
        TerminalAction.SendSms a => a with { Request = a.Request + by },
        TerminalAction.PostDm a => a with { Request = a.Request + by },
        TerminalAction.GetDescriptor a => a with { Request = a.Request + by },
        TerminalAction.PostNotify a => a with { Request = a.Request + by },
        TerminalAction.Fetch a => a with { Request = a.Request + by },
        _ => action,
    };

    private static TerminalEvent Numbered(TerminalEvent happened, int by) => happened switch
    {
        TerminalEvent.SmsAccepted e => e with { Request = e.Request + by },
        TerminalEvent.HttpReplied e => e with { Request = e.Request + by },
        TerminalEvent.HttpFailed e => e with { Request = e.Request + by },
        TerminalEvent.FetchStarted e => e with { Request = e.Request + by },
        TerminalEvent.FetchOctets e => e with { Request = e.Request + by },
        TerminalEvent.FetchEnded e => e with { Request = e.Request + by },
        _ => happened,
    };
}

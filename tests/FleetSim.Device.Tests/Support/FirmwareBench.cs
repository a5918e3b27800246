using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Support;

/// <summary>A handset, its DM server and its package server, and the way to each stage of a firmware update.</summary>
internal sealed class FirmwareBench
{
    public const int Octets = 1000;

    public FirmwareBench(HandsetModel? model = null, TerminalSettings? settings = null, bool known = true)
    {
        Bench = new Bench(model, settings ?? (known ? Samples.Settings(PackageServer.Package(Octets)) : Samples.Settings()));
        Server = new DmServer(Bench);
        Packages = new PackageServer(Bench, Octets);
        Bench.PowerOn(Samples.UnicomSim);
    }

    public Bench Bench { get; }

    public DmServer Server { get; }

    public PackageServer Packages { get; }

    public string Root => "./" + Bench.Terminal.Model.FumoRoot;

    /// <summary>A session with Replace PkgURL and Exec, up to the handset's Status for them.</summary>
    public FirmwareBench Command(UiMode mode = UiMode.Background, string? correlator = "c-1", string node = "Download")
    {
        Server.Notify(mode);
        if (mode == UiMode.UserInteraction) Bench.UserSays(UserAnswer.Yes);
        Command replace = Server.Replace($"{Root}/{node}/PkgURL", PackageServer.DescriptorUri);
        Command exec = Server.Exec($"{Root}/{node}", correlator);
        Server.Reply(replace, exec);
        Server.Take();
        Assert.Equal(StatusCode.Ok, Server.CodeOf(replace));
        Assert.Equal(StatusCode.Accepted, Server.CodeOf(exec));
        return this;
    }

    /// <summary>A handset whose firmware job stands in this phase.</summary>
    public static FirmwareBench In(FumoPhase phase)
    {
        FirmwareBench firmware = new(Model(phase), Samples.Settings(PackageServer.Package(), PackageServer.Package(10, "other")));
        switch (phase)
        {
            case FumoPhase.Idle: return firmware;
            case FumoPhase.Queued: return firmware.Command();
            case FumoPhase.Describing: return firmware.Commanded();
            case FumoPhase.Fetching: return firmware.Fetching(300);
            case FumoPhase.Waiting: firmware.Fetching(300).Bench.LoseSignal(); break;
            case FumoPhase.Parked: firmware.Fetching(300).Bench.LoseSignal().Wait(TimeSpan.FromMinutes(5)); break;
            case FumoPhase.Asking: firmware.Fetching(300).Bench.Reboot(); break;
            case FumoPhase.Downloaded:
                firmware.Commanded().Packages.Describe();
                firmware.Packages.SendRest();
                break;
            case FumoPhase.Ready or FumoPhase.Updating: return firmware.Updating();
            case FumoPhase.Held:
                firmware.Updating();
                firmware.Server.Reply();
                firmware.Server.Notify();
                firmware.Server.Reply(firmware.Server.Exec("./FwUpdate/Update", "c-2"));
                break;
            case FumoPhase.Reporting: return firmware.Reporting();
            case FumoPhase.Ended: firmware.Updating().Bench.Wait(TimeSpan.FromSeconds(60)).NotifyAnswered(); break;
        }

        return firmware;
    }

    private static HandsetModel Model(FumoPhase phase) => Samples.TwoObjects with
    {
        Firmware = new FirmwareBehaviour { AutoUpdate = phase is FumoPhase.Ready or FumoPhase.Held ? AutoUpdate.Oma : AutoUpdate.Cmcc },
        Dm = new DmBehaviour { Version = phase == FumoPhase.Ended ? DmVersion.V112 : DmVersion.V12 },
    };

    /// <summary>A whole session with one Exec; its Status.</summary>
    public int Exec(string uri, string? correlator = null)
    {
        Server.Notify();
        Command exec = Server.Exec(uri, correlator);
        Server.Reply(exec);
        Server.Take();
        int status = Server.CodeOf(exec)!.Value;
        Server.Reply();
        return status;
    }

    /// <summary>A whole session with one Replace; its Status.</summary>
    public int Replace(string uri, string value)
    {
        Server.Notify();
        Command replace = Server.Replace(uri, value);
        Server.Reply(replace);
        Server.Take();
        int status = Server.CodeOf(replace)!.Value;
        Server.Reply();
        return status;
    }

    /// <summary>PkgURL and Exec on Download of an object, each in a session of its own.</summary>
    public FirmwareBench Order(string root, string package, string? correlator = null)
    {
        Assert.Equal(StatusCode.Ok, Replace($"{root}/Download/PkgURL", PackageServer.DescriptorOf(package)));
        Assert.Equal(StatusCode.Accepted, Exec($"{root}/Download", correlator));
        return this;
    }

    /// <summary>A Get in a session in which the server says nothing to reports.</summary>
    public string Get(string uri)
    {
        Server.Notify();
        Command get = Server.Get(uri);
        Server.Reply(new ReplyForm { Report = 500 }, get);
        Server.Take();
        string value = Server.ResultsOf(get)[uri];
        Server.Reply(new ReplyForm { Report = 500 });
        return value;
    }

    /// <summary>The session is over: the descriptor is asked for.</summary>
    public FirmwareBench Commanded(UiMode mode = UiMode.Background, string? correlator = "c-1", string node = "Download")
    {
        Command(mode, correlator, node).Server.Reply();
        return this;
    }

    /// <summary>The transfer runs, some octets are held.</summary>
    public FirmwareBench Fetching(int held, UiMode mode = UiMode.Background)
    {
        Commanded(mode).Packages.Describe();
        Packages.Begin();
        if (held > 0) Packages.Send(held);
        return this;
    }

    public FirmwareBench Updating(UiMode mode = UiMode.Background, string? correlator = "c-1", string node = "Download")
    {
        Commanded(mode, correlator, node).Packages.Describe();
        Packages.SendRest().Wait(Bench.Terminal.Settings.UpdateStartDelay);
        return this;
    }

    /// <summary>The update is done and the report's POST is open.</summary>
    public FirmwareBench Reporting(UiMode mode = UiMode.Background, string? correlator = "c-1", string node = "Download")
    {
        Updating(mode, correlator, node).Bench.Wait(Bench.Terminal.Settings.UpdateDuration);
        Bench.NotifyAnswered();
        return this;
    }
}

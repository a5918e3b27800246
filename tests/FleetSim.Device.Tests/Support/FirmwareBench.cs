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

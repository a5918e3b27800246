using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Run;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Load;
using FleetSim.Scenarios.Population;
using FleetSim.Silo;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>
/// A fleet, its message centre, its network and the reference platform in virtual time: one thread, no task, no clock. Pure parts are the
/// product's own (Handset, PlatformEngine, ArrivalSchedule); what is virtual is the shell around them. A world is a function of (scenario,
/// options): everything in it, octets included, is the same each time. A day of a minute takes about a second for a thousand handsets.
/// <code>
/// VirtualWorld world = VirtualWorld.Live(ScenarioFile.Read(null).Scenario, new WorldOptions()); // the shipped first day
/// Assert.True(world.IsSettled); byte[] trace = world.Handsets[17].Story.Trace(); // also: world.Platform.Books, world.Handsets[17].Terminal
/// </code>
/// </summary>
public sealed class VirtualWorld
{
    private static readonly DateTimeOffset Beginning = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SettledFor = TimeSpan.FromSeconds(2);

    private readonly ArrivalSchedule _schedule;
    private DateTimeOffset? _quietSince;

    private VirtualWorld(Scenario scenario, WorldOptions options)
    {
        (Scenario, Options, Agenda) = (scenario, options, new Agenda(Beginning));
        Timers = new VirtualTimers(Agenda);
        Platform = new VirtualPlatform(scenario, Agenda, options);
        FleetIdentity identity = new(scenario);
        Fleet = NodeRun.FleetOf(scenario, Plan());
        Handsets = [.. Enumerable.Range(0, scenario.Fleet.Terminals).Select(i => new VirtualHandset(this, i))];
        MessageCentre = new VirtualMessageCentre(identity, Platform, Agenda, options) { Deliver = (sim, message) => Handsets[(int)identity.OwnerOf(sim)].Deliver(sim, message) };
        Platform.Submit = MessageCentre.Submit;
        _schedule = new ArrivalSchedule(scenario.Seed, scenario.PowerOnRate, scenario.Fleet.Terminals);
    }

    public Scenario Scenario { get; }

    public WorldOptions Options { get; }

    public Fleet Fleet { get; }

    public IReadOnlyList<VirtualHandset> Handsets { get; }

    public VirtualPlatform Platform { get; }

    public VirtualMessageCentre MessageCentre { get; }

    public VirtualTimers Timers { get; }

    public Agenda Agenda { get; }

    public DateTimeOffset Now => Agenda.Now;

    public TimeSpan Elapsed => Now - Beginning;

    /// <summary>True when all was quiet for two seconds before the drain limit passed.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Lets a fleet live from its first power-on until all is quiet (FleetRun's criterion) or the scenario's drain limit has passed.</summary>
    public static VirtualWorld Live(Scenario scenario, WorldOptions options)
    {
        VirtualWorld world = new(scenario, options);
        world.Run();
        return world;
    }

    private void Run()
    {
        Platform.Start();
        for (int index = 0; index < _schedule.Count; index++) Agenda.At(Beginning + _schedule.IntendedAt(index), Handsets[index].FirstPowerOn);
        DateTimeOffset lastArrival = Beginning + _schedule.IntendedAt(_schedule.Count - 1);
        DateTimeOffset limit = lastArrival + Scenario.DrainLimit;
        Agenda.At(lastArrival, LookAround);
        foreach (TimeSpan kill in Options.Kills) Agenda.At(Beginning + kill, KillAndResume);
        while (!IsSettled && Now < limit) Agenda.Next();
    }

    private void KillAndResume()
    {
        foreach (VirtualHandset handset in Handsets) handset.Vanish();
        Timers.Clear();
        foreach (VirtualHandset handset in Handsets) handset.ComeBack();
    }

    private void LookAround()
    {
        bool quiet = Timers.Count == 0 && Handsets.All(h => h.IsQuiet) && Platform.Status.Idle;
        _quietSince = quiet ? _quietSince ?? Now : null;
        IsSettled = Now - _quietSince >= SettledFor;
        Agenda.After(Poll, LookAround);
    }

    /// <summary>What a run would tell its nodes; the scenario itself they have.</summary>
    private RunPlan Plan() => new()
    {
        Id = "virtual", Scenario = [], Seed = Scenario.Seed, Terminals = Scenario.Fleet.Terminals, DmAddress = Platform.DmAddress, Packages = [.. Platform.Packages.Select(PlatformPlan.PackageOf)],
    };
}

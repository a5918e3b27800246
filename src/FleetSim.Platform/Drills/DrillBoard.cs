using System.Collections.Concurrent;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Identity;

namespace FleetSim.Platform.Drills;

/// <summary>
/// Which drills are on, whom they strike and how often they have struck. With none on it costs a look at an empty list. Thread-safe;
/// switching is seen by the next occasion.
/// </summary>
internal sealed class DrillBoard
{
    private readonly Lock _gate = new();
    private readonly ulong _seed;
    private readonly Tally _tally;
    private readonly ConcurrentDictionary<string, long> _struck = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<Active> _active = [];

    public DrillBoard(ulong seed, IReadOnlyList<DrillOptions> on, Tally tally)
    {
        _seed = seed;
        _tally = tally;
        foreach (DrillOptions options in on) Switch(options);
    }

    /// <summary>The drills that are on, in the order in which they strike.</summary>
    public IReadOnlyList<DrillOptions> On => [.. _active.Select(a => a.Options)];

    public bool IsIdle => _active.Count == 0;

    /// <summary>How often each drill has struck since the start of the process; those that never did are missing.</summary>
    public IReadOnlyDictionary<string, long> Struck => new SortedDictionary<string, long>(_struck, StringComparer.Ordinal);

    /// <summary>Switches a drill on, or gives one that is on other bounds and begins to count its occasions anew.</summary>
    /// <exception cref="ArgumentException">No drill has that name.</exception>
    public void Switch(DrillOptions options)
    {
        Drill drill = DrillCatalogue.Find(options.Drill) ?? throw new ArgumentException($"no drill is called '{options.Drill}'", nameof(options));
        lock (_gate) _active = [.. _active.Where(a => a.Drill != drill), new Active(drill, options)];
    }

    /// <summary>Switches a drill off; one that is not on stays so.</summary>
    public void SwitchOff(string name)
    {
        lock (_gate) _active = [.. _active.Where(a => a.Drill.Name != name)];
    }

    public void SwitchAllOff()
    {
        lock (_gate) _active = [];
    }

    /// <summary>The thing as it is to be used: changed by each drill of its type whose turn it is.</summary>
    public T Apply<T>(Imei imei, T thing)
        where T : class
    {
        foreach (Active active in _active)
        {
            if (active.Drill.Strike is not Strike<T> strike || strike.Change(thing, active.Options) is not { } changed) continue;
            if (!active.MayStrike(_seed, imei)) continue;
            _struck.AddOrUpdate(active.Drill.Name, 1, static (_, count) => count + 1);
            _tally.CountFault(Fault.Drill);
            thing = changed;
        }

        return thing;
    }

    /// <summary>A drill that is on, and its occasions.</summary>
    private sealed class Active(Drill drill, DrillOptions options)
    {
        private readonly ConcurrentDictionary<ulong, int> _strikes = new();
        private int _occasions;

        public Drill Drill { get; } = drill;

        public DrillOptions Options { get; } = options;

        public bool MayStrike(ulong seed, Imei imei)
        {
            if (Options.Share < 1 && Draw.Unit(seed ^ Draw.Hash(Drill.Name), imei, DrawPurpose.DrillShare) >= Options.Share) return false;
            if (Interlocked.Increment(ref _occasions) % Options.Every != 0) return false;
            return Options.First == 0 || _strikes.AddOrUpdate(imei.Value, 1, static (_, count) => count + 1) <= Options.First;
        }
    }
}

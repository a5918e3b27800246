using FleetSim.Contracts;
using FleetSim.Reports.Model;
using FleetSim.Scenarios;

namespace FleetSim.Run;

/// <summary>
/// The nodes of a run: who is there, what they say, who was lost. A node that joins is told to listen and to begin, at whatever moment of the run.
/// </summary>
public sealed class NodeRoll(IGrainFactory grains, Scenario scenario, TimeProvider clock)
{
    /// <summary>A node that does not answer for so long is passed over for this time.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private const int RollEvery = 4;

    private const string DatabaseAway = "the database did not answer", NoneAnswered = "no node answered";

    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, Member> _members = [];
    private readonly List<GapReport> _gaps = [];
    private bool _begun;
    private (DateTimeOffset StartedAt, DateTimeOffset ResumedAt)? _released;
    private DateTimeOffset? _silentSince;
    private IReadOnlyList<string> _announced = [];
    private int _next, _refreshes;

    private sealed class Member(SiloAddress address, INodeGrain node, string smpp)
    {
        public SiloAddress Address => address;

        public INodeGrain Node => node;

        /// <summary>host:port where a platform may bind.</summary>
        public string Smpp => smpp;

        public NodeFigures? Figures { get; set; }

        public DateTimeOffset HeardAt { get; set; }

        public bool IsLost { get; set; }
    }

    /// <summary>Told, after a change, where platforms may bind now.</summary>
    public Func<IReadOnlyList<string>, Task> Changed { get; set; } = _ => Task.CompletedTask;

    /// <summary>Where platforms may bind: the message centres of the living nodes, host:port.</summary>
    public IReadOnlyList<string> MessageCentres
    {
        get
        {
            lock (_lock) return [.. Living.Select(m => m.Smpp)];
        }
    }

    /// <summary>Stretches of which figures are missing because a node was lost, or none answered.</summary>
    public IReadOnlyList<GapReport> Gaps
    {
        get
        {
            lock (_lock) return [.. _gaps];
        }
    }

    public FleetFigures Figures { get; private set; } = FleetFigures.None;

    /// <summary>What each living node last said, by address.</summary>
    public IReadOnlyDictionary<string, NodeFigures> ByNode
    {
        get
        {
            lock (_lock) return Living.Where(m => m.Figures is not null).ToDictionary(m => m.Address.ToParsableString(), m => m.Figures!);
        }
    }

    /// <summary>Nodes of the cluster.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return Living.Count();
        }
    }

    private IEnumerable<Member> Living => _members.Values.Where(m => !m.IsLost);

    /// <summary>Begins the run on every node that is there, and from now on on every one that joins.</summary>
    public async Task BeginAsync()
    {
        _begun = true;
        foreach (Member member in Snapshot()) await member.Node.Begin();
    }

    /// <summary>Lets the arrivals go.</summary>
    /// <param name="startedAt">When the schedule's clock started.</param>
    /// <param name="resumedAt">Arrivals intended before this are released at once.</param>
    public async Task ReleaseAsync(DateTimeOffset startedAt, DateTimeOffset resumedAt)
    {
        _released = (startedAt, resumedAt);
        foreach (Member member in Snapshot()) await member.Node.Release(startedAt, resumedAt);
    }

    /// <summary>The run is over; a node that is gone need not be told.</summary>
    public async Task ConcludeAsync()
    {
        foreach (Member member in Snapshot())
        {
            await member.Node.Conclude().ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Looks who is there and asks each for its figures. Nodes that do not answer keep what they said last.</summary>
    public async Task RefreshAsync()
    {
        try
        {
            // Who is there the cluster reads from its table: that is not asked as often as the nodes.
            if (_refreshes++ % RollEvery == 0)
            {
                await CallRollAsync();
                Heard();
            }
        }
        catch (Exception silent) when (silent is not OutOfMemoryException)
        {
            // No node answers: the cluster restarts, or the network is gone. What was heard last stands.
            lock (_lock) _silentSince ??= clock.GetUtcNow();
        }

        await Task.WhenAll(Snapshot().Select(AskAsync));
        lock (_lock) Figures = new FleetFigures([.. Living.Select(m => m.Figures).OfType<NodeFigures>()], [.. _members.Values.Where(m => m.IsLost).Select(m => m.Figures).OfType<NodeFigures>()]);
    }

    private Member[] Snapshot()
    {
        lock (_lock) return [.. Living];
    }

    private async Task CallRollAsync()
    {
        Dictionary<SiloAddress, SiloStatus> hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(AnswerLimit);
        foreach (Member gone in Snapshot().Where(m => !hosts.ContainsKey(m.Address))) Lose(gone);
        foreach (SiloAddress joined in hosts.Keys.Where(silo => !_members.ContainsKey(silo)).ToArray())
        {
            try
            {
                await JoinAsync(joined);
            }
            catch (Exception refused) when (refused is OrleansException or TimeoutException)
            {
                // It is not there yet for everybody, or gone already: the next roll will tell.
            }
        }

        await AnnounceAsync();
    }

    /// <summary>What could not be told is told again.</summary>
    private async Task AnnounceAsync()
    {
        IReadOnlyList<string> centres = MessageCentres;
        if (centres.SequenceEqual(_announced)) return;
        try
        {
            await Changed(centres);
            _announced = centres;
        }
        catch (HttpRequestException)
        {
            // The platform does not answer now; a later roll finds it.
        }
    }

    private async Task JoinAsync(SiloAddress silo)
    {
        INodeGrain node = grains.GetGrain<INodeGrain>(silo.ToParsableString());
        ConnectionSpec connection = scenario.Connection;
        // The scenario's port can be had once on a machine: the first node takes it, the others are told theirs by their own operators.
        string smpp = await node.Listen(_next, connection.SystemId, connection.Password, _next == 0 ? connection.SmppPort : 0).WaitAsync(AnswerLimit);
        _next++;
        if (_begun) await node.Begin();

        // For a node that joins in mid-run everything before this moment is past: the others have released it, or it is caught up.
        if (_released is { } released) await node.Release(released.StartedAt, clock.GetUtcNow());
        lock (_lock) _members[silo] = new Member(silo, node, smpp) { HeardAt = clock.GetUtcNow() };
    }

    private void Lose(Member member)
    {
        lock (_lock)
        {
            member.IsLost = true;
            _gaps.Add(new GapReport(member.HeardAt, clock.GetUtcNow(), $"node {member.Address.Endpoint} was lost"));
        }
    }

    /// <summary>What one node misses all miss, and what begins soon after it ended has not ended: it is one gap, which grows while it lasts.</summary>
    private void Missed(string cause, DateTimeOffset from, DateTimeOffset to)
    {
        int last = _gaps.FindLastIndex(gap => gap.Cause == cause);
        if (last >= 0 && from - _gaps[last].To < AnswerLimit && to >= _gaps[last].From) _gaps[last] = _gaps[last] with { From = from < _gaps[last].From ? from : _gaps[last].From, To = to };
        else _gaps.Add(new GapReport(from, to, cause));
    }

    private void Heard()
    {
        lock (_lock)
        {
            if (_silentSince is { } since) Missed(NoneAnswered, since, clock.GetUtcNow());
            _silentSince = null;
        }
    }

    private async Task AskAsync(Member member)
    {
        try
        {
            NodeFigures figures = await member.Node.Figures().WaitAsync(AnswerLimit);
            lock (_lock)
            {
                DateTimeOffset now = clock.GetUtcNow();
                double missed = figures.OutageSeconds - (member.Figures?.OutageSeconds ?? 0);
                if (missed > 0) Missed(DatabaseAway, now - TimeSpan.FromSeconds(missed), now);
                (member.Figures, member.HeardAt) = (figures, now);
            }
        }
        catch (Exception silent) when (silent is not OutOfMemoryException)
        {
            // It is on its way out, or too busy: the roll will tell.
        }
    }
}

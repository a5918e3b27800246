using System.Net;
using FleetSim.Silo;
using FleetSim.Silo.Cluster;
using Orleans.Runtime;

namespace FleetSim.EndToEnd.Tests.Node;

/// <summary>What a node believes of the others: a change that nobody told it of must not leave it with homes of its own.</summary>
public sealed class ClusterHomesTests
{
    private readonly Oracle _oracle = new();

    [Fact]
    public void A_silo_that_comes_while_the_node_subscribes_is_seen()
    {
        _oracle.Subscribing = () => _oracle.Join(2);
        using ClusterHomes homes = Homes();
        Assert.Equal([Oracle.Silo(2)], homes.Others);
    }

    [Fact]
    public async Task A_change_that_was_told_to_nobody_is_seen_at_the_next_look()
    {
        using ClusterHomes homes = Homes();
        Assert.False(await homes.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        _oracle.Join(2);
        Assert.True(await homes.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.Equal([Oracle.Silo(2)], homes.Others);
        Assert.False(await homes.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_change_that_is_told_ends_the_wait()
    {
        using ClusterHomes homes = Homes();
        Task<bool> wait = homes.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        _oracle.Join(2);
        homes.SiloStatusChangeNotification(Oracle.Silo(2), SiloStatus.Active);
        Assert.True(await wait);
    }

    private ClusterHomes Homes() => new(_oracle, new NodeRun(null!, null!));

    /// <summary>What Orleans knows of the membership; it tells nobody by itself.</summary>
    private sealed class Oracle : ISiloStatusOracle
    {
        private readonly Dictionary<SiloAddress, SiloStatus> _silos = new() { [Silo(1)] = SiloStatus.Active };

        public Action Subscribing { get; set; } = () => { };

        public SiloStatus CurrentStatus => SiloStatus.Active;

        public string SiloName => "one";

        public SiloAddress SiloAddress => Silo(1);

        public static SiloAddress Silo(int number) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, number), 1);

        public void Join(int number) => _silos[Silo(number)] = SiloStatus.Active;

        public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => _silos.GetValueOrDefault(siloAddress);

        public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => new(_silos);

        public SiloAddress[] GetActiveSilos() => [.. _silos.Keys];

        public bool TryGetSiloName(SiloAddress siloAddress, out string siloName) => throw new NotSupportedException();

        public bool IsFunctionalDirectory(SiloAddress siloAddress) => throw new NotSupportedException();

        public bool IsDeadSilo(SiloAddress silo) => throw new NotSupportedException();

        public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer)
        {
            Subscribing();
            return true;
        }

        public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer) => true;
    }
}

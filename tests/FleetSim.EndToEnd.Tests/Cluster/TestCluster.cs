using System.Globalization;
using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Device.Firmware;
using FleetSim.EndToEnd.Tests.Processes;
using FleetSim.Run;
using FleetSim.Testing;

namespace FleetSim.EndToEnd.Tests.Cluster;

/// <summary>A cluster as an operator has it: a PostgreSQL, nodes that are processes, and a run that drives them from a process of its own.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private const string Connection = "Host=127.0.0.1;Username=fleetsim;Database=fleetsim";

    private readonly RunDirectory _directory = new();
    private readonly string _config;
    private int _started;

    private TestCluster(PostgresServer database)
    {
        _config = Path.Combine(_directory.Root, "cluster.config.json");
        string shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deploy", "cluster.config.json"));
        Assert.Contains(Connection, shipped, StringComparison.Ordinal);
        File.WriteAllText(_config, shipped.Replace(Connection, database.NewDatabase(), StringComparison.Ordinal));
    }

    /// <summary>The nodes that were started, dead ones included.</summary>
    public List<FleetSimProcess> Nodes { get; } = [];

    public JsonElement Report => _directory.ReadReport();

    public string Books => Path.Combine(_directory.State, "platform.db");

    public static async Task<TestCluster> StartAsync(PostgresServer database, int nodes)
    {
        TestCluster cluster = new(database);
        (int code, string output) = await FleetSimProcess.RunAsync(cluster._directory.Root, "db", "init", "--config", cluster._config);
        Assert.True(code == ExitCode.Passed, output);
        await cluster.StartNodesAsync(nodes);
        return cluster;
    }

    /// <summary>Starts nodes and waits until they are in the cluster.</summary>
    public async Task StartNodesAsync(int count)
    {
        FleetSimProcess[] started = [.. Enumerable.Range(0, count).Select(_ => StartNode())];
        Nodes.AddRange(started);
        foreach (FleetSimProcess node in started) await node.WaitForLineAsync("is ready");
    }

    /// <summary>Begins a day on the cluster.</summary>
    public FleetSimProcess StartDay(int terminals, int nodes) => FleetSimProcess.Start(
        _directory.Root, "run", Scenario(terminals), "--cluster", "--nodes", Text(nodes), "--config", _config, "--state", _directory.State, "--report", _directory.Report, "--metrics-port", "0");

    /// <summary>IMEI to committed octets of every download that runs, from the database.</summary>
    public Dictionary<string, long> DownloadsInFlight()
    {
        using StoredFleet stored = StoredFleet.Open(_directory.State);
        return stored.Handsets.Where(h => h.Terminal.Nv.Job is { Phase: FumoPhase.Fetching }).ToDictionary(h => h.Terminal.Imei.ToString(), h => h.Terminal.Nv.Job!.Offset);
    }

    /// <summary>Waits until a figure of one node has reached a value; the day must still be going on.</summary>
    public async Task<double> WaitForAsync(FleetSimProcess day, int node, string metric, Func<double, bool> enough)
    {
        Task<double> reached = Nodes[node].WaitForMetricAsync(metric, enough);
        await Task.WhenAny(reached, day.EndAsync());
        Assert.True(reached.IsCompleted, $"the day ended before {metric} was reached\n{day.Output}");
        return await reached;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FleetSimProcess node in Nodes) node.Dispose();
        await Task.Yield();
        _directory.Dispose();
    }

    private FleetSimProcess StartNode() => FleetSimProcess.Start(
        _directory.Root, "serve", "--config", _config, "--state", Path.Combine(_directory.Root, "node" + Text(++_started)), "--metrics-port", "0");

    /// <summary>The small day for a fleet of another size: everything at the pace that lets it last as long.</summary>
    private string Scenario(int terminals)
    {
        int rate = Math.Max(100, terminals / 15);
        return _directory.Changed(
            ("\"terminals\": 400", $"\"terminals\": {Text(terminals)}"), ("\"powerOn\": { \"ratePerSecond\": 100 }", $"\"powerOn\": {{ \"ratePerSecond\": {Text(rate)} }}"),
            ("\"collect\": { \"ratePerSecond\": 100", $"\"collect\": {{ \"ratePerSecond\": {Text(rate)}"),
            ("\"share\": 0.7, \"ratePerSecond\": 60", $"\"share\": 0.4, \"ratePerSecond\": {Text(Math.Max(60, terminals / 50))}"),
            ("\"drainLimit\": \"00:01:30\"", "\"drainLimit\": \"00:05:00\""));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

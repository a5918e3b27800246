using System.Globalization;
using System.Text.Json;
using FleetSim.Commands;
using FleetSim.EndToEnd.Tests.Processes;
using FleetSim.Testing;
using Npgsql;
using Orleans.Runtime;

namespace FleetSim.EndToEnd.Tests.Cluster;

/// <summary>A cluster as an operator has it: a PostgreSQL, nodes that are processes, and a run that drives them from a process of its own.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private const string Connection = "Host=127.0.0.1;Username=fleetsim;Database=fleetsim";

    /// <summary>Three probes of three seconds, calls that hang until they time out, the votes of the others; on a busy machine twice.</summary>
    private static readonly TimeSpan Votes = TimeSpan.FromMinutes(2);

    private readonly RunDirectory _directory = new();
    private readonly string _config;
    private readonly string _database;
    private int _started;

    private TestCluster(PostgresServer database, bool tls)
    {
        _config = Path.Combine(_directory.Root, "cluster.config.json");
        string shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deploy", "cluster.config.json"));
        Assert.Contains(Connection, shipped, StringComparison.Ordinal);
        _database = database.NewDatabase();
        string own = shipped.Replace(Connection, _database, StringComparison.Ordinal);
        File.WriteAllText(_config, tls ? own.Replace("\"Orleans\": {", $"\"Orleans\": {{ {TestCertificates.Make(_directory.Root)},", StringComparison.Ordinal) : own);
    }

    /// <summary>The nodes that were started, dead ones included.</summary>
    public List<FleetSimProcess> Nodes { get; } = [];

    public JsonElement Report => _directory.ReadReport();

    public string Books => Path.Combine(_directory.State, "platform.db");

    /// <param name="database">Where its state lies.</param>
    /// <param name="nodes">Nodes to begin with.</param>
    /// <param name="tls">Its connections are encrypted, and both sides show certificates.</param>
    public static async Task<TestCluster> StartAsync(PostgresServer database, int nodes, bool tls = false)
    {
        TestCluster cluster = new(database, tls);
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
    public Dictionary<string, long> Committed() => DownloadsInFlight.Read(_directory.State);

    /// <summary>Waits until a figure of one node has reached a value; the day must still be going on.</summary>
    public async Task<double> WaitForAsync(FleetSimProcess day, int node, string metric, Func<double, bool> enough)
    {
        Task<double> reached = Nodes[node].WaitForMetricAsync(metric, enough);
        await Task.WhenAny(reached, day.EndAsync());
        Assert.True(reached.IsCompleted, $"the day ended before {metric} was reached\n{day.Output}");
        return await reached;
    }

    /// <summary>Waits until the others have voted a node dead: its row in the table of the members says so.</summary>
    public async Task WaitUntilTakenForDeadAsync(int node)
    {
        await using NpgsqlConnection connection = new(_database);
        await connection.OpenAsync();
        await using NpgsqlCommand dead = new("SELECT count(*) FROM fleetsim_control.membership WHERE port = $1 AND status = $2", connection);
        dead.Parameters.Add(new NpgsqlParameter { Value = PortOf(node) });
        dead.Parameters.Add(new NpgsqlParameter { Value = (int)SiloStatus.Dead });
        using CancellationTokenSource limit = new(Votes);
        using PeriodicTimer poll = new(TimeSpan.FromMilliseconds(250));
        while ((long)(await dead.ExecuteScalarAsync(limit.Token))! == 0) await poll.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>Whether a node says anything to somebody who does not begin with TLS but with a preamble of Orleans' own.</summary>
    public async Task<bool> AnswersInPlainAsync()
    {
        using System.Net.Sockets.TcpClient plain = new();
        await plain.ConnectAsync(System.Net.IPAddress.Loopback, PortOf(node: 0));
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        try
        {
            await plain.GetStream().WriteAsync(new byte[64], limit.Token);
            byte[] answer = new byte[64];
            int octets = await plain.GetStream().ReadAsync(answer, limit.Token);
            return octets > 0 && answer[0] != 21; // a TLS alert is no answer
        }
        catch (IOException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FleetSimProcess node in Nodes) node.Dispose();
        await Task.Yield();
        _directory.Dispose();
    }

    /// <summary>The port by which the members of the cluster know a node.</summary>
    private int PortOf(int node) =>
        int.Parse(System.Text.RegularExpressions.Regex.Match(Nodes[node].Output, @"node 127\.0\.0\.1:(\d+) is ready").Groups[1].Value, CultureInfo.InvariantCulture);

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
            // A platform that gives up a handset while its database is away would be right, and the day another one.
            ("\"attempts\": 3", $"\"attempts\": {Text(3 + (int)CrashSize.Outage.TotalSeconds)}"),
            ("\"drainLimit\": \"00:01:30\"", "\"drainLimit\": \"00:05:00\""));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using FleetSim.Contracts;
using FleetSim.Grains;
using FleetSim.Silo;
using FleetSim.Storage;
using FleetSim.Storage.Control;
using FleetSim.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace FleetSim.EndToEnd.Tests.Node;

/// <summary>A silo started with each configuration in deploy/ that needs no second node: what the file says about storage is what happens.</summary>
public sealed class StoreConfigTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fleetsim-store-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("postgres", typeof(FleetGrainStorage<HandsetState>), "Npgsql")]
    [InlineData("adonet-postgres", typeof(AdoNetGrainStorage), "Npgsql")]
    [InlineData("adonet-sqlite", typeof(AdoNetGrainStorage), "System.Data.SQLite")]
    public async Task Handsets_and_control_state_go_where_the_file_says_and_are_fenced(string name, Type handsets, string invariant)
    {
        string config = WithDatabase(name);
        StatePlan plan = StatePlan.Read(OrleansConfig.Read(config), _directory);
        foreach (string ready in plan.Apply()) Assert.NotEmpty(ready);
        Assert.Empty(plan.Problems());
        NodeOptions options = new() { StateDirectory = _directory, ConfigPath = config };
        Scenarios.Scenario scenario = Commands.ScenarioFile.Read(Processes.RunDirectory.SmallDay).Scenario;
        await using (FleetNode node = await FleetNode.StartAsync(options, scenario, () => throw new InvalidOperationException("No handset lives in this test."), _ => { }, null, TestContext.Current.CancellationToken))
        {
            AssertShippedOptions(node.Services);
            AssertProviders(node.Services, handsets, invariant);
            await ControlStateIsKept(node);
            await HandsetsAreFencedAndReadable(node);
            using IStateReader reader = plan.OpenReader();
            Assert.Equal(2, reader.Count());
        }

        Assert.True(plan.HasRun);
        plan.Clear();
        plan.Prepare();
        await using IStateStore cleared = plan.Open();
        Assert.Equal(0, cleared.Reader.Count());
    }

    [Theory]
    [InlineData("Orleans:GrainStorage:handsets:ProviderType", "Memory", "orleans.config.json: Orleans:GrainStorage:handsets has the ProviderType 'Memory'; there are: FleetBatch, AdoNet.")]
    [InlineData("Orleans:GrainStorage:handsets:Invariant", "MySql", "orleans.config.json: Orleans:GrainStorage:handsets has the Invariant 'MySql'; there are: Sqlite, Npgsql.")]
    [InlineData("Orleans:GrainStorage:control:Invariant", "MySql", "orleans.config.json: Orleans:GrainStorage:control has the Invariant 'MySql'; there are: System.Data.SQLite, Npgsql.")]
    [InlineData("Orleans:GrainStorage:handsets:ConnectionName", "flet", "orleans.config.json: Orleans:GrainStorage:handsets names the connection 'flet', but ConnectionStrings has no such entry (in the environment: ConnectionStrings__flet).")]
    [InlineData("Orleans:GrainStorage:handsets:OutageLimit", "soon", "orleans.config.json: Orleans:GrainStorage:handsets has the OutageLimit 'soon', which is no span of time such as 00:05:00.")]
    public void A_mistake_is_said_in_one_sentence(string key, string value, string sentence)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddConfiguration(OrleansConfig.Read(Shipped("postgres"))).AddInMemoryCollection([new(key, value)]).Build();
        Assert.Equal(sentence, Assert.Throws<StateStoreException>(() => StatePlan.Read(configuration, _directory)).Message);
    }

    private static void AssertShippedOptions(IServiceProvider services)
    {
        Assert.Equal("fleetsim-local", services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId);
        Assert.Equal("fleetsim", services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId);
        Assert.Equal(TimeSpan.FromMinutes(1), services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout);
        Assert.Equal(TimeSpan.FromMinutes(15), services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value.CollectionAge);
        Assert.False(services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value.EnableActivationSheddingOnMemoryPressure);
    }

    private static void AssertProviders(IServiceProvider services, Type handsets, string invariant)
    {
        IOptionsMonitor<AdoNetGrainStorageOptions> options = services.GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>();
        Assert.IsType(handsets, services.GetRequiredKeyedService<IGrainStorage>(TerminalGrain.Store));
        Assert.IsType<AdoNetGrainStorage>(services.GetRequiredKeyedService<IGrainStorage>(RunGrain.Store));
        Assert.Equal(invariant, options.Get(RunGrain.Store).Invariant);
        Assert.IsType<OrleansGrainStorageSerializer>(options.Get(RunGrain.Store).GrainStorageSerializer);
        if (handsets == typeof(AdoNetGrainStorage)) Assert.IsType<SnapshotSerializer<HandsetState>>(options.Get(TerminalGrain.Store).GrainStorageSerializer);
    }

    private static async Task ControlStateIsKept(FleetNode node)
    {
        IRunGrain run = node.Grains.GetGrain<IRunGrain>("run");
        await run.Begin(new RunManifest { Scenario = "day", Seed = 3 }, resume: false);
        RunManifest again = await run.Begin(new RunManifest { Scenario = "ignored" }, resume: true);
        Assert.Equal(("day", 3UL, 1), (again.Scenario, again.Seed, again.Resumes));
        await node.Store.SetMetaAsync("seed", "3");
    }

    private static async Task HandsetsAreFencedAndReadable(FleetNode node)
    {
        IGrainStorage storage = Storage(node, TerminalGrain.Store);
        GrainId five = node.Grains.GetGrain<ITerminalGrain>(5).GetGrainId(), seven = node.Grains.GetGrain<ITerminalGrain>(7).GetGrainId();
        GrainState<HandsetState> first = new(new HandsetState()), second = new(new HandsetState()), other = new(new HandsetState { Snapshot = [7, 7] });
        await storage.ReadStateAsync("handset", five, first);
        await storage.ReadStateAsync("handset", five, second);
        Assert.False(first.RecordExists);
        first.State = new HandsetState { Snapshot = [1, 2, 3], DueUnixMs = 99 };
        await storage.WriteStateAsync("handset", five, first);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => storage.WriteStateAsync("handset", five, second));
        await storage.WriteStateAsync("handset", five, first);
        await storage.WriteStateAsync("handset", seven, other);

        Assert.Equal([(5L, 2L, (long?)99L), (7, 1, null)], node.Store.Reader.Scan().Select(row => (row.Key, row.State.Version, row.State.DueUnixMs)));
        Assert.Equal([7L], node.Store.Reader.Scan(6, long.MaxValue).Select(row => row.Key));
        Assert.Equal([(5L, 99L)], node.Store.Reader.ScanDue(0, 100));
        Assert.Equal([1, 2, 3], (await node.Store.ReadAsync(5))!.Value.Payload);
        Assert.Null(node.Store.Reader.Read(6));
        Assert.Equal([7L, 5L], node.Store.Reader.Read([7, 6, 5]).Select(row => row.Key));
    }

    private static IGrainStorage Storage(FleetNode node, string name) => node.Services.GetRequiredKeyedService<IGrainStorage>(name);

    private static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "deploy", name + ".config.json");

    /// <summary>The shipped file with the connection string of a database of this test's own.</summary>
    private string WithDatabase(string name) => WithDatabase(name, _directory);

    internal static string WithDatabase(string name, string directory)
    {
        const string Connection = "Host=127.0.0.1;Username=fleetsim;Database=fleetsim";
        string text = File.ReadAllText(Shipped(name));
        if (text.Contains(Connection, StringComparison.Ordinal))
        {
            Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
            text = text.Replace(Connection, PostgresServer.Shared.NewDatabase(), StringComparison.Ordinal);
        }
        string path = Path.Combine(directory, name + ".config.json");
        File.WriteAllText(path, text);
        return path;
    }
}

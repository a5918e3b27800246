using FleetSim.Contracts;
using FleetSim.Grains;
using FleetSim.Silo;
using FleetSim.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace FleetSim.EndToEnd.Tests.Node;

/// <summary>A silo started with the shipped orleans.config.json: every value in it takes effect, or the file would lie.</summary>
public sealed class OrleansConfigTests : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "fleetsim-node-" + Path.GetRandomFileName());
    private FleetNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        NodeOptions options = new() { StateDirectory = _directory, ConfigPath = Path.Combine(AppContext.BaseDirectory, "orleans.config.json") };
        _node = await FleetNode.StartAsync(options, _ => throw new InvalidOperationException("No handset lives in this test."), _ => { }, null, TestContext.Current.CancellationToken);
        await _node.Services.GetRequiredService<INode>().ListenAsync(0, "platform", "secret", 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Every_value_of_the_shipped_file_takes_effect()
    {
        Assert.Equal("fleetsim-local", Option<ClusterOptions>().ClusterId);
        Assert.Equal("fleetsim", Option<ClusterOptions>().ServiceId);
        Assert.Equal(TimeSpan.FromMinutes(1), Option<SiloMessagingOptions>().ResponseTimeout);
        Assert.Equal(TimeSpan.FromMinutes(15), Option<GrainCollectionOptions>().CollectionAge);
        Assert.False(Option<GrainCollectionOptions>().EnableActivationSheddingOnMemoryPressure);
        Assert.IsType<FleetGrainStorage<HandsetState>>(_node.Services.GetRequiredKeyedService<IGrainStorage>(TerminalGrain.Store));
        Assert.Equal("AdoNetGrainStorage", _node.Services.GetRequiredKeyedService<IGrainStorage>(RunGrain.Store).GetType().Name);
    }

    [Fact]
    public async Task Control_state_goes_through_AdoNet_into_a_file_of_its_own_and_is_fenced()
    {
        IRunGrain run = _node.Grains.GetGrain<IRunGrain>("run");
        Assert.Null(await run.Get());
        await run.Begin(new RunManifest { Scenario = "day", Seed = 3 }, resume: false);
        await run.Finish("VALID");
        RunManifest again = await run.Begin(new RunManifest { Scenario = "ignored" }, resume: true);
        Assert.Equal(("day", 3UL, 1), (again.Scenario, again.Seed, again.Resumes));

        IGrainStorage storage = _node.Services.GetRequiredKeyedService<IGrainStorage>(RunGrain.Store);
        GrainState<RunManifest> first = new(new RunManifest()), second = new(new RunManifest());
        await storage.ReadStateAsync("run", run.GetGrainId(), first);
        await storage.ReadStateAsync("run", run.GetGrainId(), second);
        await storage.WriteStateAsync("run", run.GetGrainId(), first);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => storage.WriteStateAsync("run", run.GetGrainId(), second));
        await storage.ClearStateAsync("run", run.GetGrainId(), first);
        Assert.True(File.Exists(Path.Combine(_directory, "control.db")));
    }

    [Fact]
    public void Everything_listens_on_loopback_only()
    {
        EndpointOptions endpoints = Option<EndpointOptions>();
        Assert.True(System.Net.IPAddress.IsLoopback(endpoints.AdvertisedIPAddress!));
        System.Net.IPEndPoint[] listeners = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        Assert.Contains(listeners, l => l.Port == endpoints.SiloPort);
        Assert.All(listeners.Where(l => l.Port == endpoints.SiloPort || l.Port == _node.Services.GetRequiredService<MessageCentre>().Port), l => Assert.True(System.Net.IPAddress.IsLoopback(l.Address), l.ToString()));
    }

    private T Option<T>()
        where T : class => _node.Services.GetRequiredService<IOptions<T>>().Value;
}

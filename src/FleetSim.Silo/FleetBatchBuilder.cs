using FleetSim.Grains;
using FleetSim.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

[assembly: RegisterProvider("FleetBatch", "GrainStorage", "Silo", typeof(FleetSim.Silo.FleetBatchBuilder))]

namespace FleetSim.Silo;

/// <summary>Makes <c>"ProviderType": "FleetBatch"</c> in orleans.config.json mean the group-commit store of handset snapshots.</summary>
public sealed class FleetBatchBuilder : IProviderBuilder<ISiloBuilder>
{
    public static readonly GrainStateCodec<HandsetState> Codec = new(
        state => (state.Snapshot, state.DueUnixMs),
        payload => new HandsetState { Snapshot = payload });

    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.Services.AddKeyedSingleton<IGrainStorage>(name, (services, _) => new FleetGrainStorage<HandsetState>(services.GetRequiredService<IStateStore>(), Codec));
}

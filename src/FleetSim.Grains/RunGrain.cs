using FleetSim.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FleetSim.Grains;

/// <summary>Keeps the run's manifest with the AdoNet provider, apart from the handsets.</summary>
public sealed class RunGrain([FromKeyedServices(RunGrain.Store)] IGrainStorage storage) : Grain, IRunGrain
{
    /// <summary>Name of the storage provider for control-plane grains.</summary>
    public const string Store = "control";

    private const string StateName = "run";

    private readonly GrainState<RunManifest> _state = new(new RunManifest());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => storage.ReadStateAsync(StateName, this.GetGrainId(), _state);

    public async Task<RunManifest> Begin(RunManifest proposed, bool resume)
    {
        _state.State = resume && _state.RecordExists ? _state.State! with { Resumes = _state.State!.Resumes + 1, StartedAt = proposed.StartedAt, SmppPort = proposed.SmppPort, PlatformPort = proposed.PlatformPort, Verdict = "" } : proposed;
        await Save();
        return _state.State;
    }

    public Task Finish(string verdict)
    {
        _state.State = _state.State! with { Verdict = verdict };
        return Save();
    }

    public Task<RunManifest?> Get() => Task.FromResult(_state.RecordExists ? _state.State : null);

    private Task Save() => storage.WriteStateAsync(StateName, this.GetGrainId(), _state);
}

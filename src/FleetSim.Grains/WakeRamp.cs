namespace FleetSim.Grains;

/// <summary>
/// Limits how many handsets are being woken at a time on one node. After a crash a hundred thousand are due at once: without a limit their
/// activations would hold up everything else.
/// </summary>
public sealed class WakeRamp : IDisposable
{
    /// <summary>Handsets being woken at a time.</summary>
    public const int Width = 256;

    private readonly SemaphoreSlim _room = new(Width);

    public Task EnterAsync() => _room.WaitAsync();

    public void Leave() => _room.Release();

    public void Dispose() => _room.Dispose();
}

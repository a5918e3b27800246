using System.Collections.Concurrent;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Engine;

/// <summary>All handsets the platform has heard of, by IMEI.</summary>
internal sealed class Fleet(AccountOptions account)
{
    /// <summary>Handsets that came by DM without having registered: more are not remembered.</summary>
    private const int MaxStrangers = 100_000;

    private readonly ConcurrentDictionary<ulong, ManagedDevice> _devices = new();
    private readonly byte[] _clientNonce = Credentials.DecodeNonce(account.ClientNonce);
    private readonly byte[] _serverNonce = Credentials.DecodeNonce(account.ServerNonce);
    private int _known;
    private int _registered;

    /// <summary>What devices have in common.</summary>
    public SharedWords Words { get; } = new();

    public int Registered => Volatile.Read(ref _registered);

    /// <summary>All of them, in the order of their IMEI.</summary>
    public IEnumerable<ManagedDevice> InOrder => _devices.OrderBy(d => d.Key).Select(d => d.Value);

    public ManagedDevice? Find(Imei imei) => _devices.GetValueOrDefault(imei.Value);

    /// <summary>The handset, made with the account's factory nonces when it is new.</summary>
    public ManagedDevice Enter(Imei imei) =>
        _devices.TryGetValue(imei.Value, out ManagedDevice? known) ? known : _devices.GetOrAdd(imei.Value, static (_, a) => a.fleet.Make(a.imei), (imei, fleet: this));

    /// <summary>As <see cref="Enter"/>, but null for an unknown handset when there are too many that never registered.</summary>
    public ManagedDevice? Meet(Imei imei) => Find(imei) ?? (Volatile.Read(ref _known) - Registered < MaxStrangers ? Enter(imei) : null);

    public void CountRegistered() => Interlocked.Increment(ref _registered);

    private ManagedDevice Make(Imei imei)
    {
        Interlocked.Increment(ref _known);
        return new ManagedDevice(imei, _clientNonce, _serverNonce);
    }
}

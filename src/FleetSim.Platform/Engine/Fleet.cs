using System.Collections.Concurrent;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Engine;

/// <summary>All handsets the platform has heard of, by IMEI.</summary>
internal sealed class Fleet(AccountOptions account)
{
    private readonly ConcurrentDictionary<ulong, ManagedDevice> _devices = new();
    private readonly byte[] _clientNonce = Credentials.DecodeNonce(account.ClientNonce);
    private readonly byte[] _serverNonce = Credentials.DecodeNonce(account.ServerNonce);
    private int _registered;

    public int Registered => Volatile.Read(ref _registered);

    /// <summary>All of them, in the order of their IMEI.</summary>
    public IEnumerable<ManagedDevice> InOrder => _devices.OrderBy(d => d.Key).Select(d => d.Value);

    public ManagedDevice? Find(Imei imei) => _devices.GetValueOrDefault(imei.Value);

    /// <summary>The handset, made with the account's factory nonces when it is new.</summary>
    public ManagedDevice Enter(Imei imei) =>
        _devices.GetOrAdd(imei.Value, static (_, a) => new ManagedDevice(a.imei, a.fleet._clientNonce, a.fleet._serverNonce), (imei, fleet: this));

    public void CountRegistered() => Interlocked.Increment(ref _registered);
}

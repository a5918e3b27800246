#nullable enable
#pragma warning disable
namespace FleetSim.Protocol.Smpp { public sealed class X {} }
namespace FleetSim.Transport.Smpp {
 public sealed record Address(string Digits);
 public sealed record ShortMessage { public Address Source {get;init;} public Address Destination {get;init;} public ReadOnlyMemory<byte> UserData {get;init;} public bool HasHeader {get;init;} public byte DataCoding {get;init;} }
 public sealed record SmppClientOptions { public string Host {get;init;} public int Port {get;init;} public string SystemId {get;init;} public string Password {get;init;} public int Window {get;init;} }
 public sealed record SubmitOutcome(bool IsAccepted);
 public sealed class SmppClient(SmppClientOptions o, Func<ShortMessage, CancellationToken, ValueTask<uint>> d, Microsoft.Extensions.Logging.ILogger l) { public bool IsBound => true; public Task RunAsync(CancellationToken c) => Task.CompletedTask; public Task WaitForBindAsync(CancellationToken c) => Task.CompletedTask; public Task<SubmitOutcome> SubmitAsync(ShortMessage m, CancellationToken c) => Task.FromResult(new SubmitOutcome(true)); }
}

using FleetSim.Transport.Http;

namespace FleetSim.Transport.Tests.Http;

/// <summary>Keeps what a download handed over.</summary>
internal sealed class CollectingSink : IObjectSink
{
    private readonly List<byte> _octets = [];

    public List<FetchHead> Heads { get; } = [];

    public List<int> Chunks { get; } = [];

    public byte[] Octets => [.. _octets];

    public ValueTask HeadAsync(FetchHead head)
    {
        Heads.Add(head);
        return ValueTask.CompletedTask;
    }

    public ValueTask OctetsAsync(ReadOnlyMemory<byte> octets)
    {
        Chunks.Add(octets.Length);
        _octets.AddRange(octets.Span);
        return ValueTask.CompletedTask;
    }
}

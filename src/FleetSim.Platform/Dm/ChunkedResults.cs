using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>Puts together a value that comes in several messages. Spec: OMA-TS-DM_Protocol-V1_2_1, large objects.</summary>
internal sealed class ChunkedResults
{
    /// <summary>Octets of one value at most.</summary>
    private const int Limit = 4 << 20;

    private readonly List<byte> _octets = [];
    private string? _uri;
    private long? _size;

    /// <summary>Takes an Item of a Results.</summary>
    /// <returns>The Status for the Results (200, 213, 413, 424) and, with 200, the whole value.</returns>
    public (int Code, string? Value) Take(string uri, Item item, Meta? outer)
    {
        if (_uri is not null && _uri != uri) Forget();
        if (_uri is null && !item.MoreData) return (StatusCode.Ok, item.Data?.Text ?? "");
        if (_uri is null) _size = item.Meta?.Size ?? outer?.Size;
        _uri = uri;
        byte[] chunk = item.Data?.Octets ?? [];
        if (_octets.Count + chunk.Length > Limit) return Fail(StatusCode.TooLarge);
        _octets.AddRange(chunk);
        if (item.MoreData) return (StatusCode.ChunkAccepted, null);
        if (_size is { } size && size != _octets.Count) return Fail(StatusCode.SizeMismatch);
        string value = new ItemData(_octets.ToArray()).Text;
        Forget();
        return (StatusCode.Ok, value);
    }

    private (int Code, string? Value) Fail(int code)
    {
        Forget();
        return (code, null);
    }

    private void Forget()
    {
        _octets.Clear();
        _uri = null;
        _size = null;
    }
}

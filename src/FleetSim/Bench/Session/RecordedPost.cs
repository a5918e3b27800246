using System.Text.Json;

namespace FleetSim.Bench.Session;

/// <summary>A POST of a handset as it went out.</summary>
/// <param name="Headers">Name and value, in order; all of them but Host and Content-Length, which every client adds.</param>
internal sealed record RecordedPost(string Uri, string ContentType, KeyValuePair<string, string>[] Headers, byte[] Body);

/// <summary>The POSTs of some sessions, in order; a file between two processes of the bench.</summary>
internal static class Recording
{
    public static async Task WriteAsync(string path, IReadOnlyCollection<RecordedPost[]> sessions, CancellationToken stop)
    {
        await using FileStream file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, [.. sessions], BenchLineJson.Default.RecordedPostArrayArray, stop);
    }

    public static async Task<RecordedPost[][]> ReadAsync(string path, CancellationToken stop)
    {
        await using FileStream file = File.OpenRead(path);
        return (await JsonSerializer.DeserializeAsync(file, BenchLineJson.Default.RecordedPostArrayArray, stop))!;
    }
}

using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tree;

/// <summary>
/// The form of an address without its query. A malformed one names no node (404), a long one is 414.
/// <code>
/// uri     = "." | "./" | [ "./" ] segment *( "/" segment )
/// segment = 1*( any character but "/", "?" and those below the blank ), neither "." nor ".."
/// </code>
/// Spec: OMA-TS-DM_TND-V1_2_1, addressing.
/// </summary>
internal static class TreeUri
{
    /// <summary>200, 404 or 414.</summary>
    public static int Check(string path, TreeLimits limits)
    {
        if (path.Length > limits.TotalLength) return StatusCode.UriTooLong;
        if (TreeTemplate.IsRoot(path)) return StatusCode.Ok;
        int depth = 0;
        bool isFormed = true;
        ReadOnlySpan<char> names = WithoutDot(path);
        foreach (Range segment in names.Split('/'))
        {
            if (++depth > limits.Depth || names[segment].Length > limits.SegmentLength) return StatusCode.UriTooLong;
            isFormed &= IsSegment(names[segment]);
        }

        return isFormed ? StatusCode.Ok : StatusCode.NotFound;
    }

    public static bool IsSegment(ReadOnlySpan<char> name) => name is not ("" or "." or "..") && name.IndexOfAny('/', '?') < 0 && !name.ContainsAnyInRange('\0', '\x1F');

    /// <summary>Without the leading "./"; the root is empty.</summary>
    public static string Relative(string path) => TreeTemplate.IsRoot(path) ? "" : path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    /// <inheritdoc cref="Relative"/>
    public static ReadOnlySpan<char> WithoutDot(string path) => TreeTemplate.IsRoot(path) ? [] : path.StartsWith("./", StringComparison.Ordinal) ? path.AsSpan(2) : path;

    /// <summary>Characters of the address of a relative path, with its "./".</summary>
    public static int Length(string relative) => relative.Length + 2;

    /// <summary>The parent's address and the last segment of a relative path.</summary>
    public static (string Parent, string Name) Split(string relative)
    {
        int slash = relative.LastIndexOf('/');
        return slash < 0 ? ("", relative) : (relative[..slash], relative[(slash + 1)..]);
    }
}

namespace FleetSim.Device.Tree;

/// <summary>Orders paths so that a node stands before its subtree, the subtree in one piece, and siblings by their names.</summary>
internal sealed class PreOrder : IComparer<string>
{
    public static readonly PreOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x, right = y;
        int same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length) return left.Length - right.Length;
        return Weight(left[same]) - Weight(right[same]);
    }

    // The separator comes before every character of a name, else "A-B" would stand between "A" and "A/B".
    private static int Weight(char c) => c == '/' ? -1 : c;
}

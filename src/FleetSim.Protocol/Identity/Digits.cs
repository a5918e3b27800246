namespace FleetSim.Protocol.Identity;

internal static class Digits
{
    /// <summary>The number that exactly <paramref name="count"/> ASCII digits write (at most 19), or null.</summary>
    public static ulong? Parse(ReadOnlySpan<char> text, int count)
    {
        if (text.Length != count) return null;
        ulong value = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c)) return null;
            value = (value * 10) + (ulong)(c - '0');
        }

        return value;
    }
}

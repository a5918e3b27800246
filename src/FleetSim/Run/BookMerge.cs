namespace FleetSim.Run;

/// <summary>
/// Brings the handsets of a fleet, in the order of their indices, together with the platform's books, in the order of IMEIs. Handsets of one model
/// share the first digits of their IMEIs (<c>FleetIdentity</c>) and have ascending ones, so one range of the books for each model is read along with
/// them, each row once. What is passed over on the way is a stranger: booked, and not of the fleet.
/// </summary>
internal sealed class BookMerge(PlatformBooks books, int blockDigits, Action<string> stranger) : IDisposable
{
    private readonly SortedDictionary<string, BookedRange> _blocks = new(StringComparer.Ordinal);

    /// <summary>What is booked of the handset with this IMEI; null: nothing. IMEIs of one block must ascend from call to call.</summary>
    public BookedHandset? Of(string imei)
    {
        string block = imei[..blockDigits];
        if (!_blocks.TryGetValue(block, out BookedRange? range)) _blocks.Add(block, range = books.Between(block, After(block)));
        while (range.Imei is { } next && string.CompareOrdinal(next, imei) < 0) Pass(range);
        return range.Imei == imei ? range.Take() : null;
    }

    /// <summary>All that is left of the books is strangers.</summary>
    public void Finish()
    {
        string from = "";
        foreach ((string block, BookedRange range) in _blocks)
        {
            while (range.Imei is not null) Pass(range);
            PassAll(from, block);
            from = After(block);
        }

        PassAll(from, null);
    }

    public void Dispose()
    {
        foreach (BookedRange range in _blocks.Values) range.Dispose();
    }

    private void PassAll(string from, string? to)
    {
        using BookedRange rest = books.Between(from, to);
        while (rest.Imei is not null) Pass(rest);
    }

    private void Pass(BookedRange range)
    {
        stranger(range.Imei!);
        range.Take();
    }

    /// <summary>The least text behind every one that begins with the block.</summary>
    private static string After(string block) => block[..^1] + (char)(block[^1] + 1);
}

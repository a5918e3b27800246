using System.Collections.Concurrent;

namespace FleetSim.Platform.Engine;

/// <summary>
/// Makers, models and versions: a million handsets say the same few hundred words, and the platform keeps each once. What handsets say is data, so that
/// the collection has an end; a word that comes after it is kept as it came.
/// </summary>
internal sealed class SharedWords
{
    private const int Most = 4096;

    private readonly ConcurrentDictionary<string, string> _words = new(StringComparer.Ordinal);
    private int _count;

    public string Of(string word)
    {
        if (_words.TryGetValue(word, out string? known)) return known;
        if (Volatile.Read(ref _count) >= Most) return word;
        if (_words.TryAdd(word, word)) Interlocked.Increment(ref _count);
        return word;
    }
}

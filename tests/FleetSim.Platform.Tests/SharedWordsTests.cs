using FleetSim.Platform.Engine;

namespace FleetSim.Platform.Tests;

public sealed class SharedWordsTests
{
    [Fact]
    public void Equal_words_are_kept_once()
    {
        SharedWords words = new();
        string first = new(['L', '1']);
        Assert.Same(first, words.Of(first));
        Assert.Same(first, words.Of(new string(['L', '1'])));
    }

    [Fact]
    public void A_peer_that_invents_words_fills_nothing()
    {
        SharedWords words = new();
        for (int i = 0; i < 10_000; i++) Assert.Equal($"w{i}", words.Of($"w{i}"));
        Assert.NotSame(words.Of(new string(['x', '9'])), words.Of(new string(['x', '9'])));
    }
}

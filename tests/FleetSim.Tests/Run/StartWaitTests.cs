using FleetSim.Commands;
using FleetSim.Run;
using Microsoft.Extensions.Time.Testing;

namespace FleetSim.Tests.Run;

/// <summary>A run that cannot begin says why, and does not wait for ever; one that only needs long is left alone.</summary>
public sealed class StartWaitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _said = [];

    private StartWait Wait => new(_said.Add, _clock);

    private Task Look()
    {
        _clock.Advance(Second);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_is_there_soon_is_waited_for_in_silence()
    {
        int looks = 0;
        await Wait.UntilAsync(() => ++looks > 4 ? null : "a bind", Look);
        Assert.Equal((5, 0), (looks, _said.Count));
    }

    [Fact]
    public async Task What_moves_may_take_its_time_and_is_told_every_five_seconds()
    {
        int woken = 0;
        await Wait.UntilAsync(() => ++woken > 1000 ? null : $"{1000 - woken} handsets", Look);
        Assert.Equal("waiting for 994 handsets", _said[0]);
        Assert.Equal(199, _said.Count);
    }

    [Fact]
    public async Task Where_nothing_moves_the_run_ends_and_says_what_was_missing()
    {
        DateTimeOffset begun = _clock.GetUtcNow();
        ConfigurationException stuck = await Assert.ThrowsAsync<ConfigurationException>(() => Wait.UntilAsync(() => "cohorts of the fleet: 2 of 3 are on a node", Look));
        Assert.Contains("180 s", stuck.Message, StringComparison.Ordinal);
        Assert.Contains("2 of 3", stuck.Message, StringComparison.Ordinal);
        Assert.Equal(StartWait.Limit, _clock.GetUtcNow() - begun);
    }
}

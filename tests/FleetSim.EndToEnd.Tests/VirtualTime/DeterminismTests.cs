using System.Diagnostics;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>Determinism promise 2: in virtual time with the in-process platform and seeded nonces, (scenario, seed) gives the traces.</summary>
[Collection(TroubledDayTests.Name)]
public sealed class DeterminismTests(TroubledDay day, ITestOutputHelper log)
{
    [Fact]
    public void The_same_scenario_and_seed_give_byte_equal_traces_and_books()
    {
        long started = Stopwatch.GetTimestamp();
        VirtualWorld again = VirtualWorld.Live(TroubledDay.Scenario(), new WorldOptions());
        TimeSpan wall = Stopwatch.GetElapsedTime(started);
        long octets = 0;
        foreach ((VirtualHandset one, VirtualHandset other) in day.Lived.Handsets.Zip(again.Handsets))
        {
            byte[] trace = one.Story.Trace();
            octets += trace.Length;
            TraceText.AssertSame($"handset {one.Handset.Index}", trace, other.Story.Trace());
            Assert.Equal(one.Handset.Save(), other.Handset.Save());
        }

        TraceText.AssertSame("books", BooksText.Of(day.Lived.Platform.Books), BooksText.Of(again.Platform.Books));
        Assert.Equal(day.Lived.Elapsed, again.Elapsed);
        log.WriteLine($"{again.Handsets.Count} handsets, {again.Elapsed.TotalSeconds:F2} s lived in {wall.TotalSeconds:F2} s; traces of {octets} octets, {again.Platform.Books.Count} book entries");
    }

    [Fact]
    public void Another_seed_gives_another_fleet()
    {
        VirtualWorld other = VirtualWorld.Live(TroubledDay.Scenario() with { Seed = 2 }, new WorldOptions());
        int alike = day.Lived.Handsets.Zip(other.Handsets).Count(pair => pair.First.Story.Trace().AsSpan().SequenceEqual(pair.Second.Story.Trace()));
        Assert.Equal(0, alike);
        Assert.NotEqual(BooksText.Of(day.Lived.Platform.Books), BooksText.Of(other.Platform.Books));
    }
}

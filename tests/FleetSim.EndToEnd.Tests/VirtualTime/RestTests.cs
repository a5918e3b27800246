using System.Text;
using System.Text.RegularExpressions;
using FleetSim.Device;
using FleetSim.Run;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>A handset that is at rest may be saved, thrown away and loaded again: nothing is lost with the object.</summary>
[Collection(TroubledDayTests.Name)]
public sealed partial class RestTests(TroubledDay day, ITestOutputHelper log)
{
    /// <summary>What an activation does by itself: not an octet on any wire changes, nor the moment of one.</summary>
    [Fact]
    public void Resting_while_switched_off_changes_nothing_at_all()
    {
        VirtualWorld rested = VirtualWorld.Live(TroubledDay.Scenario(), new WorldOptions { Rests = Rests.WhenOff });
        Assert.InRange(Revivals(rested), 300, int.MaxValue);
        TraceText.AssertSame("books", BooksText.Of(day.Lived.Platform.Books), BooksText.Of(rested.Platform.Books));
        foreach ((VirtualHandset one, VirtualHandset other) in day.Lived.Handsets.Zip(rested.Handsets))
        {
            TraceText.AssertSame($"handset {one.Handset.Index}", WithoutRevivals(one), WithoutRevivals(other));
            Assert.Equal(one.Handset.Save(), other.Handset.Save());
        }
    }

    /// <summary>A handset that is on takes up again what it had planned, so moments change, but no result.</summary>
    [Fact]
    public void Resting_at_every_chance_changes_no_result()
    {
        VirtualWorld rested = VirtualWorld.Live(TroubledDay.Scenario(), new WorldOptions { Rests = Rests.AtEveryRest });
        Assert.True(rested.IsSettled);
        Assert.InRange(Revivals(rested), 3000, int.MaxValue);
        (string One, string Other)[] changed = [.. Results(day.Lived).Zip(Results(rested)).Where(pair => pair.First != pair.Second)];
        Assert.True(changed.Length == 0, $"{changed.Length} handsets have another result, such as\n  {string.Join("\n  ", changed.Take(5).Select(c => c.One + "\n  " + c.Other))}");
        log.WriteLine($"{Revivals(rested)} revivals, {rested.Elapsed.TotalSeconds:F2} s instead of {day.Lived.Elapsed.TotalSeconds:F2} s");
    }

    private static int Revivals(VirtualWorld world) => world.Handsets.Sum(h => h.Story.Events.Count(e => e is TerminalEvent.Revived));

    /// <summary>The trace without revivals and request numbers: these begin again in a new object.</summary>
    private static byte[] WithoutRevivals(VirtualHandset handset)
    {
        IEnumerable<string> lines = Encoding.UTF8.GetString(handset.Story.Trace()).Split('\n').Where(l => !l.Contains(" <- Revived ", StringComparison.Ordinal) && !l.Contains(" .. ", StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(l => RequestNumber().Replace(l, "#"))));
    }

    /// <summary>What a handset holds and what the books say of it, a line each.</summary>
    private static string[] Results(VirtualWorld world)
    {
        Dictionary<string, BookedHandset> rows = BooksText.Rows(world.Platform.Books);
        return [.. world.Handsets.Select(h => $"{h.Handset.Index}: {Result(h.Handset.Terminal)} | {Result(rows.GetValueOrDefault(h.Terminal.Imei.ToString()))}")];
    }

    private static string Result(Terminal terminal) =>
        $"{terminal.SoftwareVersion} mark {terminal.Nv.RegisteredImsi} reported {terminal.Nv.Odometer.LastReportedResult} {terminal.Tree.Overlay}";

    private static string Result(BookedHandset? row) => row is null
        ? "not in the books"
        : $"{row.Msisdn} {row.FirmwareResult} {row.VersionAfter} {string.Join(' ', row.Jobs.OrderBy(j => j.Key, StringComparer.Ordinal))} {string.Join(' ', row.Collected.OrderBy(c => c.Key, StringComparer.Ordinal))}";

    [GeneratedRegex("#\\d+|Request = \\d+")]
    private static partial Regex RequestNumber();
}

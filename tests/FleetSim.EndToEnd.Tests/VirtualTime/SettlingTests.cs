using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Platform.Books;
using FleetSim.Run;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>How the day ends: nothing is left over, and everything that was counted adds up, on both sides.</summary>
[Collection(TroubledDayTests.Name)]
public sealed class SettlingTests(TroubledDay day, ITestOutputHelper log)
{
    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void The_day_comes_to_rest_with_every_handset_on_and_nothing_open(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        Assert.True(world.IsSettled, $"not at rest after {world.Elapsed}");
        Assert.All(world.Handsets, h =>
        {
            Assert.True(h.Terminal.Nv is { PoweredOn: true, HasSignal: true, HasMemory: true, Job: null, UplinkPending: false });
            Assert.True(h.Handset.IsAtRest);
            Assert.Equal(0, h.InFlight);
            Assert.Null(h.Handset.Diary.NextDue());
        });
        Assert.True(world.Platform.Status.Idle);
        Assert.Equal(0, world.Platform.Status.OpenSessions);
        log.WriteLine($"errors that the platform counted: {string.Join(", ", world.Platform.Status.Errors)}; messages stored {world.MessageCentre.StoredEver}, SIMs waited for {world.MessageCentre.Waiting.Count}");
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void What_is_stored_of_a_handset_is_what_it_is(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        VirtualHandset[] unlike = [.. world.Handsets.Where(h => !h.Committed.AsSpan().SequenceEqual(h.Handset.Save()))];
        Assert.True(unlike.Length == 0, $"{unlike.Length} handsets, such as {string.Join(", ", unlike.Take(10).Select(h => h.Handset.Index))}");
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void Every_registration_message_arrived_once_and_redeliveries_are_counted_apart(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        long sent = world.Handsets.Sum(h => h.Terminal.Nv.Odometer.RegistrationsSent);
        long again = world.Handsets.Sum(h => h.Terminal.Nv.Odometer.RegistrationsRedelivered);
        Assert.Equal(sent, world.Handsets.Sum(h => h.Story.Actions.LongCount(a => a is TerminalAction.SendSms { Redelivery: false })));
        Assert.Equal(again, world.Handsets.Sum(h => h.Story.Actions.LongCount(a => a is TerminalAction.SendSms { Redelivery: true })));
        Assert.Equal(telling == Telling.Killed, again > 0);
        Assert.Equal(sent + again, world.Platform.Status.Registrations);
        Assert.Equal(sent + again, world.Platform.Books.OfType<BookEntry.Device>().GroupBy(d => d.Imei).Sum(g => g.Max(d => d.Registrations)));
        Assert.Equal(world.Handsets.Count(h => h.Handset.HasHomeSim), world.Platform.Status.Devices);
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void The_troubles_in_the_traces_are_those_in_the_diaries(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
        {
            int told = world.Handsets.Sum(h => h.Story.Faults.Count(f => f == kind));
            Assert.Equal(told, world.Handsets.Sum(h => h.Handset.Diary.Faults[(int)kind]));
            Assert.InRange(told, 15, int.MaxValue);
            log.WriteLine($"{kind}: {told}");
        }
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void Handsets_without_mark_are_exactly_those_whose_confirmation_the_plan_loses(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        Dictionary<string, BookedHandset> rows = BooksText.Rows(world.Platform.Books);
        int unmarked = 0;
        foreach (VirtualHandset h in world.Handsets.Where(h => h.Handset.HasHomeSim))
        {
            int last = h.Terminal.Nv.Odometer.RegistrationsSent;
            bool marked = h.Terminal.Nv.RegisteredImsi == h.Handset.Sim.Imsi.Value;
            bool lost = world.Fleet.Faults.LosesConfirmation(world.Fleet.Identity.ChanceOf(h.Handset.Index), last);
            Assert.True(marked != lost, $"handset {h.Handset.Index}: marked {marked}, confirmation of message {last} lost by plan {lost}");
            Assert.Equal(world.Fleet.Identity.MsisdnOf(h.Handset.Sim.Index).ToString(), rows[h.Terminal.Imei.ToString()].Msisdn);
            if (!marked) unmarked++;
        }

        Assert.InRange(unmarked, 30, 300);
        log.WriteLine($"{unmarked} handsets without mark");
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void Both_sides_agree_on_every_collected_value_and_no_wrong_setting_is_left(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        foreach ((VirtualHandset h, BookedHandset row) in Pairs(world))
        {
            Assert.Equal("done", row.Jobs["collect"]);
            Assert.Equal(21, row.Collected.Count);
            Assert.All(row.Collected, c => Assert.Equal(c.Value, h.Terminal.Read(c.Key).Value));
            Assert.Equal("cmnet", row.Collected["./Settings/GPRS/CMNet/APN"]);
        }

        Assert.InRange(world.Platform.Books.OfType<BookEntry.Repair>().Count(r => r.Status == 200), 100, int.MaxValue);
    }

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void Every_update_ends_with_the_version_that_its_result_says(Telling telling)
    {
        VirtualWorld world = day.Told(telling);
        int succeeded = 0, failed = 0;
        foreach ((VirtualHandset h, BookedHandset row) in Pairs(world))
        {
            Odometer one = h.Terminal.Nv.Odometer;
            Assert.Equal(one.FirmwareStarted, one.FirmwareSucceeded + one.FirmwareFailed);
            Assert.Equal(0, one.DuplicateOctets);
            Assert.Equal(one.LastReportedResult, row.FirmwareResult ?? 0);
            bool updated = one.LastReportedResult == FumoResult.Success;
            Assert.Equal(updated ? $"{h.Terminal.Model.Model}-{world.Scenario.Platform.ToVersion}" : h.Terminal.Model.SoftwareVersion, h.Terminal.SoftwareVersion);
            string job = row.Jobs.GetValueOrDefault("firmware", "none");
            if (updated) Assert.Equal("succeeded", job);
            else if (one.FirmwareStarted > 0) Assert.Equal("failed", job);
            else Assert.Contains(job, (string[])["none", "refused"]);
            if (updated) Assert.Equal((world.Scenario.Platform.PackageOctets, h.Terminal.SoftwareVersion), (one.FirmwareOctets, row.VersionAfter));
            succeeded += one.FirmwareSucceeded;
            failed += one.FirmwareFailed;
        }

        log.WriteLine($"{succeeded} updates succeeded, {failed} were given up by their users");
        Assert.InRange(succeeded, 200, int.MaxValue);
    }

    private static IEnumerable<(VirtualHandset Handset, BookedHandset Row)> Pairs(VirtualWorld world)
    {
        Dictionary<string, BookedHandset> rows = BooksText.Rows(world.Platform.Books);
        return world.Handsets.Where(h => h.Handset.HasHomeSim).Select(h => (h, rows[h.Terminal.Imei.ToString()]));
    }
}

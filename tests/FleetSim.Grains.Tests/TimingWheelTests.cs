using CsCheck;

namespace FleetSim.Grains.Tests;

public sealed class TimingWheelTests
{
    private const int Slots = 1024;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimingWheel _wheel = new(Tick);

    public TimingWheelTests() => AdvanceTo(0);

    [Fact]
    public void A_timer_fires_in_its_tick_and_once()
    {
        Arm(1, 500);
        Assert.Empty(AdvanceTo(499));
        Assert.Equal([(1L, 0)], AdvanceTo(500));
        Assert.Empty(AdvanceTo(100_000));
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void A_due_time_inside_a_tick_waits_for_the_ticks_end()
    {
        Arm(1, 501);
        Assert.Empty(AdvanceTo(599));
        Assert.Single(AdvanceTo(600));
    }

    [Fact]
    public void Never_early_whatever_the_due_time() =>
        Gen.Select(Gen.Int[1, 300_000], Gen.Int[1, 700]).Sample((due, step) =>
        {
            TimingWheel wheel = new(Tick);
            List<(long, int)> fired = [];
            wheel.Advance(Start, fired);
            wheel.Arm(1, 0, Start.AddMilliseconds(due));
            int now = 0;
            while (fired.Count == 0) wheel.Advance(Start.AddMilliseconds(now += step), fired);
            Assert.InRange(now, due, due + step + 100);
        }, iter: 2000);

    [Fact]
    public void A_replaced_timer_fires_at_its_new_time_only()
    {
        Arm(1, 500);
        Arm(1, 900);
        Assert.Equal(1, _wheel.Count);
        Assert.Empty(AdvanceTo(800));
        Assert.Single(AdvanceTo(900));
        Arm(2, 2000);
        Arm(2, 1500);
        Assert.Single(AdvanceTo(1500));
        Assert.Empty(AdvanceTo(3000));
    }

    [Fact]
    public void A_timer_replaced_there_and_back_fires_once()
    {
        Arm(1, 500);
        Arm(1, 900);
        Arm(1, 500);
        Arm(1, 500);
        Assert.Single(AdvanceTo(500));
        Assert.Empty(AdvanceTo(5000));
    }

    [Fact]
    public void A_cancelled_timer_never_fires_and_can_be_set_again()
    {
        Arm(1, 500);
        _wheel.Cancel(1, 0);
        Assert.Equal(0, _wheel.Count);
        Assert.Empty(AdvanceTo(400));
        Arm(1, 500);
        Assert.Single(AdvanceTo(500));
        _wheel.Cancel(1, 0);
        _wheel.Cancel(99, 3);
    }

    [Fact]
    public void A_call_that_is_made_again_puts_nothing_off()
    {
        _wheel.ArmAgain(1, 0, At(700));
        _wheel.ArmAgain(1, 0, At(900));
        Assert.Single(AdvanceTo(700));
        _wheel.ArmAgain(1, 0, At(1_500));
        _wheel.ArmAgain(1, 0, At(1_200));
        Assert.Single(AdvanceTo(1_200));
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void A_timer_is_taken_back_by_the_moment_it_was_set_for_and_by_no_other()
    {
        Arm(1, 500);
        _wheel.Cancel(1, 0, At(400));
        Assert.Equal(1, _wheel.Count);
        Arm(1, 900);
        _wheel.Cancel(1, 0, At(500));
        Assert.Empty(AdvanceTo(800));
        Assert.Single(AdvanceTo(900));
        Arm(1, 1_500);
        _wheel.Cancel(1, 0, At(1_500));
        Assert.Empty(AdvanceTo(2_000));
    }

    [Fact]
    public void An_overdue_timer_fires_in_the_next_tick()
    {
        AdvanceTo(10_000);
        Arm(1, 200);
        Arm(2, 10_000);
        Assert.Equal([(1L, 0), (2L, 0)], AdvanceTo(10_100));
    }

    [Fact]
    public void A_timer_set_before_the_first_advance_fires_in_it()
    {
        TimingWheel wheel = new(Tick);
        List<(long, int)> fired = [];
        wheel.Arm(1, 0, Start.AddDays(-40));
        wheel.Arm(2, 0, Start);
        wheel.Arm(3, 0, Start.AddMilliseconds(1));
        wheel.Advance(Start, fired);
        Assert.Equal([(1L, 0), (2L, 0)], fired);
    }

    [Theory]
    [InlineData(Slots)]
    [InlineData(Slots - 1)]
    [InlineData(Slots + 1)]
    [InlineData((3 * Slots) + 17)]
    public void A_timer_longer_than_a_round_waits_its_rounds(int ticks)
    {
        Arm(1, ticks * 100);
        for (int tick = 1; tick < ticks; tick++) Assert.Empty(AdvanceTo(tick * 100));
        Assert.Single(AdvanceTo(ticks * 100));
    }

    [Fact]
    public void A_long_pause_fires_everything_in_the_order_of_due_ticks()
    {
        int[] dues = [5_000, 250_000, 104_000, 102_400, 102_300, 7_000, 300, 240_100, 1_000_000];
        for (int i = 0; i < dues.Length; i++) Arm(i, dues[i]);
        Assert.Equal(dues.Order().SkipLast(1).Select(d => (long)Array.IndexOf(dues, d)), AdvanceTo(260_000).Select(f => f.Terminal));
        Assert.Equal(1, _wheel.Count);
        Assert.Equal([(8L, 0)], AdvanceTo(1_000_000));
    }

    [Fact]
    public void Slots_of_one_handset_are_timers_of_their_own()
    {
        for (int slot = 0; slot < 16; slot++) _wheel.Arm(7, slot, At(500));
        _wheel.Cancel(7, 3);
        Assert.Equal(Enumerable.Range(0, 16).Where(s => s != 3).Select(s => (7L, s)), AdvanceTo(500));
    }

    [Fact]
    public void Big_indices_come_back_whole()
    {
        _wheel.Arm(50_000_000, 5, At(500));
        Assert.Equal([(50_000_000L, 5)], AdvanceTo(500));
    }

    [Fact]
    public void Time_that_goes_back_fires_nothing()
    {
        Arm(1, 5_000);
        AdvanceTo(1_000);
        Assert.Empty(AdvanceTo(400));
        Assert.Single(AdvanceTo(5_000));
    }

    /// <summary>What a naive list of (due tick) would do, for any order of arm, cancel and advance.</summary>
    [Fact]
    public void It_behaves_like_a_naive_list() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7], Gen.Int[-3_000, 250_000]).Array[1, 200].Sample(moves =>
        {
            TimingWheel wheel = new(Tick);
            Dictionary<(long, int), long> naive = [];
            List<(long Terminal, int Slot)> fired = [];
            long now = Start.UtcTicks, last = long.MinValue;
            foreach ((int move, int key, int time) in moves)
            {
                (long Terminal, int Slot) timer = (key / 2, key % 2);
                if (move < 5)
                {
                    DateTimeOffset due = new(now + (time * TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
                    wheel.Arm(timer.Terminal, timer.Slot, due);
                    naive[timer] = Math.Max((due.UtcTicks + Tick.Ticks - 1) / Tick.Ticks, last + 1);
                }
                else if (move == 5)
                {
                    wheel.Cancel(timer.Terminal, timer.Slot);
                    naive.Remove(timer);
                }
                else
                {
                    now += Math.Abs((long)time) * (move == 9 ? 1 : 0) * TimeSpan.TicksPerMillisecond + (move * 61 * TimeSpan.TicksPerMillisecond);
                    last = now / Tick.Ticks;
                    fired.Clear();
                    wheel.Advance(new DateTimeOffset(now, TimeSpan.Zero), fired);
                    KeyValuePair<(long, int), long>[] due = [.. naive.Where(t => t.Value <= last)];
                    Assert.Equal(due.Select(t => t.Key).Order(), fired.Order());
                    Assert.Equal(due.Select(t => t.Value).Order(), fired.Select(f => naive[f]));
                    foreach ((long, int) gone in due.Select(t => t.Key)) naive.Remove(gone);
                }

                Assert.Equal(naive.Count, wheel.Count);
            }
        }, iter: 3000);

    private void Arm(long terminal, int ms) => _wheel.Arm(terminal, 0, At(ms));

    private List<(long Terminal, int Slot)> AdvanceTo(int ms)
    {
        List<(long, int)> fired = [];
        _wheel.Advance(At(ms), fired);
        return fired;
    }

    private static DateTimeOffset At(int ms) => Start.AddMilliseconds(ms);
}

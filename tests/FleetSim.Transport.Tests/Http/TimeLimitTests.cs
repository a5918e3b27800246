using FleetSim.Transport.Http;
using Microsoft.Extensions.Time.Testing;

namespace FleetSim.Transport.Tests.Http;

/// <summary>One timer for the messages of a session: each has its own time, and none what another one left.</summary>
public sealed class TimeLimitTests
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_message_is_ended_when_its_time_is_up_and_not_before()
    {
        TimeLimit limit = Begun(Ten);
        _time.Advance(Ten - TimeSpan.FromMilliseconds(1));
        Assert.False(limit.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(limit.Token.IsCancellationRequested);
    }

    [Fact]
    public void The_next_message_has_all_of_its_own_time()
    {
        TimeLimit limit = Begun(Ten);
        for (int message = 0; message < 5; message++)
        {
            _time.Advance(Ten - TimeSpan.FromSeconds(1));
            limit.End();
            Assert.True(limit.TryBegin(Ten));
        }

        _time.Advance(Ten - TimeSpan.FromMilliseconds(1));
        Assert.False(limit.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public void Between_messages_no_time_runs()
    {
        TimeLimit limit = Begun(Ten);
        limit.End();
        _time.Advance(100 * Ten);
        Assert.False(limit.IsCancellationRequested);
        Assert.True(limit.TryBegin(Ten));
        _time.Advance(Ten);
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public void A_message_with_less_time_than_the_one_before_is_ended_at_its_own()
    {
        TimeLimit limit = Begun(Ten);
        limit.End();
        Assert.True(limit.TryBegin(TimeSpan.FromSeconds(2)));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(limit.IsCancellationRequested);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_whose_token_is_spent_takes_no_further_message(bool cancelled)
    {
        TimeLimit limit = Begun(Ten);
        if (cancelled) limit.Cancel();
        else _time.Advance(Ten);
        limit.End();
        Assert.False(limit.TryBegin(Ten));
    }

    [Fact]
    public void Stopped_it_ends_nothing_and_may_still_be_cancelled()
    {
        TimeLimit limit = Begun(Ten);
        limit.Stop();
        _time.Advance(2 * Ten);
        Assert.False(limit.IsCancellationRequested);
        limit.Cancel();
        Assert.True(limit.IsCancellationRequested);
    }

    /// <summary>Messages that are answered at the moment in which their time is up: whoever ended one by its time says so, and no other message is ended.</summary>
    [Fact]
    public async Task A_time_that_is_up_as_the_message_ends_does_not_end_the_next_one()
    {
        const int Rounds = 20_000;
        for (int round = 0; round < Rounds; round++)
        {
            TimeLimit limit = Begun(Ten);
            Task clock = Task.Run(() => _time.Advance(Ten));
            limit.End();
            bool isUsable = limit.TryBegin(Ten + Ten);
            await clock;
            Assert.Equal(!isUsable, limit.IsCancellationRequested);
            if (isUsable) _time.Advance(Ten + Ten);
            Assert.True(limit.IsCancellationRequested);
        }
    }

    private TimeLimit Begun(TimeSpan timeout)
    {
        TimeLimit limit = new(_time);
        Assert.True(limit.TryBegin(timeout));
        return limit;
    }
}

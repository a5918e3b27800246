using FleetSim.Contracts;
using FleetSim.Device;
using FleetSim.Telemetry;
using Microsoft.Extensions.Logging;

namespace FleetSim.Grains;

/// <summary>The ports of a node as the handsets use them; one per silo.</summary>
public sealed partial class ActionDispatch(
    IActionRunner runner, ISmsRouter router, IHandsetTraces traces, IGrainFactory grains, FleetLedger ledger, TimeProvider clock, ILogger<ActionDispatch> logger) : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly OnceASecond _telling = new(clock);

    public IActionRunner Runner => runner;

    public FleetLedger Ledger => ledger;

    /// <summary>The links of one activation.</summary>
    internal HandsetLinks Open(TerminalGrain handset) => new(handset, traces.Open(handset.Index));

    public void Reachable(long simIndex) => router.Reachable(simIndex);

    public void Waits(long simIndex) => router.Waits(simIndex);

    /// <summary>Uplinks that wait for a platform are given up: the node stops. They are pending in their snapshots.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    internal async Task<TerminalEvent?> SendSmsAsync(Sim sim, TerminalAction.SendSms send)
    {
        try
        {
            bool accepted = await router.SubmitAsync(sim.Index, send.Destination, send.UserData, _stop.Token);
            return new TerminalEvent.SmsAccepted(clock.GetUtcNow(), send.Request, accepted);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>What the handset hears of its message: an answer that the environment loses is a failure of the connection, after the server has acted.</summary>
    internal TerminalEvent Answered(TerminalAction.PostDm post, TerminalEvent answer)
    {
        ledger.Exchanged(answer);
        return post.LoseReply && answer is TerminalEvent.HttpReplied ? new TerminalEvent.HttpFailed(answer.At, post.Request, NetworkFailure.TimedOut) : answer;
    }

    /// <summary>The cohort of a handset, by the node's factory: an activation that is gone may not use its own any more.</summary>
    internal ICohortGrain CohortOf(long handset) => grains.CohortOf(handset);

    internal bool IsPast(DateTimeOffset moment) => clock.GetUtcNow() > moment;

    /// <summary>Before a call that was lost with a silo is made again.</summary>
    internal Task PauseAsync() => Task.Delay(RetryPause, clock);

    /// <summary>A step was not committed and its activation goes. A store that fails does so for many at once: one in a second is told.</summary>
    internal void NotCommitted(long handset, Exception failure)
    {
        if (_telling.IsDue()) StepNotCommitted(handset, failure.Message);
    }

    internal void Broken(Exception exception)
    {
        ledger.Failed(ErrorTag.Internal);
        ActionFailed(exception);
    }

    [LoggerMessage(EventIds.StepNotCommitted, LogLevel.Warning, "A step of handset {Handset} was not committed; it goes on from what is stored. {Why}")]
    private partial void StepNotCommitted(long handset, string why);

    [LoggerMessage(EventIds.ActionFailed, LogLevel.Error, "An action of a handset broke; this is a fault of FleetSim.")]
    private partial void ActionFailed(Exception exception);
}

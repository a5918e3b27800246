using FleetSim.Device;
using FleetSim.Telemetry;
using Microsoft.Extensions.Logging;

namespace FleetSim.Grains;

/// <summary>The ports of a node as the handsets use them; one per silo.</summary>
public sealed partial class ActionDispatch(IActionRunner runner, ISmsRouter router, IHandsetTraces traces, FleetLedger ledger, TimeProvider clock, ILogger<ActionDispatch> logger) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public IActionRunner Runner => runner;

    public FleetLedger Ledger => ledger;

    /// <summary>The links of one activation; <paramref name="lived"/>: it is not the handset's first.</summary>
    internal HandsetLinks Open(TerminalGrain handset, bool lived) => new(handset, lived, traces.Open(handset.Index));

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

    /// <summary>Posts; an answer that the environment loses becomes a failure of the connection, after the server has acted.</summary>
    internal async Task<TerminalEvent?> PostDmAsync(IDisposable link, TerminalAction.PostDm post, CancellationToken breakOff)
    {
        TerminalEvent answer = await runner.PostDmAsync(link, post, breakOff);
        ledger.Exchanged(answer);
        return post.LoseReply && answer is TerminalEvent.HttpReplied ? new TerminalEvent.HttpFailed(answer.At, post.Request, NetworkFailure.TimedOut) : answer;
    }

    internal void Broken(Exception exception)
    {
        ledger.Failed(ErrorTag.Internal);
        ActionFailed(exception);
    }

    [LoggerMessage(EventIds.ActionFailed, LogLevel.Error, "An action of a handset broke; this is a fault of FleetSim.")]
    private partial void ActionFailed(Exception exception);
}

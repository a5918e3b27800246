using FleetSim.Device;

namespace FleetSim.Grains;

/// <summary>The connection of one DM session. It belongs to the turns of one activation; disposing it closes it when the scenario wants a connection per session.</summary>
public interface IDmLink : IDisposable
{
    /// <summary>True once it was broken off: what still comes of its messages is for nobody.</summary>
    bool IsBrokenOff { get; }

    /// <summary>Called in a turn, of which nothing may be needed once it waits: what follows runs where the answer comes in. One message at a time.</summary>
    /// <exception cref="OperationCanceledException">It was broken off meanwhile.</exception>
    Task<TerminalEvent> PostAsync(TerminalAction.PostDm post);

    /// <summary>Closes it at once, whatever is under way; nothing else follows.</summary>
    void BreakOff();
}

/// <summary>
/// The port through which handsets reach the network. Every call ends in an event for the handset and never in an exception
/// that a peer caused. The node implements it with Transport.
/// </summary>
public interface IActionRunner
{
    /// <summary>A connection for one DM session.</summary>
    IDmLink OpenLink();

    Task<TerminalEvent> GetDescriptorAsync(TerminalAction.GetDescriptor get, CancellationToken breakOff);

    Task<TerminalEvent> PostNotifyAsync(TerminalAction.PostNotify post, CancellationToken breakOff);

    /// <summary>Fetches a range. Null: the transfer stopped where the plan, or the environment, cuts it.</summary>
    /// <param name="fetch">What to fetch.</param>
    /// <param name="happened">Takes FetchStarted and FetchOctets; the next octets are read only when it has completed.</param>
    /// <param name="stopNow">Ends the transfer as planned: what has arrived is handed over first.</param>
    /// <param name="breakOff">Ends the transfer; what has arrived and was not handed over is lost.</param>
    Task<TerminalEvent?> FetchAsync(TerminalAction.Fetch fetch, Func<TerminalEvent, Task> happened, CancellationToken stopNow, CancellationToken breakOff);
}

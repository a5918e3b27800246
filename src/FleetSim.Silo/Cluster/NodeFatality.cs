using FleetSim.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetSim.Silo.Cluster;

/// <summary>
/// A silo that the others have declared dead, rightly or because its machine was too busy to answer, must not go on. Orleans would end the process; a node
/// that serves gives the silo up and builds a new one. Its handsets are the others' by then, and a late write of its own is refused.
/// </summary>
internal sealed partial class NodeFatality(IServiceProvider services, ILogger<NodeFatality> logger) : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => exception is not OperationCanceledException;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        GivenUp(context ?? exception?.Message ?? "for a reason that it did not say");
        services.GetRequiredService<NodeControl>().Conclude();
    }

    [LoggerMessage(EventIds.SiloStopping, LogLevel.Warning, "This node is given up and begins anew: {Why}")]
    private partial void GivenUp(string why);
}

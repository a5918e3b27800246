using System.Net;
using Microsoft.Extensions.Logging;

namespace FleetSim.Transport.Smpp;

/// <summary>What SMPP logs. Ids 4100 to 4149.</summary>
internal static partial class SmppLog
{
    [LoggerMessage(4100, LogLevel.Information, "SMPP listens at {EndPoint}")]
    public static partial void Listening(ILogger log, EndPoint endPoint);

    [LoggerMessage(4101, LogLevel.Information, "{SystemId} bound as {Kind} from {Peer}")]
    public static partial void Bound(ILogger log, string systemId, string kind, EndPoint? peer);

    [LoggerMessage(4102, LogLevel.Information, "{SystemId} is unbound")]
    public static partial void Unbound(ILogger log, string systemId);

    [LoggerMessage(4103, LogLevel.Warning, "Bind from {Peer} refused with status {Status:X8}")]
    public static partial void BindRefused(ILogger log, EndPoint? peer, uint status);

    [LoggerMessage(4104, LogLevel.Warning, "Connection from {Peer} closed: {Limit} connections are open")]
    public static partial void TooManyConnections(ILogger log, EndPoint? peer, int limit);

    [LoggerMessage(4105, LogLevel.Debug, "Connection from {Peer} closed: no bind in time")]
    public static partial void NoBindInTime(ILogger log, EndPoint? peer);

    [LoggerMessage(4106, LogLevel.Warning, "Malformed PDU, command {CommandId:X8}, at octet {Offset}: {Reason}")]
    public static partial void Malformed(ILogger log, uint commandId, int offset, string? reason);

    [LoggerMessage(4107, LogLevel.Debug, "Response {CommandId:X8} to no open request, sequence {Sequence}")]
    public static partial void UnexpectedResponse(ILogger log, uint commandId, uint sequence);

    [LoggerMessage(4108, LogLevel.Error, "The handler of command {CommandId:X8} failed")]
    public static partial void HandlerFailed(ILogger log, Exception fault, uint commandId);

    [LoggerMessage(4109, LogLevel.Debug, "A loop of the connection ended: {Reason}")]
    public static partial void LinkEnded(ILogger log, string reason);

    [LoggerMessage(4110, LogLevel.Information, "Bound at {Host}:{Port} as {SystemId}")]
    public static partial void BoundAt(ILogger log, string host, int port, string systemId);

    [LoggerMessage(4111, LogLevel.Warning, "No bind at {Host}:{Port}: {Reason}")]
    public static partial void NotBound(ILogger log, string host, int port, string reason);

    [LoggerMessage(4112, LogLevel.Warning, "Accepting a connection failed: {Error}")]
    public static partial void AcceptFailed(ILogger log, string error);
}

using System.Net;
using FleetSim.Telemetry;
using Microsoft.Extensions.Logging;

namespace FleetSim.Transport.Smpp;

/// <summary>What SMPP logs.</summary>
internal static partial class SmppLog
{
    [LoggerMessage(EventIds.ListenerStarted, LogLevel.Information, "SMPP listens at {EndPoint}")]
    public static partial void Listening(ILogger log, EndPoint endPoint);

    [LoggerMessage(EventIds.BindAccepted, LogLevel.Information, "{SystemId} bound as {Kind} from {Peer}")]
    public static partial void Bound(ILogger log, string systemId, string kind, EndPoint? peer);

    [LoggerMessage(EventIds.BindLost, LogLevel.Information, "{SystemId} is unbound")]
    public static partial void Unbound(ILogger log, string systemId);

    [LoggerMessage(EventIds.BindRefused, LogLevel.Warning, "Bind from {Peer} refused with status {Status:X8}")]
    public static partial void BindRefused(ILogger log, EndPoint? peer, uint status);

    [LoggerMessage(EventIds.TooManyConnections, LogLevel.Warning, "Connection from {Peer} closed: {Limit} connections are open")]
    public static partial void TooManyConnections(ILogger log, EndPoint? peer, int limit);

    [LoggerMessage(EventIds.NoBindInTime, LogLevel.Debug, "Connection from {Peer} closed: no bind in time")]
    public static partial void NoBindInTime(ILogger log, EndPoint? peer);

    [LoggerMessage(EventIds.ProtocolError, LogLevel.Warning, "Malformed PDU, command {CommandId:X8}, at octet {Offset}: {Reason}")]
    public static partial void Malformed(ILogger log, uint commandId, int offset, string? reason);

    [LoggerMessage(EventIds.StrayResponse, LogLevel.Debug, "Response {CommandId:X8} to no open request, sequence {Sequence}")]
    public static partial void UnexpectedResponse(ILogger log, uint commandId, uint sequence);

    [LoggerMessage(EventIds.HandlerFailed, LogLevel.Error, "The handler of command {CommandId:X8} failed")]
    public static partial void HandlerFailed(ILogger log, Exception fault, uint commandId);

    [LoggerMessage(EventIds.LoopEnded, LogLevel.Debug, "A loop of the connection ended: {Reason}")]
    public static partial void LinkEnded(ILogger log, string reason);

    [LoggerMessage(EventIds.BoundAtCentre, LogLevel.Information, "Bound at {Host}:{Port} as {SystemId}")]
    public static partial void BoundAt(ILogger log, string host, int port, string systemId);

    [LoggerMessage(EventIds.BindFailed, LogLevel.Warning, "No bind at {Host}:{Port}: {Reason}")]
    public static partial void NotBound(ILogger log, string host, int port, string reason);

    [LoggerMessage(EventIds.AcceptFailed, LogLevel.Warning, "Accepting a connection failed: {Error}")]
    public static partial void AcceptFailed(ILogger log, string error);
}

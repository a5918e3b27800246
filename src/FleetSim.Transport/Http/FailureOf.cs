using System.Net.Sockets;

namespace FleetSim.Transport.Http;

/// <summary>Sorts what the HTTP stack throws.</summary>
internal static class FailureOf
{
    /// <summary>The failure; null for an exception that is not a network's or a peer's.</summary>
    public static HttpFailure? Exception(Exception thrown) => thrown switch
    {
        TargetNotAllowedException => HttpFailure.TargetNotAllowed,
        HttpRequestException { InnerException: TargetNotAllowedException } => HttpFailure.TargetNotAllowed,
        HttpRequestException { InnerException: SocketException inner } => Socket(inner.SocketErrorCode),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => HttpFailure.ConnectionLost,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => HttpFailure.TooLarge,
        HttpRequestException { InnerException: IOException inner } => Exception(inner),
        HttpRequestException => HttpFailure.Other,
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => HttpFailure.ConnectionLost,
        HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => HttpFailure.TooLarge,
        HttpIOException => HttpFailure.Other,
        IOException => HttpFailure.ConnectionLost,
        SocketException socket => Socket(socket.SocketErrorCode),
        _ => null,
    };

    private static HttpFailure Socket(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => HttpFailure.ConnectRefused,
        SocketError.TimedOut => HttpFailure.TimedOut,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => HttpFailure.ConnectionLost,
        _ => HttpFailure.Other,
    };
}

/// <summary>Thrown inside the connect callback only; outside it is <see cref="HttpFailure.TargetNotAllowed"/>.</summary>
internal sealed class TargetNotAllowedException() : Exception("the host is not an allowed target");

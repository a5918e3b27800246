using System.Net.Sockets;
using Npgsql;

namespace FleetSim.Storage.Postgres;

/// <summary>What a failure of the database means: the server is away for now, another transaction was in the way, or the request itself is refused.</summary>
internal static class PostgresFailure
{
    /// <summary>To be tried again: as soon as the server is back, or at once.</summary>
    public static bool Passes(Exception failure) => IsOutage(failure) || IsCollision(failure);

    /// <summary>The connection is of no use any more, and a COMMIT under way has an unknown outcome.</summary>
    public static bool IsOutage(Exception failure) => failure switch
    {
        PostgresException refusal => IsShutdown(refusal.SqlState),
        NpgsqlException => failure.InnerException is IOException or SocketException or TimeoutException,
        IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>One sentence's worth of the reason, without the driver's hints.</summary>
    public static string Text(Exception failure) =>
        (failure is PostgresException refusal ? refusal.MessageText : failure.InnerException?.Message ?? failure.Message).TrimEnd('.');

    /// <summary>Two transactions that waited for each other: the server has rolled this one back.</summary>
    private static bool IsCollision(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable };

    private static bool IsShutdown(string code) =>
        code is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
        || code.StartsWith("08", StringComparison.Ordinal);
}

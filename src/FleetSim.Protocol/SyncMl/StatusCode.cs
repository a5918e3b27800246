namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// Status codes that OMA DM gives a meaning of its own. Spec: OMA-TS-DM_RepPro-V1_2_1, response status codes.
/// The rest of the general SyncML list, and what any code means, is <see cref="StatusMeaning"/>'s business.
/// </summary>
public static class StatusCode
{
    public const int Ok = 200;
    /// <summary>The command is being carried out; the result follows by Alert 1226.</summary>
    public const int Accepted = 202;
    public const int AuthenticatedForSession = 212;
    /// <summary>One chunk of a large object was taken.</summary>
    public const int ChunkAccepted = 213;
    public const int UserCancelled = 214;
    public const int NotExecuted = 215;
    public const int RolledBack = 216;
    /// <summary>The user said No to an Alert 1101.</summary>
    public const int NotModified = 304;
    public const int BadRequest = 400;
    public const int InvalidCredentials = 401;
    public const int Forbidden = 403;
    public const int NotFound = 404;
    /// <summary>Not allowed on this node or property.</summary>
    public const int NotAllowed = 405;
    public const int OptionalFeatureNotSupported = 406;
    public const int CredentialsMissing = 407;
    /// <summary>The user did not answer within MAXDT.</summary>
    public const int RequestTimeout = 408;
    public const int Incomplete = 412;
    public const int TooLarge = 413;
    public const int UriTooLong = 414;
    public const int UnsupportedFormat = 415;
    /// <summary>The text or a choice is too long to be shown.</summary>
    public const int CannotBeShown = 416;
    public const int AlreadyExists = 418;
    public const int DeviceFull = 420;
    /// <summary>The chunks of a large object do not add up to its Size.</summary>
    public const int SizeMismatch = 424;
    /// <summary>The ACL does not let this server do it.</summary>
    public const int PermissionDenied = 425;
    public const int CommandFailed = 500;
    public const int NotImplemented = 501;
    public const int UnknownDtdVersion = 505;
    public const int AtomicFailed = 507;
    public const int DataStoreFailure = 510;
    public const int UnknownProtocolVersion = 513;
    public const int RollBackFailed = 516;
    public const int AtomicResponseTooLarge = 517;

    public static bool IsSuccess(int code) => code is >= 200 and < 300;
}

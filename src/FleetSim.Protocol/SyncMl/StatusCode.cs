namespace FleetSim.Protocol.SyncMl;

/// <summary>Status codes a DM message may carry. Spec: OMA-TS-DM_RepPro-V1_2_1, response status codes. Unknown codes are judged by their class.</summary>
public static class StatusCode
{
    public const int Ok = 200;
    public const int Accepted = 202;
    public const int AuthenticatedForSession = 212;
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
    public const int NotAllowed = 405;
    public const int OptionalFeatureNotSupported = 406;
    public const int CredentialsMissing = 407;
    public const int RequestTimeout = 408;
    public const int Incomplete = 412;
    public const int TooLarge = 413;
    public const int UriTooLong = 414;
    public const int UnsupportedFormat = 415;
    public const int CannotBeShown = 416;
    public const int AlreadyExists = 418;
    public const int DeviceFull = 420;
    public const int SizeMismatch = 424;
    public const int PermissionDenied = 425;
    public const int CommandFailed = 500;
    public const int UnknownDtdVersion = 505;
    public const int AtomicFailed = 507;
    public const int DataStoreFailure = 510;
    public const int UnknownProtocolVersion = 513;
    public const int RollBackFailed = 516;
    public const int AtomicResponseTooLarge = 517;

    public static bool IsSuccess(int code) => code is >= 200 and < 300;
}

/// <summary>Alert codes. Spec: OMA-TS-DM_Protocol-V1_2_1, alert codes.</summary>
public static class AlertCode
{
    public const int Display = 1100;
    public const int Confirm = 1101;
    public const int TextInput = 1102;
    public const int SingleChoice = 1103;
    public const int MultipleChoice = 1104;
    public const int ServerInitiated = 1200;
    public const int ClientInitiated = 1201;
    public const int NextMessage = 1222;
    public const int SessionAbort = 1223;
    public const int ClientEvent = 1224;
    public const int EndOfChunkMissing = 1225;
    public const int Generic = 1226;

    public static bool IsUserInteraction(int code) => code is >= Display and <= MultipleChoice;
}

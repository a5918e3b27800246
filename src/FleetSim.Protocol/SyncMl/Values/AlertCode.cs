namespace FleetSim.Protocol.SyncMl;

/// <summary>Alert codes. Spec: OMA-TS-DM_RepPro-V1_2_1, alert codes; the user interactions: OMA-TS-DM_Protocol-V1_2_1, 10.</summary>
public static class AlertCode
{
    /// <summary>Show a text.</summary>
    public const int Display = 1100;

    /// <summary>Ask for yes or no.</summary>
    public const int Confirm = 1101;

    /// <summary>Ask for a text.</summary>
    public const int TextInput = 1102;

    public const int SingleChoice = 1103;
    public const int MultipleChoice = 1104;

    /// <summary>The session follows a package #0; client, package 1.</summary>
    public const int ServerInitiated = 1200;

    /// <summary>The session is the client's own idea; client, package 1.</summary>
    public const int ClientInitiated = 1201;

    /// <summary>"I have nothing to say, go on"; both directions.</summary>
    public const int NextMessage = 1222;

    public const int SessionAbort = 1223;

    /// <summary>DM 1.2. Something happened at the client; one Item per event.</summary>
    public const int ClientEvent = 1224;

    /// <summary>The rest of a large object never came; its receiver says so.</summary>
    public const int EndOfChunkMissing = 1225;

    /// <summary>DM 1.2. A management object has something to report.</summary>
    public const int Generic = 1226;

    public static bool IsUserInteraction(int code) => code is >= Display and <= MultipleChoice;

    /// <summary>True in 1100 to 1299 where no code of ours is defined.</summary>
    public static bool IsReserved(int code) => code is >= 1100 and <= 1299 && NameOf(code) is null;

    /// <summary>True for the codes that SyncML DM 1.1.2 does not have.</summary>
    public static bool NeedsDm12(int code) => code is ClientEvent or Generic;

    /// <summary>A few words for people; null when the code is not one of DM.</summary>
    public static string? NameOf(int code) => code switch
    {
        Display => "display",
        Confirm => "confirm or reject",
        TextInput => "text input",
        SingleChoice => "single choice",
        MultipleChoice => "multiple choice",
        ServerInitiated => "server-initiated management",
        ClientInitiated => "client-initiated management",
        1221 => "result alert",
        NextMessage => "next message",
        SessionAbort => "session abort",
        ClientEvent => "client event",
        EndOfChunkMissing => "no end of data for chunked object",
        Generic => "generic alert",
        _ => null,
    };
}

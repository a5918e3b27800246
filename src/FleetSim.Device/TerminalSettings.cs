using FleetSim.Device.Firmware;

namespace FleetSim.Device;

/// <summary>
/// What all handsets of a fleet share: the operator's account and the limits in time. Defaults are the specification's (D8).
/// </summary>
public sealed record TerminalSettings
{
    public required PresetAccount Account { get; init; }

    /// <summary>UI mode 11: no answer in this time, no session.</summary>
    public TimeSpan PromptTimeout { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>A DM message without an answer in this time ends its session.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Pause before a DM message is tried again, where the model does that.</summary>
    public TimeSpan SessionRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>First pause before a report without an answer is sent again; doubled each time.</summary>
    public TimeSpan ReportRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Report sessions in one boot, the first included.</summary>
    public int ReportSessionsPerBoot { get; init; } = 3;

    /// <summary>First pause before a download is tried again after a network failure; doubled each time.</summary>
    public TimeSpan DownloadRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Network failures in a row that end a download with result 503.</summary>
    public int DownloadAttempts { get; init; } = 8;

    /// <summary>Without signal for this long, an interrupted download is parked: it holds no timer any more (D8).</summary>
    public TimeSpan ParkAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From the last octet to the update: the time in which the FUMO State is 40.</summary>
    public TimeSpan UpdateStartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the whole update takes.</summary>
    public TimeSpan UpdateDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Blocks of an update; NV keeps the block reached.</summary>
    public int UpdateBlocks { get; init; } = 4;

    /// <summary>What the packages of this run hold: expected version and hash.</summary>
    public PackageMap Packages { get; init; } = PackageMap.Empty;
}

/// <summary>The DM account preset in every handset (facts: account OMADM).</summary>
public sealed record PresetAccount
{
    /// <summary>Where package 1 goes.</summary>
    public required string Address { get; init; }

    public string ServerId { get; init; } = "OMADM";

    public string ServerPassword { get; init; } = "mvpdm";

    public string UserName { get; init; } = "mvpdm";

    public string ClientPassword { get; init; } = "mvpdm";

    /// <summary>Base64 of the nonce of the first client credential.</summary>
    public string ClientNonce { get; init; } = "JE48dmgiOyogPzxXPkdUJQ==";

    /// <summary>Base64 of the nonce of the first notification and server credential.</summary>
    public string ServerNonce { get; init; } = "ZtexnABuWuR7El4aJffQSw==";
}

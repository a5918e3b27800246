namespace FleetSim.Platform.Settings;

/// <summary>Everything the platform is told at its start. Immutable; <see cref="PlatformOptionsFile"/> reads it from JSON.</summary>
public sealed record PlatformOptions
{
    /// <summary>Path of the SQLite file with the platform's books; made when missing.</summary>
    public string Books { get; init; } = "platform.db";

    public HttpOptions Http { get; init; } = new();

    public AccountOptions Account { get; init; } = new();

    public SmppOptions Smpp { get; init; } = new();

    public RegistrationOptions Registration { get; init; } = new();

    public CollectOptions Collect { get; init; } = new();

    public FirmwareOptions Firmware { get; init; } = new();

    public NotifyOptions Notify { get; init; } = new();

    public SessionOptions Session { get; init; } = new();

    public WaveOptions Waves { get; init; } = new();

    public DrillOptions Drills { get; init; } = new();

    /// <summary>Names every draw of the campaign (share, UI mode, package content); not the nonces.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Where the DM server, the download server and the control API listen.</summary>
public sealed record HttpOptions
{
    /// <summary>An IP address; loopback unless the operator says otherwise.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0: any free port. A platform that is to be restarted under a running fleet needs a fixed one, because handsets keep package URLs.</summary>
    public int Port { get; init; }
}

/// <summary>The DM account, the same on all handsets.</summary>
public sealed record AccountOptions
{
    public string ServerId { get; init; } = "OMADM";

    public string ServerPassword { get; init; } = "mvpdm";

    public string ClientUser { get; init; } = "mvpdm";

    public string ClientPassword { get; init; } = "mvpdm";

    /// <summary>Base64 of the nonce a new handset's first credential is made with.</summary>
    public string ClientNonce { get; init; } = "JE48dmgiOyogPzxXPkdUJQ==";

    /// <summary>Base64 of the nonce that a new handset checks the server's first credential and package #0 with.</summary>
    public string ServerNonce { get; init; } = "ZtexnABuWuR7El4aJffQSw==";
}

/// <summary>The bind at the message centre.</summary>
public sealed record SmppOptions
{
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0: no short messages (tests that need only HTTP).</summary>
    public int Port { get; init; }

    public string SystemId { get; init; } = "platform";

    public string Password { get; init; } = "secret";

    /// <summary>Requests without an answer at most.</summary>
    public int Window { get; init; } = 64;
}

/// <summary>Self-registration.</summary>
public sealed record RegistrationOptions
{
    public string Number { get; init; } = "10654040";

    public int Port { get; init; } = 16998;

    /// <summary>False: registrations are stored and never confirmed.</summary>
    public bool Confirm { get; init; } = true;
}

/// <summary>How notifications are repeated.</summary>
public sealed record NotifyOptions
{
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    public int MaxAttempts { get; init; } = 4;
}

/// <summary>Bounds of one DM session.</summary>
public sealed record SessionOptions
{
    /// <summary>Silence after which a session is given up.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Messages of a handset in one session at most; beyond them the session is ended.</summary>
    public int MaxMessages { get; init; } = 64;
}

/// <summary>When the waves begin.</summary>
public sealed record WaveOptions
{
    /// <summary>True: a wave sends nothing before POST /control/…/start.</summary>
    public bool StartOnCommand { get; init; }
}

/// <summary>Faults of the platform, each by "every Nth time"; 0 is never.</summary>
public sealed record DrillOptions
{
    /// <summary>A DM message is answered with HTTP 503 and not looked at.</summary>
    public int UnavailableEvery { get; init; }

    /// <summary>A DM message is taken and never answered.</summary>
    public int StallEvery { get; init; }

    /// <summary>A message with an Alert 1226 is booked and never answered.</summary>
    public int UnansweredReportEvery { get; init; }

    /// <summary>Package #0 with a wrong digest.</summary>
    public int WrongDigestEvery { get; init; }

    /// <summary>The download server answers every Range request with 200 and the whole object.</summary>
    public bool NoRange { get; init; }

    /// <summary>The object's ETag changes with every request.</summary>
    public bool ChangingETag { get; init; }
}

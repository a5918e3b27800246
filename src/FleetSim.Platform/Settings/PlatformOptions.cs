namespace FleetSim.Platform.Settings;

/// <summary>
/// Everything the platform is told at its start; <see cref="PlatformOptionsFile"/> reads it from JSON. The setters are for that reader
/// (generated code would overwrite the defaults of init-only properties); nobody changes options afterwards.
/// </summary>
public sealed record PlatformOptions
{
    /// <summary>Path of the SQLite file with the platform's books; made when missing.</summary>
    public string Books { get; set; } = "platform.db";

    public HttpOptions Http { get; set; } = new();

    public AccountOptions Account { get; set; } = new();

    public SmppOptions Smpp { get; set; } = new();

    public RegistrationOptions Registration { get; set; } = new();

    public CollectOptions Collect { get; set; } = new();

    public FirmwareOptions Firmware { get; set; } = new();

    public NotifyOptions Notify { get; set; } = new();

    public SessionOptions Session { get; set; } = new();

    public WaveOptions Waves { get; set; } = new();

    /// <summary>What the platform does wrong, in the order in which it strikes; the control API switches others.</summary>
    public IReadOnlyList<DrillOptions> Drills { get; set; } = [];

    /// <summary>What is known beforehand of handset models; the rest is found from what handsets send.</summary>
    public IReadOnlyList<HandsetOptions> Handsets { get; set; } = [];

    /// <summary>Commands that sessions carry out besides their job.</summary>
    public IReadOnlyList<ScriptOptions> Scripts { get; set; } = [];

    public BootstrapOptions Bootstrap { get; set; } = new();

    /// <summary>Names every draw of the campaign (share, UI mode, package content); not the nonces.</summary>
    public ulong Seed { get; set; } = 1;
}

/// <summary>Where the DM server, the download server and the control API listen.</summary>
public sealed record HttpOptions
{
    /// <summary>An IP address; loopback unless the operator says otherwise.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>0: any free port. A platform that is to be restarted under a running fleet needs a fixed one, because handsets keep package URLs.</summary>
    public int Port { get; set; }
}

/// <summary>The DM account, the same on all handsets.</summary>
public sealed record AccountOptions
{
    public string ServerId { get; set; } = "OMADM";

    public string ServerPassword { get; set; } = "mvpdm";

    public string ClientUser { get; set; } = "mvpdm";

    public string ClientPassword { get; set; } = "mvpdm";

    /// <summary>Base64 of the nonce a new handset's first credential is made with.</summary>
    public string ClientNonce { get; set; } = "JE48dmgiOyogPzxXPkdUJQ==";

    /// <summary>Base64 of the nonce that a new handset checks the server's first credential and package #0 with.</summary>
    public string ServerNonce { get; set; } = "ZtexnABuWuR7El4aJffQSw==";

    /// <summary>What handsets must prove themselves with.</summary>
    public ClientAuthentication Authentication { get; set; }

    /// <summary>True: a credential is right for one message only (Status 200 and the next nonce), not for the session (212).</summary>
    public bool EachMessage { get; set; }
}

/// <summary>What handsets must prove themselves with.</summary>
public enum ClientAuthentication
{
    /// <summary>Basic, md5 or a MAC, as it comes; md5 is asked for when nothing comes.</summary>
    Any,
    Basic,
    Md5,

    /// <summary>The x-syncml-hmac header on every message.</summary>
    Mac,
}

/// <summary>The bind at the message centre.</summary>
public sealed record SmppOptions
{
    /// <summary>Message centres beside the one of host and port, "host:port", with the same name and password: an operator has several.</summary>
    public IReadOnlyList<string> Centres { get; set; } = [];

    public string Host { get; set; } = "127.0.0.1";

    /// <summary>0: no short messages (tests that need only HTTP).</summary>
    public int Port { get; set; }

    public string SystemId { get; set; } = "platform";

    public string Password { get; set; } = "secret";

    /// <summary>Requests without an answer at most.</summary>
    public int Window { get; set; } = 64;
}

/// <summary>Self-registration.</summary>
public sealed record RegistrationOptions
{
    public string Number { get; set; } = "10654040";

    public int Port { get; set; } = 16998;

    /// <summary>False: registrations are stored and never confirmed.</summary>
    public bool Confirm { get; set; } = true;

    /// <summary>Further operators' registration services, beside the one above.</summary>
    public IReadOnlyList<ServiceOptions> Services { get; set; } = [];
}

/// <summary>A number, a port and a text form of self-registration.</summary>
public sealed record ServiceOptions
{
    public string Number { get; set; } = "";

    public int Port { get; set; }

    public RegistrationForm Form { get; set; }
}

/// <summary>The text of a registration message.</summary>
public enum RegistrationForm
{
    /// <summary>IMEI:imei/manufacturer/model/version: China Mobile.</summary>
    Cmcc,

    /// <summary>IMEI:imei/imsi/manufacturer/model/version: China Unicom, at 10655459, port 26680.</summary>
    Unicom,
}

/// <summary>How notifications are repeated.</summary>
public sealed record NotifyOptions
{
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(10);

    public int MaxAttempts { get; set; } = 4;
}

/// <summary>Bounds of one DM session.</summary>
public sealed record SessionOptions
{
    /// <summary>Silence after which a session is given up.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Messages of a handset in one session at most; beyond them the session is ended.</summary>
    public int MaxMessages { get; set; } = 64;
}

/// <summary>When the waves begin.</summary>
public sealed record WaveOptions
{
    /// <summary>True: a wave sends nothing before POST /control/…/start.</summary>
    public bool StartOnCommand { get; set; }
}

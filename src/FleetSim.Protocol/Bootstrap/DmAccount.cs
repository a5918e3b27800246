namespace FleetSim.Protocol.Bootstrap;

/// <summary>A DM server's account, as a w7 application or a DMAcc subtree has it. Spec: OMA-TS-DM_StdObj-V1_2_1, 5.3.1; OMA-SUP-ac_w7_dm-V1_0_1.</summary>
public sealed record DmAccount
{
    public required string ServerId { get; init; }

    public string? Name { get; init; }

    /// <summary>AAuthPref: preferred authentication type; null when there is none.</summary>
    public string? PreferredAuthentication { get; init; }

    public IReadOnlyList<DmAddress> Addresses { get; init; } = [];

    public IReadOnlyList<DmCredential> Credentials { get; init; } = [];

    /// <summary>Names of network access points or proxies to connect through (TO-NAPID, TO-PROXY; ToConRef/x/ConRef).</summary>
    public IReadOnlyList<string> Connections { get; init; } = [];
}

/// <summary>Where the server listens.</summary>
/// <param name="AddressType">URI (default), IPv4 or IPv6.</param>
public sealed record DmAddress(string Address, string AddressType, IReadOnlyList<int> Ports);

/// <summary>One way to authenticate.</summary>
/// <param name="Level">CLCRED (client to server), SRVCRED (server to client), OBEX, HTTP.</param>
/// <param name="Type">BASIC, DIGEST, HMAC, HTTP-BASIC...; null when open.</param>
/// <param name="Data">The nonce: base64 text, as the document has it.</param>
public sealed record DmCredential(string Level, string? Type, string? Name, string? Secret, string? Data);

/// <summary>A network access point (NAPDEF) as a connection of the handset.</summary>
/// <param name="Address">The APN, or a number to call.</param>
public sealed record NetworkAccessPoint(string Id, string? Name, string? Bearer, string? Address, string? AddressType, string? AuthType, string? UserName, string? Password);

using System.Net;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Transport.Smpp;

/// <summary>The message centre's side of SMPP.</summary>
public sealed record SmppServerOptions
{
    /// <summary>Where to listen; anything but loopback is the operator's explicit choice.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0: any free port, told by <see cref="SmppServer.EndPoint"/>.</summary>
    public int Port { get; init; }

    /// <summary>What a client must say in its bind.</summary>
    public required string SystemId { get; init; }

    /// <inheritdoc cref="SystemId"/>
    public required string Password { get; init; }

    /// <summary>What the message centre calls itself in its answer.</summary>
    public string OwnSystemId { get; init; } = "FLEETSIM";

    /// <summary>Requests a session has open in each direction; the client's further ones are answered with 58.</summary>
    public int Window { get; init; } = 64;

    /// <summary>How long an answer may take; 10 s.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which enquire_link is sent; 30 s.</summary>
    public TimeSpan EnquireLinkInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may stay without a bind; 5 s.</summary>
    public TimeSpan SessionInitTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A larger command_length closes the connection.</summary>
    public int MaxPduOctets { get; init; } = SmppCodec.MaxPduOctets;

    /// <summary>Sessions bound at once; the next bind is refused with 0D.</summary>
    public int MaxBinds { get; init; } = 32;

    /// <summary>Connections at once, bound or not; a further one is closed at once.</summary>
    public int MaxConnections { get; init; } = 128;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>The ESME's side of SMPP: one transceiver bind.</summary>
public sealed record SmppClientOptions
{
    public string Host { get; init; } = "127.0.0.1";

    public required int Port { get; init; }

    public required string SystemId { get; init; }

    public required string Password { get; init; }

    public string SystemType { get; init; } = "DM";

    /// <inheritdoc cref="SmppServerOptions.Window"/>
    public int Window { get; init; } = 64;

    /// <summary>Pause before the next attempt to connect and bind; 1 s.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc cref="SmppServerOptions.EnquireLinkInterval"/>
    public TimeSpan EnquireLinkInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="SmppServerOptions.ResponseTimeout"/>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc cref="SmppServerOptions.MaxPduOctets"/>
    public int MaxPduOctets { get; init; } = SmppCodec.MaxPduOctets;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

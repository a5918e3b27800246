namespace FleetSim.Protocol.SyncMl;

/// <summary>What a source came upon.</summary>
internal enum Token
{
    /// <summary>An element begins; <see cref="ITokenSource.Tag"/> names it. An empty element is Start and End as well.</summary>
    Start,

    /// <summary>The innermost open element ends.</summary>
    End,

    /// <summary>A piece of text: <see cref="ITokenSource.Octets"/>, UTF-8.</summary>
    Text,

    /// <summary>A piece that came as counted octets.</summary>
    Octets,

    /// <summary>One character given by its number or by a name: <see cref="ITokenSource.Scalar"/>.</summary>
    Scalar,

    /// <summary>No continuation is possible; every later call gives this again.</summary>
    Fault,
}

/// <summary>Where the message walk reads its elements from: a wire form, pulled token by token. Never throws, never reads past its octets.</summary>
internal interface ITokenSource
{
    Token Read();

    Tag Tag { get; }

    /// <summary>A slice of the input (or of its string table), valid as long as that.</summary>
    ReadOnlySpan<byte> Octets { get; }

    System.Text.Rune Scalar { get; }

    /// <summary>Octet position behind the last token, or of the fault.</summary>
    int Position { get; }

    /// <summary>Why the source is at a fault; null otherwise.</summary>
    string? Reason { get; }

    /// <summary>Places where the peer left the rules and the source went on.</summary>
    int Repairs { get; }

    /// <summary>
    /// Writes elements found inside Data as XML text, up to the end of Data, which is consumed. Called right after the first of them started.
    /// </summary>
    /// <param name="contentStart">Position at which the content of Data began.</param>
    void ReadMarkup(int contentStart, ref OctetWriter output);
}

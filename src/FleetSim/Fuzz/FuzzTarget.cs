using FleetSim.Protocol;

namespace FleetSim.Fuzz;

/// <summary>What a decoder said of one input.</summary>
/// <param name="Accepted">True: it was a value.</param>
/// <param name="Complaint">What is wrong with the answer itself, such as a position outside of the input; null when nothing is.</param>
public readonly record struct FuzzAnswer(bool Accepted, string? Complaint)
{
    /// <summary>Holds a result against the promises of <see cref="Decoded{T}"/>.</summary>
    public static FuzzAnswer Of<T>(Decoded<T> decoded, int octets) => decoded.Status switch
    {
        DecodeStatus.Done => new(true, decoded.Value is null ? "done without a value" : decoded.Consumed < 0 || decoded.Consumed > octets ? $"consumed {decoded.Consumed} of {octets} octets" : null),
        DecodeStatus.NeedMore => new(false, decoded.Consumed != 0 ? "consumed octets although it needs more" : null),
        _ => new(false, decoded.Reason is null ? "invalid without a reason" : decoded.Consumed != 0 ? "consumed octets although invalid" : decoded.Offset < 0 || decoded.Offset > octets ? $"fault at {decoded.Offset} of {octets} octets" : null),
    };
}

public delegate FuzzAnswer FuzzDecoder(ReadOnlySpan<byte> octets);

/// <summary>One decoder and the good inputs that are broken for it.</summary>
public sealed record FuzzTarget(string Name, byte[][] Seeds, FuzzDecoder Decode)
{
    /// <summary>The entry points of the protocol library that it feeds, as Type.Method; a test asks that none is left out.</summary>
    public required string[] Reads { get; init; }
}

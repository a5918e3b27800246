namespace FleetSim.Protocol;

/// <summary>What a decoder says of the octets it was given.</summary>
public enum DecodeStatus
{
    /// <summary>A whole value was read.</summary>
    Done,

    /// <summary>The octets so far are the beginning of a value; nothing was consumed.</summary>
    NeedMore,

    /// <summary>No continuation makes this a value; nothing was consumed.</summary>
    Invalid,
}

/// <summary>
/// The result of decoding what a peer sent. A peer's mistake is this value, never an exception.
/// </summary>
/// <param name="Status">Done, NeedMore or Invalid.</param>
/// <param name="Value">The value; meaningful only when <see cref="Status"/> is Done.</param>
/// <param name="Consumed">Octets consumed: 0 unless Done.</param>
/// <param name="Offset">Octet position of the fault, from the start of the input; 0 unless Invalid.</param>
/// <param name="Reason">What is wrong there, in one sentence without the peer's data; null unless Invalid.</param>
public readonly record struct Decoded<T>(DecodeStatus Status, T? Value, int Consumed, int Offset, string? Reason)
{
    /// <summary>True when <see cref="Value"/> may be used.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => Status == DecodeStatus.Done;
}

/// <summary>Makes <see cref="Decoded{T}"/> values.</summary>
public static class Decoded
{
    public static Decoded<T> Done<T>(T value, int consumed) => new(DecodeStatus.Done, value, consumed, 0, null);

    public static Decoded<T> NeedMore<T>() => new(DecodeStatus.NeedMore, default, 0, 0, null);

    public static Decoded<T> Invalid<T>(int offset, string reason) => new(DecodeStatus.Invalid, default, 0, offset, reason);
}

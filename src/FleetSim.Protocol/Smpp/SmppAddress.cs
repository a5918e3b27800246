namespace FleetSim.Protocol.Smpp;

/// <summary>An address with its type of number and numbering plan. Peers set both carelessly: compare by digits only.</summary>
/// <param name="Ton">0 unknown, 1 international, 2 national, 5 alphanumeric.</param>
/// <param name="Npi">1 = E.164.</param>
/// <param name="Digits">Up to 20 characters (data_sm: 64).</param>
public readonly record struct SmppAddress(byte Ton, byte Npi, string Digits)
{
    /// <summary>
    /// "+86..." is international, other digits are of unknown type (short numbers and national numbers alike), anything else is alphanumeric.
    /// </summary>
    public static SmppAddress Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith('+')) return new SmppAddress(1, 1, text[1..]);
        return text.AsSpan().ContainsAnyExceptInRange('0', '9') ? new SmppAddress(5, 0, text) : new SmppAddress(0, 1, text);
    }
}

namespace FleetSim.Protocol.Sms;

/// <summary>Cuts a payload into the user data of short messages. Spec: 3GPP TS 23.040, 9.2.3.24.1 and 9.2.3.24.8.</summary>
public static class MessageSplitter
{
    private const int MostParts = 255;

    /// <summary>
    /// One piece of user data when the payload fits into 140 octets with its header, else numbered parts. The order of parts is that of the payload.
    /// </summary>
    /// <param name="reference">0 to 65535, a new one per message and destination; up to 255 it takes one octet.</param>
    /// <exception cref="ArgumentException">The payload needs more than 255 parts.</exception>
    public static IReadOnlyList<byte[]> Split(PortAddress? ports, ReadOnlySpan<byte> payload, int reference)
    {
        byte[] whole = UserData.Encode(ports, null, payload);
        if (whole.Length <= UserData.MaxOctets) return [whole];

        int room = UserData.MaxOctets - UserData.Encode(ports, new Concatenation(reference, 1, 1), default).Length;
        int total = (payload.Length + room - 1) / room;
        if (total > MostParts) throw new ArgumentException($"a payload of {payload.Length} octets needs more than {MostParts} parts", nameof(payload));
        List<byte[]> parts = new(total);
        for (int number = 1; number <= total; number++)
        {
            int start = (number - 1) * room;
            parts.Add(UserData.Encode(ports, new Concatenation(reference, total, number), payload[start..Math.Min(start + room, payload.Length)]));
        }

        return parts;
    }
}

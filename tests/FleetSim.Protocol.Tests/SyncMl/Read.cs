using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Decoding with a message that says what went wrong where.</summary>
internal static class Read
{
    public static SyncMlMessage Message(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, string what = "message")
    {
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, encoding);
        Assert.True(decoded.IsDone, $"{what}: {decoded.Reason} at {decoded.Offset}");
        return decoded.Value;
    }

    /// <summary>The encoding follows from the file's name.</summary>
    public static SyncMlMessage Message(ReadOnlySpan<byte> octets, string fileName) =>
        Message(octets, fileName.EndsWith(".wbxml", StringComparison.Ordinal) ? SyncMlEncoding.Wbxml : SyncMlEncoding.Xml, fileName);

    public static SyncMlMessage Xml(string xml) => Message(System.Text.Encoding.UTF8.GetBytes(xml), SyncMlEncoding.Xml);

    public static Decoded<SyncMlMessage> Refused(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits = null)
    {
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, encoding, limits);
        Assert.Equal(DecodeStatus.Invalid, decoded.Status);
        Assert.Null(decoded.Value);
        Assert.Equal(0, decoded.Consumed);
        Assert.InRange(decoded.Offset, 0, octets.Length);
        Assert.NotNull(decoded.Reason);
        return decoded;
    }
}

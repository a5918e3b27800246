using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Benchmarks.Works;

/// <summary>The typical packages 1 to 4 of a collection session: 1 to 3 are the golden samples of the tests, 4 closes the session.</summary>
public static class Samples
{
    public static IReadOnlyList<string> Names { get; } = ["package-1", "package-2", "package-3", "package-4"];

    public static SyncMlMessage Message(string name) => name == "package-4" ? PackageFour() : Decode(Octets(name, SyncMlEncoding.Wbxml));

    /// <summary>The sample as a peer would send it.</summary>
    public static byte[] Octets(string name, SyncMlEncoding encoding) => name == "package-4"
        ? SyncMlCodec.Encode(PackageFour(), encoding)
        : Resource($"{name}.{(encoding == SyncMlEncoding.Wbxml ? "wbxml" : "xml")}");

    public static byte[] Resource(string name)
    {
        using Stream stream = typeof(Samples).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"no sample {name}", nameof(name));
        byte[] octets = new byte[stream.Length];
        stream.ReadExactly(octets);
        return octets;
    }

    private static SyncMlMessage Decode(byte[] octets)
    {
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, SyncMlEncoding.Wbxml);
        return decoded.IsDone ? decoded.Value : throw new InvalidOperationException(decoded.Reason);
    }

    private static SyncMlMessage PackageFour()
    {
        SyncMlMessage three = Message("package-3");
        SyncHdr header = new() { SessionId = three.Header.SessionId, MsgId = MsgId.From(2), Target = three.Header.Source, Source = three.Header.Target };
        Command.Status status = new() { CmdId = CmdId.From(1), MsgRef = MsgId.From(2), CmdRef = CmdId.Header, Cmd = "SyncHdr", Code = StatusCode.Ok };
        return new SyncMlMessage(header, [status], Final: true);
    }
}

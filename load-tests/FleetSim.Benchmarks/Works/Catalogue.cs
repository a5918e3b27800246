using System.Buffers;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Benchmarks.Works;

/// <summary>Everything that is measured.</summary>
public static class Catalogue
{
    private static readonly byte[] Nonce = "bVjkczA8jZc="u8.ToArray();

    // What a work produces goes here, so that no compiler can leave the work out.
    private static object? _result;

    public static IReadOnlyList<Work> All { get; } = [.. Codecs(), .. Digests(), .. Notifications()];

    private static IEnumerable<Work> Codecs()
    {
        foreach (string name in Samples.Names)
        {
            foreach (SyncMlEncoding encoding in (SyncMlEncoding[])[SyncMlEncoding.Wbxml, SyncMlEncoding.Xml])
            {
                yield return Decode(name, encoding);
                yield return Encode(name, encoding);
            }
        }
    }

    private static Work Decode(string sample, SyncMlEncoding encoding)
    {
        byte[] octets = Samples.Octets(sample, encoding);
        return new Work($"decode {sample} {encoding}", () => _result = SyncMlCodec.Decode(octets, encoding).Value);
    }

    private static Work Encode(string sample, SyncMlEncoding encoding)
    {
        SyncMlMessage message = Samples.Message(sample);
        ArrayBufferWriter<byte> output = new(16 * 1024);
        return new Work($"encode {sample} {encoding}", () =>
        {
            output.ResetWrittenCount();
            SyncMlCodec.Encode(message, encoding, output);
        });
    }

    private static IEnumerable<Work> Digests()
    {
        byte[] body = Samples.Octets("package-1", SyncMlEncoding.Wbxml);
        yield return new Work("credential md5", () => _result = Credentials.Md5Credential("user", "secret", Nonce));
        yield return new Work("hmac package-1", () => _result = Credentials.Hmac("user", "secret", Nonce, body));
    }

    private static IEnumerable<Work> Notifications()
    {
        Package0 content = new() { SessionId = 0x1234, ServerId = "dm.example.test" };
        byte[] push = WapPush.EncodeNotification(1, Package0Codec.Encode(content, "secret", Nonce));
        byte[] userData = UserData.Encode(new PortAddress(WapPush.Port, WapPush.Port), null, push);
        yield return new Work("notification encode", () => _result = Package0Codec.Encode(content, "secret", Nonce));
        yield return new Work("notification parse", () => _result = Parse(userData));
        yield return new Work("notification parse and verify", () => _result = Package0Codec.Verify(Parse(userData), "secret", Nonce) ? Nonce : null);
    }

    /// <summary>User data, push, package #0: what a handset does with the octets of a short message.</summary>
    private static SignedPackage0 Parse(byte[] userData)
    {
        SmsUserData data = UserData.Decode(userData, hasHeader: true).Value!;
        return Package0Codec.Decode(WapPush.Decode(data.Payload).Value!.Body).Value!;
    }
}

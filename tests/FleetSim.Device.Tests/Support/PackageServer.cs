using System.Security.Cryptography;
using System.Text;
using FleetSim.Device.Firmware;
using FleetSim.Protocol.Download;

namespace FleetSim.Device.Tests.Support;

/// <summary>An OMA DL server with one package. The test decides how many octets arrive.</summary>
internal sealed class PackageServer(Bench bench, int octets = 1000, string name = PackageServer.Name)
{
    public const string DescriptorUri = "http://dl.test/dd/pkg-2";
    public const string ObjectUri = "http://dl.test/object/pkg-2";
    public const string NotifyUri = "http://dl.test/notify/pkg-2";
    public const string Name = "pkg-2";
    public const string Version = "TI8.0.00";

    public byte[] Octets { get; init; } = Content(octets);

    public string ETag { get; set; } = "\"e1\"";

    public bool WantsNotification { get; set; } = true;

    /// <summary>What the settings of a run know of the package.</summary>
    public static FirmwarePackage Package(int octets = 1000, string name = Name) => new(name, Version, octets, SHA256.HashData(Content(octets)));

    /// <summary>Where the descriptor of a package is.</summary>
    public static string DescriptorOf(string name) => "http://dl.test/dd/" + name;

    public DownloadDescriptor Descriptor => new()
    {
        Types = ["application/octet-stream"], Size = Octets.Length, ObjectUri = "http://dl.test/object/" + name, InstallNotifyUri = WantsNotification ? "http://dl.test/notify/" + name : null,
        Name = name, Vendor = "CMCC", Description = "T1 to T2", DdVersion = "1.0",
    };

    public Bench Describe() => Describe(200, DescriptorCodec.Encode(Descriptor));

    public Bench Describe(DownloadDescriptor descriptor) => Describe(200, DescriptorCodec.Encode(descriptor));

    public Bench Describe(int status, byte[] body, string? contentType = DescriptorCodec.MediaType, string? location = null) =>
        bench.Step(new TerminalEvent.HttpReplied(bench.Now, Bench.Required(bench.OpenGet).Request, status, contentType, body) { Location = location });

    /// <summary>The header as an honest server with Range sends it.</summary>
    public Bench Begin()
    {
        TerminalAction.Fetch fetch = Bench.Required(bench.OpenFetch);
        bool part = fetch.Offset > 0 && (fetch.IfRange is null || fetch.IfRange == ETag);
        return Begin(part ? 206 : 200, part ? fetch.Offset : null, Octets.Length, ETag);
    }

    public Bench Begin(int status, long? rangeStart, long? total, string? validator, string? contentType = null, string? location = null) =>
        bench.Step(new TerminalEvent.FetchStarted(bench.Now, Bench.Required(bench.OpenFetch).Request, status, rangeStart, total, validator) { ContentType = contentType, Location = location });

    /// <summary>The next octets, from what the handset holds.</summary>
    public Bench Send(int count) => Send(Octets.AsMemory((int)bench.Nv.Job!.Offset, count));

    public Bench Send(ReadOnlyMemory<byte> part) => bench.Step(new TerminalEvent.FetchOctets(bench.Now, Bench.Required(bench.OpenFetch).Request, part));

    public Bench End(NetworkFailure? failure = null) => bench.Step(new TerminalEvent.FetchEnded(bench.Now, Bench.Required(bench.OpenFetch).Request, failure));

    /// <summary>All that is missing, and the end.</summary>
    public Bench SendRest()
    {
        Begin();
        Send(Octets.Length - (int)bench.Nv.Job!.Offset);
        return End();
    }

    public static byte[] Content(int octets) => [.. Enumerable.Range(0, octets).Select(i => (byte)(i * 31 + (i >> 8)))];

    public static string Text(byte[] body) => Encoding.ASCII.GetString(body);
}

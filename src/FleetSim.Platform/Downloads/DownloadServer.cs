using System.Globalization;
using FleetSim.Platform.Drills;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Identity;

namespace FleetSim.Platform.Downloads;

/// <summary>
/// OMA download: descriptor, object with Range and If-Range, install notification. Spec: OMA-Download-OTA-V1_0; RFC 9110, 13 and 14.
/// </summary>
internal sealed class DownloadServer
{
    public const string DescriptorPath = "/dl/descriptor/";
    public const string ObjectPath = "/dl/object/";
    public const string NotifyPath = "/dl/notify/";
    private const string ObjectType = "application/octet-stream";

    private readonly DrillBoard _drills;
    private readonly bool _direct;
    private readonly Fleet _fleet;
    private readonly Ledger _ledger;
    private readonly Func<string> _baseUrl;
    private readonly Dictionary<string, FirmwarePackage> _packages;

    public DownloadServer(PlatformOptions options, Fleet fleet, Ledger ledger, DrillBoard drills, Func<string> baseUrl)
    {
        _drills = drills;
        _direct = options.Firmware.DirectDownload;
        _fleet = fleet;
        _ledger = ledger;
        _baseUrl = baseUrl;
        _packages = options.Firmware.Packages.ToDictionary(p => p.Name, p => new FirmwarePackage(p, options.Seed));
    }

    public IEnumerable<FirmwarePackage> Packages => _packages.Values;

    /// <summary>What PkgURL says: the descriptor's URL, or the object's for a direct download.</summary>
    public string PackageUrl(string package, Imei imei) => Url(_direct ? ObjectPath : DescriptorPath, package, imei.ToString());

    /// <summary>Answers a request below /dl; null when the path is none of the three.</summary>
    public WebReply? Handle(WebRequest request, DateTimeOffset now)
    {
        if (After(request.Path, DescriptorPath) is { } descriptor) return Reading(request, descriptor, p => Descriptor(p, request));
        if (After(request.Path, ObjectPath) is { } octets) return Reading(request, octets, p => Object(p, request, now));
        return After(request.Path, NotifyPath) is { } notified ? Notified(request, notified) : null;
    }

    private WebReply Reading(WebRequest request, string name, Func<FirmwarePackage, WebReply> read)
    {
        if (request.Method is not ("GET" or "HEAD")) return new WebReply(405);
        string original = name.EndsWith(DownloadDrills.MovedSuffix, StringComparison.Ordinal) ? name[..^DownloadDrills.MovedSuffix.Length] : name;
        if (!_packages.TryGetValue(original, out FirmwarePackage? package)) return new WebReply(404);
        return read(package) with { HeaderOnly = request.Method == "HEAD" };
    }

    private WebReply Descriptor(FirmwarePackage package, WebRequest request)
    {
        PackageOptions options = package.Options;
        string imei = request.Imei;
        DownloadDescriptor descriptor = new()
        {
            Types = [ObjectType],
            Size = package.Content.Length,
            ObjectUri = Url(ObjectPath, options.Name, imei),
            InstallNotifyUri = Url(NotifyPath, options.Name, imei),
            Name = options.Name,
            DdVersion = "1.0",
            Vendor = options.Vendor,
            Description = $"{options.Model} {options.ToVersion}",
        };
        Imei handset = Imei.Parse(imei) ?? default;
        DownloadDescriptor sent = _drills.Apply(handset, new DescriptorDraft(descriptor, package)).Descriptor;
        WebReply reply = new(200) { ContentType = DescriptorCodec.MediaType, Body = DescriptorCodec.Encode(sent) };
        return _drills.Apply(handset, new DescriptorReply(request, package, reply, descriptor.ObjectUri)).Reply;
    }

    private WebReply Object(FirmwarePackage package, WebRequest request, DateTimeOffset now)
    {
        string etag = package.ETag;
        int length = package.Content.Length;
        ByteRange range = Unchanged(request.IfRange, etag) ? ByteRange.Parse(request.Range, length) : ByteRange.Parse(null, length);
        if (request.Method == "GET" && Imei.Parse(request.Imei) is { } imei)
        {
            ByteRange asked = ByteRange.Parse(request.Range, length);
            _ledger.RangeRequest(imei.ToString(), package.Options.Name, asked.Start, asked.Start > 0, now);
        }

        WebReply reply = new(200)
        {
            ContentType = ObjectType, ETag = etag, LastModified = FirmwarePackage.LastModified, AcceptsRanges = true,
        };
        WebReply honest = range.Kind switch
        {
            RangeKind.Unsatisfiable => reply with { Status = 416, ContentType = null, ContentRange = $"bytes */{length}" },
            RangeKind.Part => reply with
            {
                Status = 206,
                ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {range.Start}-{range.Start + range.Length - 1}/{length}"),
                Body = package.Content.AsMemory((int)range.Start, (int)range.Length),
            },
            _ => reply with { Body = package.Content },
        };
        return _drills.Apply(Imei.Parse(request.Imei) ?? default, new ObjectReply(request, package, honest)).Reply;
    }

    /// <summary>If-Range: a strong ETag or the exact Last-Modified; without the header the Range holds.</summary>
    private static bool Unchanged(string? ifRange, string etag)
    {
        if (string.IsNullOrEmpty(ifRange)) return true;
        string text = ifRange.Trim();
        if (text == etag) return true;
        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset date)
            && date == FirmwarePackage.LastModified;
    }

    private WebReply Notified(WebRequest request, string name)
    {
        if (request.Method != "POST") return new WebReply(405);
        if (!_packages.ContainsKey(name)) return new WebReply(404);
        if (InstallNotifyStatus.Parse(request.Body.Span) is not { } status) return new WebReply(400);
        if (Imei.Parse(request.Imei) is not { } imei || _fleet.Find(imei) is not { } device) return new WebReply(200);
        lock (device)
        {
            if (device.FirmwareRow is { } row) _ledger.Firmware(device, row with { InstallNotify = status });
        }

        return new WebReply(200) { Acknowledges = true };
    }

    private string Url(string path, string package, string imei) => $"{_baseUrl()}{path}{package}?imei={imei}";

    private static string? After(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : null;
}

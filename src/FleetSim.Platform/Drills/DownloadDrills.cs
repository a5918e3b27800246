using System.Globalization;
using System.Text;
using FleetSim.Platform.Downloads;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Download;

namespace FleetSim.Platform.Drills;

/// <summary>What drills do to descriptors and objects.</summary>
internal static class DownloadDrills
{
    /// <summary>TEST-NET-1 of RFC 5737, as <see cref="MessageDrills.ForbiddenUrl"/>.</summary>
    public const string ForbiddenUrl = "http://192.0.2.1/dl/object";

    private const string OtherType = "text/html";
    private const int SlowOctetsPerSecond = 256;

    public static Strike Descriptor(Func<DownloadDescriptor, DownloadDescriptor> change) =>
        new Strike<DescriptorDraft>((draft, _) => draft with { Descriptor = change(draft.Descriptor) });

    /// <summary>objectURI is missing: the handset reports 906.</summary>
    public static Strike InvalidDescriptor() => DescriptorAnswer(r => r.Reply with
    {
        Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(r.Reply.Body.Span).Replace("objectURI>", "objectUrl>", StringComparison.Ordinal)),
    });

    /// <summary>The package stands where the descriptor was announced; a Range is answered as the object server does.</summary>
    public static Strike PackageInItsPlace() => DescriptorAnswer(r =>
    {
        WebReply whole = new(200) { ContentType = "application/octet-stream", Body = r.Package.Content, ETag = r.Package.ETag };
        ByteRange asked = ByteRange.Parse(r.Request.Range, r.Package.Content.Length);
        return asked is not { Kind: RangeKind.Part, Start: > 0 } ? whole : whole with
        {
            Status = 206, Body = r.Package.Content.AsMemory((int)asked.Start, (int)asked.Length),
            ContentRange = Text($"bytes {asked.Start}-{asked.Start + asked.Length - 1}/{r.Package.Content.Length}"),
        };
    });

    public static Strike DescriptorAnswer(Func<DescriptorReply, WebReply> change) =>
        new Strike<DescriptorReply>((exchange, _) => exchange with { Reply = change(exchange) });

    public static Strike Object(Func<ObjectReply, WebReply> change) => Object((exchange, _) => change(exchange));

    public static Strike Object(Func<ObjectReply, DrillOptions, WebReply?> change) => new Strike<ObjectReply>(
        (exchange, on) => change(exchange, on) is { } reply ? exchange with { Reply = reply } : null);

    /// <summary>Only requests with a Range that asks for more than the beginning.</summary>
    public static Strike Resume(Func<ObjectReply, WebReply> change) => new Strike<ObjectReply>(
        (exchange, _) => ByteRange.Parse(exchange.Request.Range, exchange.Package.Content.Length).Start > 0 ? exchange with { Reply = change(exchange) } : null);

    /// <summary>The last octet of the object is another: the size is right and the hash is not.</summary>
    public static WebReply Corrupt(ObjectReply exchange)
    {
        byte[] body = exchange.Reply.Body.ToArray();
        if (body.Length > 0) body[^1] ^= 0xFF;
        return exchange.Reply with { Body = body };
    }

    public static WebReply OfOtherType(ObjectReply exchange) => exchange.Reply with { ContentType = OtherType };

    public static WebReply Whole(ObjectReply exchange) =>
        exchange.Reply with { Status = 200, Body = exchange.Package.Content, ContentRange = null, ContentType = "application/octet-stream", AcceptsRanges = false };

    public static WebReply Unsatisfiable(ObjectReply exchange) =>
        exchange.Reply with { Status = 416, Body = default, ContentType = null, ContentRange = Text($"bytes */{exchange.Package.Content.Length}") };

    /// <summary>Another tag for another Range; an If-Range with any of them does not hold.</summary>
    public static WebReply OtherTag(ObjectReply exchange) => exchange.Reply with
    {
        ETag = Text($"\"{exchange.Package.Sha256[..8]}-{ByteRange.Parse(exchange.Request.Range, exchange.Package.Content.Length).Start}\""), LastModified = null,
    };

    /// <summary>The octets asked for, under a Content-Range that begins one further.</summary>
    public static WebReply WrongRange(ObjectReply exchange)
    {
        ByteRange asked = ByteRange.Parse(exchange.Request.Range, exchange.Package.Content.Length);
        int length = exchange.Package.Content.Length;
        return exchange.Reply with { ContentRange = Text($"bytes {asked.Start + 1}-{asked.Start + asked.Length}/{length + 1}") };
    }

    /// <summary>To the same object under the same server; to an address that no fleet may be sent to.</summary>
    public static Strike Redirect(string? url) => Object((exchange, _) => exchange.Request.Path.EndsWith(MovedSuffix, StringComparison.Ordinal)
        ? null
        : new WebReply(302) { Location = url ?? $"{exchange.Request.Path}{MovedSuffix}?imei={exchange.Request.Imei}" });

    /// <summary>What a redirected path ends with.</summary>
    public const string MovedSuffix = "/moved";

    public static WebReply CutInTheMiddle(ObjectReply exchange) => exchange.Reply with { CutAfter = Math.Max(1, exchange.Reply.Body.Length / 2) };

    public static WebReply Slowly(ObjectReply exchange) => exchange.Reply with { OctetsPerSecond = SlowOctetsPerSecond };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

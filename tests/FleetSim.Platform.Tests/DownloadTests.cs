using System.Security.Cryptography;
using FleetSim.Platform.Books;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Download;

namespace FleetSim.Platform.Tests;

public sealed class DownloadTests
{
    private const string Imei = "860206000003972";

    [Fact]
    [Trait("row", "FUM-03")]
    public void The_descriptor_names_size_object_and_notify_URL()
    {
        Bench bench = new(Bench.WithFirmware());
        WebReply reply = bench.Http(new WebRequest("GET", "/dl/descriptor/p1", Imei));
        Assert.Equal("application/vnd.oma.dd+xml", reply.ContentType);
        DownloadDescriptor descriptor = DescriptorCodec.Decode(reply.Body.Span).Value!;
        Assert.Equal(1000, descriptor.Size);
        Assert.Equal("http://127.0.0.1:1/dl/object/p1?imei=" + Imei, descriptor.ObjectUri);
        Assert.Equal("http://127.0.0.1:1/dl/notify/p1?imei=" + Imei, descriptor.InstallNotifyUri);
        Assert.Equal("CMCC", descriptor.Vendor);
        Assert.Equal("M1 V2", descriptor.Description);
    }

    [Theory]
    [InlineData(null, 200, 0, 1000, null)]
    [InlineData("bytes=0-", 206, 0, 1000, "bytes 0-999/1000")]
    [InlineData("bytes=400-", 206, 400, 600, "bytes 400-999/1000")]
    [InlineData("bytes=999-", 206, 999, 1, "bytes 999-999/1000")]
    [InlineData("bytes=10-19", 206, 10, 10, "bytes 10-19/1000")]
    [InlineData("bytes=990-5000", 206, 990, 10, "bytes 990-999/1000")]
    [InlineData("bytes=-100", 206, 900, 100, "bytes 900-999/1000")]
    [InlineData("bytes=1000-", 416, 0, 0, "bytes */1000")]
    [InlineData("bytes=20-10", 200, 0, 1000, null)]
    [InlineData("bytes=0-1,5-6", 200, 0, 1000, null)]
    [InlineData("octets=5-", 200, 0, 1000, null)]
    [InlineData("bytes=x-", 200, 0, 1000, null)]
    [Trait("spec", "RFC 9110, 14")]
    public void A_range_gives_its_octets(string? range, int status, int start, int length, string? contentRange)
    {
        Bench bench = new(Bench.WithFirmware());
        byte[] whole = bench.Http(Object()).Body.ToArray();
        WebReply reply = bench.Http(Object() with { Range = range });
        Assert.Equal((status, contentRange), (reply.Status, reply.ContentRange));
        Assert.Equal(whole.AsSpan(start, length).ToArray(), reply.Body.ToArray());
    }

    [Theory]
    [InlineData("etag", 206)]
    [InlineData("\"other\"", 200)]
    [InlineData("Thu, 01 Jan 2009 00:00:00 GMT", 206)]
    [InlineData("Fri, 02 Jan 2009 00:00:00 GMT", 200)]
    [InlineData("W/etag", 200)]
    public void If_Range_decides_between_the_part_and_the_whole(string ifRange, int status)
    {
        Bench bench = new(Bench.WithFirmware());
        string etag = bench.Http(Object()).ETag!;
        Assert.Equal(status, bench.Http(Object() with { Range = "bytes=400-", IfRange = ifRange.Replace("etag", etag, StringComparison.Ordinal) }).Status);
    }

    [Fact]
    public void Content_is_the_same_again_and_its_hash_is_in_the_books()
    {
        Bench first = new(Bench.WithFirmware());
        byte[] content = first.Http(Object()).Body.ToArray();
        Assert.Equal(content, new Bench(Bench.WithFirmware()).Http(Object()).Body.ToArray());
        Assert.NotEqual(content, new Bench(Bench.WithFirmware() with { Seed = 2 }).Http(Object()).Body.ToArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), first.Last<BookEntry.Offered>()!.Sha256);
    }

    [Fact]
    public void Each_request_of_the_object_is_booked_with_its_start()
    {
        Bench bench = new(Bench.WithFirmware());
        bench.Http(Object());
        bench.Http(Object() with { Range = "bytes=400-" });
        Assert.Equal(
            [new BookEntry.RangeRequest(Imei, "p1", 0, false, bench.Now), new BookEntry.RangeRequest(Imei, "p1", 400, true, bench.Now)],
            bench.Entries.OfType<BookEntry.RangeRequest>());
    }

    [Theory]
    [InlineData("900 Success", 200, 900)]
    [InlineData("902", 200, 902)]
    [InlineData("hello", 400, null)]
    public void An_install_notification_is_booked(string body, int status, int? booked)
    {
        Bench bench = new(Bench.WithFirmware());
        bench.Register(Protocol.Identity.Imei.Parse(Imei)!.Value);
        WebReply reply = bench.Http(new WebRequest("POST", "/dl/notify/p1", Imei) { Body = System.Text.Encoding.ASCII.GetBytes(body) });
        Assert.Equal(status, reply.Status);
        Assert.Equal(booked, bench.Last<BookEntry.Firmware>()!.InstallNotify);
    }

    [Fact]
    public void An_unknown_package_is_not_found() =>
        Assert.Equal(404, new Bench(Bench.WithFirmware()).Http(new WebRequest("GET", "/dl/object/nothing", Imei)).Status);

    [Fact]
    public void Drills_withhold_ranges_and_change_the_ETag()
    {
        Bench noRange = new(Bench.WithFirmware() with { Drills = [DrillOptions.Named("objectIgnoresRange")] });
        Assert.Equal(200, noRange.Http(Object() with { Range = "bytes=400-" }).Status);
        Bench changing = new(Bench.WithFirmware() with { Drills = [DrillOptions.Named("objectChangingETag")] });
        string etag = changing.Http(Object()).ETag!;
        Assert.Equal(200, changing.Http(Object() with { Range = "bytes=400-", IfRange = etag }).Status);
    }

    private static WebRequest Object() => new("GET", "/dl/object/p1", Imei);
}

using System.Net.Http.Headers;
using System.Security.Cryptography;
using FleetSim.Platform.Drills;
using FleetSim.Platform.Http;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Download;

namespace FleetSim.Platform.Tests.Drills;

/// <summary>What a handset finds at PkgURL and at objectURI while a drill is on.</summary>
public sealed class DownloadDrillTests
{
    private const string Imei = "860206000003972";
    private const string ObjectPath = "/dl/object/p1?imei=" + Imei;

    [Fact]
    [Trait("spec", "OMA-Download-OTA-V1_0, 7")]
    public void An_invalid_descriptor_cannot_be_read() => Assert.False(DescriptorCodec.Decode(Descriptor("descriptorInvalid").Body.Span).IsDone);

    [Theory]
    [InlineData("descriptorWrongSize", 1001L, "application/octet-stream", "1.0", true)]
    [InlineData("descriptorHuge", 1L << 40, "application/octet-stream", "1.0", true)]
    [InlineData("descriptorWrongType", 1000L, "video/x-drill", "1.0", true)]
    [InlineData("descriptorVersion2", 1000L, "application/octet-stream", "2.0", true)]
    [InlineData("descriptorNoNotify", 1000L, "application/octet-stream", "1.0", false)]
    [Trait("spec", "OMA-Download-OTA-V1_0, 7")]
    public void A_descriptor_says_something_else(string drill, long size, string type, string version, bool notify)
    {
        DownloadDescriptor read = DescriptorCodec.Decode(Descriptor(drill).Body.Span).Value!;
        Assert.Equal((size, type, version, notify), (read.Size, read.Types[0], read.DdVersion, read.InstallNotifyUri is not null));
    }

    [Fact]
    public void A_descriptor_names_a_host_that_nobody_may_go_to() =>
        Assert.Equal(DownloadDrills.ForbiddenUrl, DescriptorCodec.Decode(Descriptor("descriptorForbiddenObject").Body.Span).Value!.ObjectUri);

    [Fact]
    public void A_descriptor_is_missing() => Assert.Equal(404, Descriptor("descriptorMissing").Status);

    [Fact]
    public void The_package_stands_in_the_descriptors_place()
    {
        WebReply reply = Descriptor("descriptorIsPackage");
        Assert.Equal(("application/octet-stream", 1000), (reply.ContentType, reply.Body.Length));
    }

    [Fact]
    public void A_corrupt_object_has_the_size_and_not_the_hash()
    {
        byte[] whole = Object().Body.ToArray();
        byte[] corrupt = Object("objectCorrupt").Body.ToArray();
        Assert.Equal(whole.Length, corrupt.Length);
        Assert.NotEqual(SHA256.HashData(whole), SHA256.HashData(corrupt));
    }

    [Theory]
    [InlineData("objectMissing", 404)]
    [InlineData("objectUnavailable", 503)]
    public void An_object_is_not_there(string drill, int status) => Assert.Equal(status, Object(drill).Status);

    [Fact]
    public void An_object_is_unavailable_so_many_times_for_each_handset()
    {
        Bench bench = new(Bench.WithFirmware() with { Drills = [new() { Drill = "objectUnavailable", First = 2 }] });
        Assert.Equal([503, 503, 200, 200], Enumerable.Range(0, 4).Select(_ => bench.Http(Request()).Status));
        Assert.Equal(503, bench.Http(new WebRequest("GET", "/dl/object/p1", "358978002001001")).Status);
    }

    [Fact]
    public void An_object_is_of_another_type() => Assert.Equal("text/html", Object("objectOtherType").ContentType);

    [Theory]
    [InlineData("objectUnsatisfiable", null, 200, null, 1000)]
    [InlineData("objectUnsatisfiable", "bytes=400-", 416, "bytes */1000", 0)]
    [InlineData("objectIgnoresRange", "bytes=400-", 200, null, 1000)]
    [InlineData("objectWrongRange", "bytes=400-", 206, "bytes 401-1000/1001", 600)]
    [Trait("spec", "RFC 9110, 14")]
    public void A_range_is_answered_otherwise(string drill, string? range, int status, string? contentRange, int octets)
    {
        WebReply reply = Object(drill, range);
        Assert.Equal((status, contentRange, octets), (reply.Status, reply.ContentRange, reply.Body.Length));
    }

    [Fact]
    public void The_ETag_is_another_at_each_offset()
    {
        WebReply first = Object("objectChangingETag");
        WebReply second = Object("objectChangingETag", "bytes=400-");
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal((206, null), (second.Status, second.LastModified));
    }

    [Fact]
    public async Task An_object_is_redirected_to_where_it_is()
    {
        await using RunningPlatform platform = await StartAsync("objectRedirected");
        using HttpResponseMessage redirect = await platform.Http.GetAsync(ObjectPath);
        Assert.Equal((302, "/dl/object/p1/moved?imei=" + Imei), ((int)redirect.StatusCode, redirect.Headers.Location!.OriginalString));
        Assert.Equal(1000, (await platform.Http.GetByteArrayAsync(redirect.Headers.Location)).Length);
    }

    [Fact]
    public async Task An_object_is_redirected_to_where_nobody_may_go()
    {
        await using RunningPlatform platform = await StartAsync("objectRedirectedForbidden");
        using HttpResponseMessage redirect = await platform.Http.GetAsync(ObjectPath);
        Assert.Equal((302, DownloadDrills.ForbiddenUrl), ((int)redirect.StatusCode, redirect.Headers.Location!.OriginalString));
    }

    [Fact]
    [Trait("row", "FUM-15")]
    public async Task The_connection_is_closed_in_the_middle_and_the_rest_can_be_fetched()
    {
        await using RunningPlatform platform = await StartAsync("objectCut");
        using HttpResponseMessage cut = await platform.Http.GetAsync(ObjectPath, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(1000, cut.Content.Headers.ContentLength);
        byte[] held = new byte[1000];
        await using Stream body = await cut.Content.ReadAsStreamAsync();
        int octets = await body.ReadAtLeastAsync(held, 500);
        Assert.Equal(500, octets);
        await Assert.ThrowsAsync<HttpIOException>(async () => await body.ReadExactlyAsync(held.AsMemory(500)));
        using HttpRequestMessage rest = new(HttpMethod.Get, ObjectPath);
        rest.Headers.Range = new RangeHeaderValue(500, null);
        using HttpResponseMessage resumed = await platform.Http.SendAsync(rest, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("bytes 500-999/1000", resumed.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task An_object_comes_with_256_octets_a_second()
    {
        HurriedTime time = new();
        await using RunningPlatform platform = await RunningPlatform.StartAsync(Bench.Drilled(Bench.WithFirmware(), "objectSlow"), time);
        Assert.Equal(1000, (await platform.Http.GetByteArrayAsync(ObjectPath)).Length);
        Assert.Equal(3, time.Waits.Count(w => w == TimeSpan.FromSeconds(1)));
    }

    private static Task<RunningPlatform> StartAsync(string drill) => RunningPlatform.StartAsync(Bench.Drilled(Bench.WithFirmware(), drill));

    private static WebReply Descriptor(string drill) =>
        new Bench(Bench.Drilled(Bench.WithFirmware(), drill)).Http(new WebRequest("GET", "/dl/descriptor/p1", Imei));

    private static WebReply Object(string? drill = null, string? range = null) =>
        new Bench(Bench.Drilled(Bench.WithFirmware(), drill is null ? [] : [drill])).Http(Request() with { Range = range });

    private static WebRequest Request() => new("GET", "/dl/object/p1", Imei);
}

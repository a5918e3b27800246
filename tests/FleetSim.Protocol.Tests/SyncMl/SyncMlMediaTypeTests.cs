using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

[Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, 5.1")]
public sealed class SyncMlMediaTypeTests
{
    [Theory]
    [InlineData("application/vnd.syncml.dm+xml", SyncMlEncoding.Xml)]
    [InlineData("application/vnd.syncml.dm+wbxml", SyncMlEncoding.Wbxml)]
    [InlineData("Application/VND.SyncML.DM+XML; charset=utf-8", SyncMlEncoding.Xml)]
    [InlineData(" application/vnd.syncml+wbxml ;x=y", SyncMlEncoding.Wbxml)]
    [InlineData("application/vnd.syncml+xml", SyncMlEncoding.Xml)]
    [InlineData("application/vnd.syncml.notification", null)]
    [InlineData("application/xml", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_content_type_is_taken_leniently(string? contentType, SyncMlEncoding? expected) => Assert.Equal(expected, SyncMlMediaType.Parse(contentType));

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void What_is_announced_is_understood(SyncMlEncoding encoding) => Assert.Equal(encoding, SyncMlMediaType.Parse(SyncMlMediaType.For(encoding)));
}

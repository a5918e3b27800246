using FleetSim.Platform.Sms;

namespace FleetSim.Platform.Tests;

public sealed class MessageCentreAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:2775", "127.0.0.1", 2775)]
    [InlineData("[::1]:65535", "::1", 65535)]
    [InlineData("localhost:1", "localhost", 1)]
    public void Host_and_port_are_read(string text, string host, int port) => Assert.Equal((host, port), MessageCentreAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData(":2775")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData(null)]
    public void Anything_else_is_none(string? text) => Assert.Null(MessageCentreAddress.Parse(text!));
}

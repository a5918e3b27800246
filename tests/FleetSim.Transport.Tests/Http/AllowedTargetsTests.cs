using System.Net;
using FleetSim.Transport.Http;

namespace FleetSim.Transport.Tests.Http;

public sealed class AllowedTargetsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080/x", true)]
    [InlineData("https://127.1.2.3/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("http://LOCALHOST./", true)]
    [InlineData("http://dm.lab.example:7001/", true)]
    [InlineData("http://DM.Lab.Example/", true)]
    [InlineData("http://198.51.100.7/", true)]
    [InlineData("http://198.51.100.8/", false)]
    [InlineData("http://lab.example/", false)]
    [InlineData("http://x.dm.lab.example/", false)]
    [InlineData("http://127.0.0.1.example/", false)]
    [InlineData("http://localhost.example/", false)]
    [InlineData("http://127.0.0.1@198.51.100.8/", false)]
    [InlineData("http://0.0.0.0/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/relative", false)]
    public void Loopback_and_named_hosts_are_permitted(string uri, bool permitted)
    {
        AllowedTargets targets = new("dm.lab.example", "198.51.100.7");
        Assert.Equal(permitted, targets.Permits(new Uri(uri, UriKind.RelativeOrAbsolute)));
    }

    [Fact]
    public async Task Only_permitted_hosts_resolve_and_localhost_only_to_loopback()
    {
        AllowedTargets targets = new("198.51.100.7");
        Assert.Equal([IPAddress.Parse("198.51.100.7")], await targets.ResolveAsync("198.51.100.7", CancellationToken.None));
        Assert.Equal([], await targets.ResolveAsync("198.51.100.8", CancellationToken.None));
        Assert.Equal([], await targets.ResolveAsync("dm.example", CancellationToken.None));
        IPAddress[] local = await targets.ResolveAsync("localhost", CancellationToken.None);
        Assert.NotEmpty(local);
        Assert.All(local, address => Assert.True(IPAddress.IsLoopback(address)));
    }
}

using System.Text.Json;
using FleetSim.Transport.Smpp;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>Our two roles against an SMPP program of other people.</summary>
[Trait("needs", "node")]
public sealed class NodePeerTests
{
    private static readonly byte[] Registration = [6, 5, 4, 0x42, 0x66, 0x42, 0x66, .. "IMEI:860206000003972/a/b/c"u8];
    private static readonly byte[] Push = Convert.FromHexString("0605040B8423F0010603C4AF87");

    [Fact]
    public async Task Another_client_binds_submits_receives_and_unbinds()
    {
        await using SmppPair pair = new() { OnSubmit = (_, _) => ValueTask.FromResult(new SubmitReply(0, "00A7")) };
        using NodePeer peer = await NodePeer.StartAsync("esme", pair.Server.EndPoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        JsonElement bound = await peer.NextAsync("bound");
        Assert.Equal((0, "FLEETSIM"), (bound.GetProperty("status").GetInt32(), bound.GetProperty("system_id").GetString()));
        JsonElement submitted = await peer.NextAsync("submitted");
        Assert.Equal((0, "00A7"), (submitted.GetProperty("status").GetInt32(), submitted.GetProperty("id").GetString()));
        ShortMessage message = await pair.Submitted.Reader.ReadAsync().Within();
        Assert.Equal(("10654040", "13800000001", true), (message.Source, message.Destination, message.HasHeader));
        Assert.Equal(Push, message.UserData);

        Assert.True((await pair.Server.DeliverAsync(SmppPair.Message(Registration), CancellationToken.None).Within()).Delivered);
        JsonElement delivered = await peer.NextAsync("delivered");
        Assert.Equal(("13800000001", "10654040", 0x40), (delivered.GetProperty("source").GetString(), delivered.GetProperty("destination").GetString(), delivered.GetProperty("esm_class").GetInt32()));
        Assert.Equal("050442664266" + Convert.ToHexStringLower(Registration.AsSpan(7)), delivered.GetProperty("text").GetString());
        Assert.Equal(0, (await peer.NextAsync("unbound")).GetProperty("status").GetInt32());
        Assert.Equal(0, pair.Server.Binds);
    }

    [Fact]
    public async Task Our_client_binds_receives_submits_and_unbinds_at_another_message_centre()
    {
        using NodePeer peer = await NodePeer.StartAsync("smsc");
        int port = (await peer.NextAsync("listening")).GetProperty("port").GetInt32();
        await using SmppPair pair = new();
        SmppClient client = pair.Client(options => options with { Port = port });
        await client.WaitForBindAsync(CancellationToken.None).Within();
        Assert.Equal(Registration, (await pair.Delivered.Reader.ReadAsync().Within()).UserData);
        Assert.Equal(0, (await peer.NextAsync("answered")).GetProperty("status").GetInt32());

        ShortMessage push = SmppPair.Message(Push) with { Source = "10654040", Destination = "13800000001" };
        Assert.Equal(new SubmitOutcome(SmppResult.Accepted, 0, "00ab"), await client.SubmitAsync(push, CancellationToken.None).Within());
        JsonElement received = await peer.NextAsync("received");
        Assert.Equal(("10654040", "13800000001", 0x40), (received.GetProperty("source").GetString(), received.GetProperty("destination").GetString(), received.GetProperty("esm_class").GetInt32()));
        Assert.Equal("05040b8423f0" + "010603c4af87", received.GetProperty("text").GetString());
        await pair.StopClientsAsync();
        await peer.NextAsync("unbound");
    }
}

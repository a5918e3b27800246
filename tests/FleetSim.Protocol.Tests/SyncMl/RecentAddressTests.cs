using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Addresses are remembered for speed: nobody may ever get another one than the octets say.</summary>
public sealed class RecentAddressTests
{
    private const int Addresses = 2000;

    [Fact]
    public void The_same_address_is_the_same_object_in_every_message()
    {
        byte[] message = Get(["./RecentAddressTests/Settings/GPRS/CMNet/APN"]);
        Assert.Same(Targets(message)[0], Targets(message)[0]);
    }

    /// <summary>More addresses than are remembered, of all lengths, read by many threads in different orders.</summary>
    [Fact]
    public void Whatever_was_read_before_an_address_is_what_its_octets_say()
    {
        string[] addresses = [.. Enumerable.Range(0, Addresses).Select(i => $"./Node{i % 50}/{new string('x', i % 140)}/{i}"), ".", "", "é"];
        string[][] messages = [.. addresses.Chunk(50)];
        byte[][] octets = [.. messages.Select(Get)];
        Parallel.For(0, 40 * messages.Length, i =>
        {
            int at = (int)((long)i * 7919 % messages.Length);
            Assert.Equal(messages[at].Select(address => new Location(address)), Targets(octets[at]));
        });
    }

    [Fact]
    public void A_name_belongs_to_its_message_alone()
    {
        byte[] bare = Get(["./RecentAddressTests/Named"]);
        byte[] named = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bare).Replace("</LocURI></Target></Item>", "</LocURI><LocName>user</LocName></Target></Item>", StringComparison.Ordinal));
        Assert.Equal([new Location("./RecentAddressTests/Named", "user")], Targets(named));
        Assert.Equal([new Location("./RecentAddressTests/Named")], Targets(bare));
    }

    private static byte[] Get(string[] addresses)
    {
        SyncHdr header = new()
        {
            VerDtd = "1.2", VerProto = "DM/1.2", SessionId = "1", MsgId = MsgId.From(1), Target = new Location("IMEI:1"), Source = new Location("http://127.0.0.1/dm"),
        };
        Command.Get get = new() { CmdId = CmdId.From(1), Items = [.. addresses.Select(address => new Item { Target = new Location(address) })] };
        return SyncMlCodec.Encode(new SyncMlMessage(header, [get], Final: true), SyncMlEncoding.Xml);
    }

    private static Location[] Targets(byte[] message) =>
        [.. ((Command.Get)SyncMlCodec.Decode(message, SyncMlEncoding.Xml).Value!.Commands[0]).Items.Select(item => item.Target!)];
}

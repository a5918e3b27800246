using System.Globalization;
using FleetSim.Protocol;
using FleetSim.Protocol.Smpp;
using FleetSim.Protocol.Sms;
using FleetSim.Transport.Smpp;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>What a real gateway sent as an ESME, sent to our message centre, octet by octet.</summary>
public sealed class KannelReplayTests
{
    [Theory]
    [InlineData("sms/smpp-kannel-npm.txt", 57604)]
    [InlineData("sms/smpp-kannel-npm-2.txt", 53230)]
    public async Task Our_message_centre_takes_a_gateways_session(string file, int port)
    {
        await using SmppPair pair = new(options => options with { SystemId = "dmplat", Password = "secret" });
        using RawPeer peer = await RawPeer.ConnectAsync(pair.Server.EndPoint);
        int requests = 0;
        foreach (byte[] segment in Segments(file, port))
        {
            await peer.SendAsync(segment);
            foreach (SmppPdu request in Requests(segment))
            {
                SmppPdu answer = await peer.ReadAsync();
                Assert.Equal((request.CommandId | SmppCommand.Response, SmppStatus.Ok), (answer.CommandId, answer.Status));
                requests++;
            }
        }

        Assert.Equal(RequestsListed(file, port), requests);
        List<ShortMessage> messages = [.. pair.Submitted.Reader.ReadAllAsync().ToBlockingEnumerable().Take(requests - 1)];
        Assert.All(messages.Where(message => message.HasHeader), message => Assert.Equal(2948, UserData.Decode(message.UserData, true).Value!.Ports!.Value.Destination));
        Assert.All(messages, message => Assert.StartsWith("86138", message.Destination));
    }

    private static IEnumerable<byte[]> Segments(string file, int port) =>
        from line in TestFiles.Vector(file)
        let column = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where column.Length > 3 && column[2] == port.ToString(CultureInfo.InvariantCulture)
        select Convert.FromHexString(column[^1].Trim());

    /// <summary>How many requests the capture itself lists in its column of command ids.</summary>
    private static int RequestsListed(string file, int port) =>
        TestFiles.Vector(file)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(column => column.Length > 3 && column[2] == port.ToString(CultureInfo.InvariantCulture))
            .Sum(column => column[1].Split(',').Count(id => !id.StartsWith("0x8", StringComparison.Ordinal)));

    private static List<SmppPdu> Requests(ReadOnlySpan<byte> segment)
    {
        List<SmppPdu> requests = [];
        while (SmppCodec.Decode(segment) is { IsDone: true } decoded)
        {
            if (!decoded.Value.IsResponse) requests.Add(decoded.Value);
            segment = segment[decoded.Consumed..];
        }

        return requests;
    }
}

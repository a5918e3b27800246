using System.Buffers;
using System.Net;
using System.Net.Sockets;
using FleetSim.Protocol;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>The other end of a connection, octet by octet: it may say anything.</summary>
internal sealed class RawPeer(TcpClient tcp) : IDisposable
{
    private readonly NetworkStream _stream = tcp.GetStream();
    private byte[] _held = [];

    public static async Task<RawPeer> ConnectAsync(IPEndPoint server)
    {
        TcpClient tcp = new();
        await tcp.ConnectAsync(server);
        return new RawPeer(tcp);
    }

    /// <summary>Connected and bound, its bind answered.</summary>
    public static async Task<RawPeer> BoundAsync(IPEndPoint server, BindKind kind = BindKind.Transceiver)
    {
        RawPeer peer = await ConnectAsync(server);
        Assert.Equal(SmppStatus.Ok, (await peer.AskAsync(Bind(kind))).Status);
        return peer;
    }

    public static SmppPdu Bind(BindKind kind) => new SmppPdu.Bind(kind) { Sequence = 1, SystemId = SmppPair.SystemId, Password = SmppPair.Password };

    public static SmppPdu Submit(uint sequence, string text = "00") => new SmppPdu.SubmitSm(
        new SmppMessage { Source = new SmppAddress(0, 1, "10654040"), Destination = new SmppAddress(2, 1, "13800000001"), DataCoding = 4, ShortMessage = Convert.FromHexString(text) })
    {
        Sequence = sequence,
    };

    public async Task SendAsync(params SmppPdu[] pdus)
    {
        ArrayBufferWriter<byte> output = new();
        foreach (SmppPdu pdu in pdus) SmppCodec.Encode(pdu, output);
        await SendAsync(output.WrittenMemory);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> octets) => await _stream.WriteAsync(octets);

    public async Task<SmppPdu> AskAsync(SmppPdu pdu)
    {
        await SendAsync(pdu);
        return await ReadAsync();
    }

    public async Task<SmppPdu> ReadAsync() => await ReadOrEndAsync() ?? throw new EndOfStreamException("closed by the other end");

    /// <summary>The next PDU; null when the other end has closed.</summary>
    public async Task<SmppPdu?> ReadOrEndAsync()
    {
        byte[] buffer = new byte[4096];
        while (true)
        {
            Decoded<SmppPdu> decoded = SmppCodec.Decode(_held);
            Assert.NotEqual(DecodeStatus.Invalid, decoded.Status);
            if (decoded.IsDone)
            {
                _held = _held[decoded.Consumed..];
                return decoded.Value;
            }

            int read = await ReadSomeAsync(buffer).Within("an answer");
            if (read == 0) return null;
            _held = [.. _held, .. buffer[..read]];
        }
    }

    public void Dispose() => tcp.Dispose();

    private async Task<int> ReadSomeAsync(byte[] buffer)
    {
        try
        {
            return await _stream.ReadAsync(buffer);
        }
        catch (IOException)
        {
            return 0; // a reset is an end, too
        }
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Bench.Sms;

/// <summary>
/// The yardstick: one socket that reads and writes the same PDUs. Requests are octets that were encoded once, only sequence numbers are set; answers
/// are counted, not decoded. What has come by one read is answered by one write.
/// </summary>
internal sealed class RawMessageCentre : IDisposable
{
    private const int Window = 64;
    private const int LengthAt = 0, CommandAt = 4, SequenceAt = 12;

    private static readonly byte[] SubmitAnswer = Octets(new SmppPdu.MessageResponse(SmppCommand.SubmitSm) { MessageId = "18C2A7F4D00" });
    private static readonly byte[] BindAnswer = Octets(new SmppPdu.BindResponse(BindKind.Transceiver) { SystemId = "FLEETSIM", Tlvs = [new SmppTlv(SmppTag.InterfaceVersion, [0x34])] });

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _read = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> _write = new(64 * 1024);
    private Socket? _peer;
    private int _held;

    public RawMessageCentre()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Takes the peer and answers its bind.</summary>
    public async Task AcceptAsync(CancellationToken stop)
    {
        _peer = await _listener.AcceptAsync(stop);
        _peer.NoDelay = true;
        while (await ReadAsync(SmppCommand.BindTransceiver, BindAnswer, stop) == 0) await FlushAsync(stop);
        await FlushAsync(stop);
    }

    /// <summary>Delivers a message so many times and waits for the answers.</summary>
    public async Task DeliverAsync(byte[] request, int count, CancellationToken stop)
    {
        uint sent = 0;
        for (int answered = 0; answered < count;)
        {
            while (sent < count && sent - answered < Window) Add(request, ++sent);
            await FlushAsync(stop);
            answered += await ReadAsync(SmppCommand.Response | SmppCommand.DeliverSm, null, stop);
        }
    }

    /// <summary>Takes so many messages.</summary>
    public async Task TakeAsync(int count, CancellationToken stop)
    {
        for (int taken = 0; taken < count;)
        {
            taken += await ReadAsync(SmppCommand.SubmitSm, SubmitAnswer, stop);
            await FlushAsync(stop);
        }
    }

    public void Dispose()
    {
        _peer?.Dispose();
        _listener.Dispose();
    }

    public static byte[] Octets(SmppPdu pdu)
    {
        ArrayBufferWriter<byte> octets = new();
        SmppCodec.Encode(pdu, octets);
        return octets.WrittenSpan.ToArray();
    }

    /// <summary>One read; the number of whole PDUs of that kind in it, each answered when there is an answer.</summary>
    private async ValueTask<int> ReadAsync(uint command, byte[]? answer, CancellationToken stop)
    {
        int read = await _peer!.ReceiveAsync(_read.AsMemory(_held), stop);
        if (read == 0) throw new InvalidOperationException("The peer of the raw loop has gone.");
        _held += read;
        return Count(command, answer);
    }

    private int Count(uint command, byte[]? answer)
    {
        int at = 0, count = 0;
        while (_held - at >= SmppHeader.Octets && Number(at, LengthAt) is var length && _held - at >= length)
        {
            if (Number(at, CommandAt) == command)
            {
                count++;
                if (answer is not null) Add(answer, Number(at, SequenceAt));
            }

            at += (int)length;
        }

        _read.AsSpan(at, _held - at).CopyTo(_read);
        _held -= at;
        return count;
    }

    private uint Number(int pdu, int field) => BinaryPrimitives.ReadUInt32BigEndian(_read.AsSpan(pdu + field));

    private void Add(byte[] pdu, uint sequence)
    {
        Span<byte> room = _write.GetSpan(pdu.Length);
        pdu.CopyTo(room);
        BinaryPrimitives.WriteUInt32BigEndian(room[SequenceAt..], sequence);
        _write.Advance(pdu.Length);
    }

    private async ValueTask FlushAsync(CancellationToken stop)
    {
        if (_write.WrittenCount == 0) return;
        for (ReadOnlyMemory<byte> rest = _write.WrittenMemory; rest.Length > 0;) rest = rest[await _peer!.SendAsync(rest, stop)..];
        _write.ResetWrittenCount();
    }
}

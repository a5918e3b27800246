using System.Buffers;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Transport.Smpp;

/// <summary>
/// What is to be written to one connection. PDUs are encoded into one buffer while the other one is on its way, so whatever
/// gathers during a write leaves in the next one.
/// </summary>
internal sealed class SmppOutbox
{
    /// <summary>Above this backlog nothing more is read from the peer: one that sends without reading fills its own pipe.</summary>
    private const int BacklogOctets = 256 * 1024;

    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte> _filling = new(4096);
    private ArrayBufferWriter<byte> _sending = new(4096);
    private TaskCompletionSource _ready = NewSignal();
    private TaskCompletionSource? _room;
    private bool _completed;

    /// <summary>False when the outbox is completed: the PDU is not sent.</summary>
    public bool Post(SmppPdu pdu)
    {
        lock (_lock)
        {
            if (_completed) return false;
            SmppCodec.Encode(pdu, _filling);
            _ready.TrySetResult(); // set already: the writer has not come yet
            return true;
        }
    }

    /// <summary>Takes no more; what is in it is still written.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            _ready.TrySetResult(); // as above
        }
    }

    /// <summary>Waits until the backlog is small enough to cause more of it.</summary>
    public Task RoomAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_filling.WrittenCount <= BacklogOctets || _completed) return Task.CompletedTask;
            _room ??= NewSignal();
            return _room.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Writes until completed and empty, or until the stream fails.</summary>
    public async Task RunAsync(Stream stream, CancellationToken cancellation)
    {
        while (true)
        {
            await Ready().WaitAsync(cancellation);
            bool last = Swap();
            if (_sending.WrittenCount > 0) await stream.WriteAsync(_sending.WrittenMemory, cancellation);
            if (last) return;
        }
    }

    private Task Ready()
    {
        lock (_lock) return _ready.Task;
    }

    private bool Swap()
    {
        lock (_lock)
        {
            _ready = NewSignal();
            (_filling, _sending) = (_sending, _filling);
            _filling.ResetWrittenCount();
            _room?.SetResult();
            _room = null;
            return _completed;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

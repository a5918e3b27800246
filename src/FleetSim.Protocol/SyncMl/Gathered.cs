using System.Buffers;

namespace FleetSim.Protocol.SyncMl;

/// <summary>Collects values of unknown number and gives them as one array of exactly that length; scratch space is pooled.</summary>
internal struct Gathered<T>
    where T : class
{
    private T? _first;
    private T[]? _rented;
    private int _count;

    public void Add(T value)
    {
        if (_count == 0) _first = value;
        else AddFurther(value);
        _count++;
    }

    /// <summary>The values in order; this is empty again afterwards.</summary>
    public T[] Take()
    {
        T[] values = _count switch { 0 => [], 1 => [_first!], _ => _rented.AsSpan(0, _count).ToArray() };
        if (_rented is not null) ArrayPool<T>.Shared.Return(_rented, clearArray: true);
        this = default;
        return values;
    }

    private void AddFurther(T value)
    {
        if (_rented is null)
        {
            _rented = ArrayPool<T>.Shared.Rent(16);
            _rented[0] = _first!;
        }
        else if (_count == _rented.Length)
        {
            T[] larger = ArrayPool<T>.Shared.Rent(_count * 2);
            _rented.AsSpan().CopyTo(larger);
            ArrayPool<T>.Shared.Return(_rented, clearArray: true);
            _rented = larger;
        }

        _rented[_count] = value;
    }
}

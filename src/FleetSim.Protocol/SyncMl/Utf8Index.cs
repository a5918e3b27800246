namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// Finds short UTF-8 texts in a fixed set without allocation: open addressing over length, first, middle and last octet.
/// </summary>
internal sealed class Utf8Index
{
    /// <summary>Position in the set plus one; 0 is an empty slot. At most half of the slots are taken.</summary>
    private readonly ushort[] _slots;
    private readonly byte[][] _texts;
    private readonly int _mask;

    public Utf8Index(IReadOnlyList<string> texts)
    {
        _texts = [.. texts.Select(System.Text.Encoding.UTF8.GetBytes)];
        _mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)texts.Count * 4) - 1;
        _slots = new ushort[_mask + 1];
        for (int i = 0; i < _texts.Length; i++)
        {
            int slot = Slot(_texts[i]);
            while (_slots[slot] != 0) slot = (slot + 1) & _mask;
            _slots[slot] = (ushort)(i + 1);
        }
    }

    /// <summary>The position of the text in the set, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return -1;
        for (int slot = Slot(text); _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            int candidate = _slots[slot] - 1;
            if (text.SequenceEqual(_texts[candidate])) return candidate;
        }

        return -1;
    }

    private int Slot(ReadOnlySpan<byte> text)
    {
        uint mixed = (uint)text.Length | (uint)text[0] << 8 | (uint)text[text.Length / 2] << 16 | (uint)text[^1] << 24;
        return (int)(mixed * 0x9E3779B1u >> 16) & _mask;
    }
}

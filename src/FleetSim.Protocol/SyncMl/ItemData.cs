using System.Text;

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// The content of a Data element: text, or octets (WBXML OPAQUE). Text and octets with the same UTF-8 form are equal,
/// because encoders are free to write either.
/// </summary>
public readonly struct ItemData : IEquatable<ItemData>
{
    private readonly object? _value;

    public ItemData(string text) => _value = text;

    public ItemData(byte[] octets) => _value = octets;

    /// <summary>True when the value came as octets and is written as OPAQUE.</summary>
    public bool IsOctets => _value is byte[];

    /// <summary>True when there is nothing in it.</summary>
    public bool IsEmpty => _value is null or "" or byte[] { Length: 0 };

    /// <summary>The value as text; octets are read as UTF-8.</summary>
    public string Text => _value switch { string text => text, byte[] octets => Encoding.UTF8.GetString(octets), _ => "" };

    /// <summary>The value as octets; text is written as UTF-8.</summary>
    public byte[] Octets => _value switch { byte[] octets => octets, string text => Encoding.UTF8.GetBytes(text), _ => [] };

    /// <summary>Number of <see cref="Octets"/>.</summary>
    public int Length => _value switch { byte[] octets => octets.Length, string text => Encoding.UTF8.GetByteCount(text), _ => 0 };

    public static implicit operator ItemData(string text) => new(text);

    public static ItemData FromString(string text) => new(text);

    public bool Equals(ItemData other) =>
        _value is string a && other._value is string b ? a == b : Octets.AsSpan().SequenceEqual(other.Octets);

    public override bool Equals(object? obj) => obj is ItemData other && Equals(other);

    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    public static bool operator ==(ItemData left, ItemData right) => left.Equals(right);

    public static bool operator !=(ItemData left, ItemData right) => !left.Equals(right);

    public override string ToString() => Text;
}

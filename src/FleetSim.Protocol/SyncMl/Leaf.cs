namespace FleetSim.Protocol.SyncMl;

/// <summary>Writes elements that hold one value: nothing when there is none, an empty element when it is empty.</summary>
internal static class Leaf
{
    public static void Write<T>(ref T sink, Tag tag, string? text)
        where T : ITokenSink, allows ref struct
    {
        if (text is null) return;
        if (text.Length == 0)
        {
            sink.Empty(tag);
            return;
        }

        sink.Start(tag);
        sink.Text(text);
        sink.End(tag);
    }

    public static void Write<T>(ref T sink, Tag tag, long? number)
        where T : ITokenSink, allows ref struct
    {
        if (number is null) return;
        sink.Start(tag);
        sink.Number(number.Value);
        sink.End(tag);
    }

    public static void Write<T>(ref T sink, Tag tag, in ItemData data)
        where T : ITokenSink, allows ref struct
    {
        if (data.IsEmpty)
        {
            sink.Empty(tag);
            return;
        }

        sink.Start(tag);
        sink.Value(in data);
        sink.End(tag);
    }
}

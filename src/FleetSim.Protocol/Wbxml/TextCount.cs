using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Wbxml;

/// <summary>A sink that writes nothing and counts how often each text would be written inline.</summary>
internal struct TextCount(SyncMlStyle style) : ITokenSink
{
    /// <summary>In the order of the first occurrence.</summary>
    public OrderedDictionary<string, int> Times { get; } = [];

    public bool HasCorrelator { get; private set; }

    public readonly bool CarriesOctets => true;

    public void Start(Tag tag) => HasCorrelator |= tag == Tag.Correlator;

    public readonly void End(Tag tag)
    {
    }

    public void Empty(Tag tag) => Start(tag);

    public readonly void Text(string text) => Times[text] = Times.GetValueOrDefault(text) + 1;

    public readonly void Number(long number)
    {
    }

    public void Value(in ItemData data)
    {
        if (style.Trees == TreeForm.Markup && EmbeddedTree.IsOne(in data)) EmbeddedTree.Write(ref this, in data);
        else if (!data.IsOctets && style.Data == DataForm.Inline) Text(data.Text);
    }
}

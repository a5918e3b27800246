using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.DevInf;

/// <summary>Writes elements as they stand, in any wire form.</summary>
internal static class DevInfWriter
{
    public static void Write<T>(ref T sink, DevInfElement element)
        where T : ITokenSink, allows ref struct
    {
        Tag tag = TagNames.Find(Vocabulary.DevInf, Encoding.UTF8.GetBytes(element.Name));
        if (tag == Tag.Unknown) throw new ArgumentException($"DevInf has no element {element.Name}", nameof(element));
        if (element.Children.Count == 0)
        {
            Leaf.Write(ref sink, tag, element.Text);
            return;
        }

        sink.Start(tag);
        foreach (DevInfElement child in element.Children) Write(ref sink, child);
        sink.End(tag);
    }
}

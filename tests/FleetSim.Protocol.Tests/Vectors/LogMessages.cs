using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.Vectors;

/// <summary>Messages inside the log of a test bench: XML as it is, WBXML as a hex dump ("0010: 44 54 ...").</summary>
internal static class LogMessages
{
    private const string End = "</SyncML>";
    private const int DumpColumns = 16 * 3;

    public static IEnumerable<(byte[] Octets, SyncMlEncoding Encoding)> In(byte[] log)
    {
        List<byte> dumped = [];
        foreach (string line in Encoding.UTF8.GetString(log).Split('\n'))
        {
            if (IsDump(line, dumped.Count))
            {
                dumped.AddRange(Convert.FromHexString(line.Substring(6, Math.Min(DumpColumns, line.Length - 6)).Replace(" ", "", StringComparison.Ordinal)));
                continue;
            }

            if (dumped.Count > 0) yield return ([.. dumped], SyncMlEncoding.Wbxml);
            dumped.Clear();
            int start = line.IndexOf("<SyncML", StringComparison.Ordinal);
            int end = line.IndexOf(End, StringComparison.Ordinal);
            if (start >= 0 && end > start) yield return (Encoding.UTF8.GetBytes(line[start..(end + End.Length)]), SyncMlEncoding.Xml);
        }
    }

    private static bool IsDump(string line, int offset) => line.StartsWith($"{offset:x4}: ", StringComparison.Ordinal);
}

using FleetSim.Device.Tree;
using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>A device description as a file, XML or WBXML; mistakes are told with the lines of that file.</summary>
internal static class DdfFile
{
    /// <summary>Null when there are errors; they carry the file's name.</summary>
    public static TreeTemplate? Read(string name, byte[] octets, List<ConfigError> errors)
    {
        // Every WBXML version octet is a control character, which no XML document begins with.
        SyncMlEncoding encoding = octets is [< (byte)'\t', ..] ? SyncMlEncoding.Wbxml : SyncMlEncoding.Xml;
        Decoded<MgmtTree> document = MgmtTreeCodec.Decode(octets, encoding);
        if (!document.IsDone)
        {
            errors.Add(new ConfigError(LineAt(octets, document.Offset), $"no device description: {document.Reason ?? "the document ends too early"}") { File = name });
            return null;
        }

        TreeTemplate? template = DdfImport.Read(document.Value, out IReadOnlyList<DdfError> mistakes);
        errors.AddRange(mistakes.Select(mistake => new ConfigError(LineOfNode(octets, mistake.Node), $"./{mistake.Path} {mistake.Message}") { File = name }));
        return template;
    }

    private static int LineAt(ReadOnlySpan<byte> octets, int offset) => 1 + octets[..Math.Clamp(offset, 0, octets.Length)].Count((byte)'\n');

    /// <summary>The line of the NodeName with that number in the order of the document; comments do not count.</summary>
    private static int LineOfNode(ReadOnlySpan<byte> octets, int node)
    {
        ReadOnlySpan<byte> name = "<NodeName"u8, comment = "<!--"u8;
        for (int at = 0, seen = 0; at < octets.Length; at++)
        {
            if (octets[at..].StartsWith(comment))
            {
                int end = octets[at..].IndexOf("-->"u8);
                if (end < 0) break;
                at += end;
            }
            else if (octets[at..].StartsWith(name) && seen++ == node)
            {
                return LineAt(octets, at);
            }
        }

        return 1;
    }
}

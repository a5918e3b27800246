using System.CommandLine;
using FleetSim.Commands;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Decode;

/// <summary>Writes what was decoded in another wire form.</summary>
internal static class Rewriting
{
    public static int Write(Decoding decoding, SyncMlEncoding to, SyncMlStyle style, ParseResult parsed, OctetOutput octets)
    {
        if (decoding.Documents is not [{ Rewrite: { } rewrite }])
        {
            parsed.InvocationConfiguration.Error.WriteLine($"{(decoding.Documents is [var first, ..] ? first.Kind : "unknown")}: has no other wire form");
            return ExitCode.Failed;
        }

        octets.Write(parsed, rewrite(to, style));
        return ExitCode.Passed;
    }
}

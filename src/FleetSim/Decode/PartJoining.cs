using FleetSim.Protocol;
using FleetSim.Protocol.Sms;

namespace FleetSim.Decode;

/// <summary>One part of a longer short message, found in a document.</summary>
/// <param name="Source">Address it came from; empty when only its user data is known.</param>
internal sealed record CarriedPart(string Source, string Destination, SmsUserData Data);

/// <summary>Parts of concatenated short messages that lie in one input, and the messages they make.</summary>
internal static class PartJoining
{
    // The whole input is there and no time passes, so only the sizes bound it.
    private static readonly ReassemblyLimits Limits = new(1024, 16 * 1024 * 1024, TimeSpan.MaxValue);

    /// <summary>
    /// Octets of each part when the input is nothing but parts: one a line, or one behind the other, each but the last filling its short
    /// message. Null when it is something else.
    /// </summary>
    /// <param name="lines">Octets of each line of the input; empty when it was not written in lines.</param>
    public static int[]? Lengths(ReadOnlySpan<byte> octets, IReadOnlyList<int> lines)
    {
        int[] full = [.. Enumerable.Repeat(UserData.MaxOctets, octets.Length / UserData.MaxOctets), .. octets.Length % UserData.MaxOctets is > 0 and int rest ? (int[])[rest] : []];
        return lines.Count > 1 && AreParts(octets, [.. lines]) ? [.. lines] : full.Length > 1 && AreParts(octets, full) ? full : null;
    }

    /// <summary>Adds each message that is whole behind the documents; says so when parts are left over.</summary>
    public static void Join(List<Document> documents)
    {
        MessageReassembler reassembler = new(Limits);
        foreach (Document document in documents.ToArray())
        {
            if (document.Part is not { } part) continue;
            if (reassembler.Receive(part.Source, part.Destination, part.Data, DateTimeOffset.UnixEpoch).Message is { } whole)
                documents.Add(ShortMessageDocuments.Joined(whole, part.Data.Part!.Value.Total) with { Offset = document.Offset });
        }

        if (reassembler.Waiting > 0) documents[^1] = documents[^1] with { Oddities = [.. documents[^1].Oddities, $"{reassembler.Waiting} messages lack some of their parts"] };
    }

    private static bool AreParts(ReadOnlySpan<byte> octets, int[] lengths)
    {
        foreach (int length in lengths)
        {
            Decoded<SmsUserData> data = UserData.Decode(octets[..length], hasHeader: true);
            if (data is not { IsDone: true, Value.Part.Total: > 1 }) return false;
            octets = octets[length..];
        }

        return true;
    }
}

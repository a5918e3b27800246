using FleetSim.Protocol;

namespace FleetSim.Decode;

/// <summary>Octets to documents: finds the kind, reads to the end, stops at the first fault.</summary>
public static class Decoder
{
    /// <param name="kind">Null: told by the octets.</param>
    public static Decoding Decode(InputOctets input, DocumentKind? kind, Verification? verification = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        byte[] octets = input.Octets;
        List<Document> documents = [];
        int[]? parts = kind is null || kind.Name == DocumentKinds.UserData ? PartJoining.Lengths(octets, input.Lines) : null;
        DocumentFault? fault = parts is null ? ReadAll(octets, kind, documents) : ReadParts(octets, parts, documents);
        if (documents.Count > 0) PartJoining.Join(documents);
        CredentialFinding[] credentials = verification is null ? []
            : [.. documents.SelectMany(d => verification.Judge(d, octets[d.Offset..Math.Min(octets.Length, d.Offset + d.Octets)]))];
        return new Decoding(Decoding.CurrentSchema, input.Form, octets.Length, documents, fault, credentials);
    }

    private static DocumentFault? ReadParts(byte[] octets, int[] lengths, List<Document> documents)
    {
        int at = 0;
        foreach (int length in lengths)
        {
            // Known to be user data: they were counted because they are.
            documents.Add(ShortMessageDocuments.WithHeader(octets.AsSpan(at, length)).Value! with { Offset = at });
            at += length;
        }

        return null;
    }

    private static DocumentFault? ReadAll(byte[] octets, DocumentKind? named, List<Document> documents)
    {
        if (octets.Length == 0) return new DocumentFault(named?.Name ?? "unknown", 0, "the input is empty");
        for (int at = 0; at < octets.Length;)
        {
            ReadOnlySpan<byte> rest = octets.AsSpan(at);
            DocumentKind? kind = named ?? DocumentKinds.Detect(rest);
            if (kind is null) return new DocumentFault("unknown", at, "of no kind that is known; name one with --kind to see what is wrong with it");
            Decoded<Document> decoded = kind.Read(rest);
            if (decoded.Status == DecodeStatus.NeedMore) return new DocumentFault(kind.Name, octets.Length, "the octets end before the document does");
            if (!decoded.IsDone) return new DocumentFault(kind.Name, at + decoded.Offset, decoded.Reason!);
            documents.Add(decoded.Value with { Offset = at });
            at += kind.Streams ? decoded.Consumed : rest.Length;
            named = kind;
        }

        return null;
    }
}

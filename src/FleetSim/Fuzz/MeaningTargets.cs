using System.Globalization;
using System.Text;
using FleetSim.Protocol;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Fuzz;

/// <summary>What stands behind the codec: alerts, answers, challenges, credentials and chunks, whose texts are a peer's as well. An input is the lines of such texts.</summary>
internal static class MeaningTargets
{
    private const int LargestObject = 256;

    private static readonly Account Peer = new("user", "password");
    private static readonly NonceHistory Nonces = new("nonce"u8.ToArray(), [1, 2, 3], "bm9uY2U=");

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("generic-alert", ["Reversed-Domain-Name: org.example.x\nchr\nwarning\n./FwUpdate\n200"u8.ToArray(), "Content-Type: text/plain\nint\n\n\n"u8.ToArray()], GenericAlertRead)
            { Reads = ["GenericAlert.Read", "MarkLevels.Parse"] },
        new("interaction", ["1104\nMINDT=10&MAXDT=30&DR=1-3,6&MAXLEN=30&IT=A&ET=P\nWhich?\none\ntwo\nthree"u8.ToArray(), "1102\nMAXDT=15DR=hello+%E4%BD%A0MAXLEN=9\nName?"u8.ToArray(), "1101\nDR=1\nNow?"u8.ToArray()], Interaction)
            { Reads = ["InteractionRequest.Read", "DisplayOptions.Read"] },
        new("interaction-answer", ["200\n2"u8.ToArray(), "200\n1\n3\n2"u8.ToArray(), "304"u8.ToArray(), "408\nhello"u8.ToArray()], Answer)
            { Reads = ["InteractionAnswer.Read"] },
        new("challenge", ["syncml:auth-md5\nb64\nTm9uY2U="u8.ToArray(), " SYNCML:AUTH-MAC\n\nno base64!"u8.ToArray(), "syncml:auth-basic"u8.ToArray()], ChallengeRead)
            { Reads = ["Challenge.Read", "AuthenticationTypes.Parse", "Credentials.DecodeNonce"] },
        new("credential", [.. Credentials(CredentialForm.Md5(Peer, Nonces.Current), CredentialForm.Basic(Peer), CredentialForm.RawMd5(Peer, Nonces.Current))], Credential)
            { Reads = ["CredentialCheck.Judge"] },
        new("hmac", [Encoding.ASCII.GetBytes($"algorithm=MD5, username=\"user\", mac={Protocol.SyncMl.Credentials.Hmac(Peer.Name, Peer.Password, Nonces.Current, default)}")], Mac)
            { Reads = ["CredentialCheck.JudgeMac"] },
        new("large-object", ["M10 0123\nM 4567\nL 89"u8.ToArray(), "L all at once\nM4 ab\nM9 again\nL done"u8.ToArray(), "B8 AAEC\nL AwQF"u8.ToArray()], Chunks)
            { Reads = ["ObjectReceiver.Receive"] },
        new("tree-data", [MoreTargets.Tree, MoreTargets.TreeWbxml(MoreTargets.Tree), Encoding.ASCII.GetBytes(Convert.ToBase64String(MoreTargets.Tree))], TreeData)
            { Reads = ["MgmtTreeCodec.DecodeData"] },
    ];

    private static FuzzAnswer GenericAlertRead(ReadOnlySpan<byte> octets)
    {
        string[] lines = Lines(octets);
        Meta meta = new() { Type = Line(lines, 0), Format = Line(lines, 1), Mark = Line(lines, 2) };
        Item item = new() { Meta = meta, Source = Line(lines, 3) is { } source ? new Location(source) : null, Data = Line(lines, 4) is { } data ? new ItemData(data) : default(ItemData?) };
        Decoded<GenericAlert> decoded = GenericAlert.Read(item);
        if (!decoded.IsDone) return FuzzAnswer.Of(decoded, octets.Length);
        Decoded<GenericAlert> again = GenericAlert.Read(decoded.Value.ToItem());
        return new(true, again.IsDone && again.Value.TypeForm == decoded.Value.TypeForm ? null : "what was read cannot be written");
    }

    private static FuzzAnswer Interaction(ReadOnlySpan<byte> octets)
    {
        string[] lines = Lines(octets);
        Decoded<InteractionRequest> decoded = InteractionRequest.Read(Alert(Number(lines), lines.Skip(1)));
        if (!decoded.IsDone) return FuzzAnswer.Of(decoded, octets.Length);
        int choices = decoded.Value switch { InteractionRequest.SingleChoice single => single.Choices.Count, InteractionRequest.MultipleChoice multiple => multiple.Choices.Count, _ => 0 };
        foreach (TimeoutAnswer manner in Enum.GetValues<TimeoutAnswer>())
        {
            if (choices > 0 && InteractionAnswer.TimedOut(decoded.Value, manner).Values.Count > choices) return new(true, "more defaults than choices");
        }

        return new(true, InteractionRequest.Read(decoded.Value.ToAlert(CmdId.From(1))).IsDone ? null : "what was read cannot be written");
    }

    private static FuzzAnswer Answer(ReadOnlySpan<byte> octets)
    {
        string[] lines = Lines(octets);
        Command.Status status = new() { CmdId = CmdId.From(1), MsgRef = MsgId.From(1), CmdRef = CmdId.From(2), Cmd = "Alert", Code = Number(lines), Items = [.. lines.Skip(1).Select(line => new Item { Data = line })] };
        bool accepted = false;
        for (int code = AlertCode.Display; code <= AlertCode.MultipleChoice; code++)
        {
            InteractionRequest request = InteractionRequest.Read(Alert(code, ["DR=1", "text", "a", "b", "c"])).Value!;
            InteractionAnswer? answer = InteractionAnswer.Read(request, status);
            accepted |= answer is not null;
            if (answer is { Code: StatusCode.Ok } && request is InteractionRequest.MultipleChoice && answer.Values.Any(value => value is not ("1" or "2" or "3") && int.Parse(value, CultureInfo.InvariantCulture) is < 1 or > 3))
                return new(true, "a choice that is none");
        }

        return new(accepted, null);
    }

    private static FuzzAnswer ChallengeRead(ReadOnlySpan<byte> octets)
    {
        string[] lines = Lines(octets);
        Decoded<Challenge> decoded = Challenge.Read(new Chal(lines[0], Line(lines, 1), Line(lines, 2)));
        if (decoded.IsDone) decoded.Value.Answer(Peer, Nonces.Current);
        return FuzzAnswer.Of(decoded, octets.Length);
    }

    private static FuzzAnswer Credential(ReadOnlySpan<byte> octets)
    {
        string[] lines = Lines(octets);
        string data = Line(lines, 2) ?? "";
        Cred cred = new(new Meta { Type = Line(lines, 0), Format = Line(lines, 1) }, lines.Length > 3 ? new ItemData(Encoding.Latin1.GetBytes(data)) : data);
        return Judged(CredentialCheck.Judge(cred, Peer, Nonces, NonceForms.All));
    }

    private static FuzzAnswer Mac(ReadOnlySpan<byte> octets) => Judged(CredentialCheck.JudgeMac(Encoding.Latin1.GetString(octets), default, Peer, Nonces, NonceForms.All));

    private static FuzzAnswer Judged(CredentialVerdict verdict) => new(verdict.IsRight, verdict.IsRight == (verdict.Reason is null) ? null : "a reason although right, or none although wrong");

    /// <summary>A line is a chunk: M or B (base64) when more follow, then Size if there is one, a blank, and the Data.</summary>
    private static FuzzAnswer Chunks(ReadOnlySpan<byte> octets)
    {
        ObjectReceiver receiver = new(LargestObject);
        bool whole = false;
        foreach (string line in Lines(octets))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            bool more = line.StartsWith('M') || line.StartsWith('B');
            long? size = blank > 1 && long.TryParse(line.AsSpan(1, blank - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
            Meta meta = new() { Size = size, Format = line.StartsWith('B') ? "b64" : "chr" };
            ObjectStep step = receiver.Receive("Replace", new Item { Target = new Location("./A"), Meta = meta, Data = line[(blank + 1)..], MoreData = more });
            whole |= step.Outcome == ObjectOutcome.Whole;
            if (step.Object is { } item != (step.Outcome == ObjectOutcome.Whole)) return new(whole, "an object although not whole, or none although whole");
            if (step.Object?.Data is { } data && data.Octets.Length > LargestObject) return new(true, "an object larger than the limit");
        }

        return new(whole, null);
    }

    private static FuzzAnswer TreeData(ReadOnlySpan<byte> octets)
    {
        ItemData data = new(octets.ToArray());
        Decoded<MgmtTree> plain = MgmtTreeCodec.DecodeData(in data);
        return FuzzAnswer.Of(plain.IsDone ? plain : MgmtTreeCodec.DecodeData(in data, "b64"), octets.Length);
    }

    private static Command.Alert Alert(int code, IEnumerable<string> items) => new() { CmdId = CmdId.From(1), Code = code, Items = [.. items.Select(text => new Item { Data = text })] };

    private static IEnumerable<byte[]> Credentials(params Cred[] creds) =>
        creds.Select(cred => (byte[])[.. Encoding.UTF8.GetBytes($"{cred.Meta?.Type}\n{cred.Meta?.Format}\n"), .. cred.Data.Octets, .. cred.Data.IsOctets ? "\n"u8 : default]);

    private static string[] Lines(ReadOnlySpan<byte> octets) => Encoding.UTF8.GetString(octets).Split('\n');

    private static string? Line(string[] lines, int number) => lines.Length > number ? lines[number] : null;

    private static int Number(string[] lines) => int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}

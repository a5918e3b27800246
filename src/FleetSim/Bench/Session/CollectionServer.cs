using FleetSim.Device;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;
using Account = FleetSim.Protocol.SyncMl.Authentication.Account;

namespace FleetSim.Bench.Session;

/// <summary>
/// The DM server of the session bench: a collection session of three POSTs, whoever asks. What it answers is a function of the request, so that
/// recorded requests get answers of the same size again.
/// <code>
/// MsgID 1   212 with the nonce of the next session, Statuses, Get on the nodes of QB-E-008; its own md5 credential
/// MsgID 2   212, Replace of an APN
/// MsgID 3   212, nothing more: the session is over
/// </code>
/// </summary>
internal static class CollectionServer
{
    private const int MaxMsgSize = 65_536;
    private const int ItemsPerGet = 12;
    private const string Apn = "./Settings/GPRS/CMNet/APN";
    private const string NextNonce = "MDEyMzQ1Njc4OWFiY2RlZg==";

    /// <summary>The answer to a message; null when it is none.</summary>
    public static byte[]? Answer(PresetAccount account, ReadOnlySpan<byte> body, SyncMlEncoding encoding)
    {
        if (SyncMlCodec.Decode(body, encoding).Value is not { } said) return null;
        bool first = said.Header.MsgId == MsgId.From(1);
        List<Command> commands = [Status(1, said, CmdId.Header, "SyncHdr", StatusCode.AuthenticatedForSession, first ? Challenge.Make(AuthenticationType.Md5, Credentials.DecodeNonce(NextNonce)) : null)];
        if (first) AskForNodes(said, commands);
        else if (said.Header.MsgId == MsgId.From(2)) commands.Add(new Command.Replace { CmdId = CmdId.From(2), Items = [new Item { Target = new Location(Apn), Data = "cmnet" }] });
        return SyncMlCodec.Encode(new SyncMlMessage(Header(account, said, first), commands, Final: true), encoding);
    }

    private static void AskForNodes(SyncMlMessage said, List<Command> commands)
    {
        foreach (Command command in said.Commands.Where(c => c is not Command.Status)) commands.Add(Status(commands.Count + 1, said, command.CmdId, command.Name, StatusCode.Ok, null));
        foreach (string[] nodes in DefaultNodes.All.Chunk(ItemsPerGet))
            commands.Add(new Command.Get { CmdId = CmdId.From(commands.Count + 1), Items = [.. nodes.Select(n => new Item { Target = new Location(n) })] });
    }

    private static Command.Status Status(int number, SyncMlMessage said, CmdId about, string name, int code, Chal? chal) =>
        new() { CmdId = CmdId.From(number), MsgRef = said.Header.MsgId, CmdRef = about, Cmd = name, Code = code, Chal = chal };

    private static SyncHdr Header(PresetAccount account, SyncMlMessage said, bool first) => new()
    {
        VerDtd = said.Header.VerDtd, VerProto = said.Header.VerProto, SessionId = said.Header.SessionId, MsgId = said.Header.MsgId,
        Target = new Location(said.Header.Source.LocUri), Source = new Location(said.Header.Target.LocUri, account.ServerId),
        Cred = first ? CredentialForm.Md5(new Account(account.ServerId, account.ServerPassword), Credentials.DecodeNonce(account.ServerNonce)) : null,
        Meta = new Meta { MaxMsgSize = MaxMsgSize },
    };
}

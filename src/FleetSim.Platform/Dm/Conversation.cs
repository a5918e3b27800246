using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// One turn of a session: a message in, the server's message out.
/// <code>
/// message                                    answer
/// unknown version                            Status 505 or 513; end
/// credential missing or wrong, first time    407 or 401 with challenge, no commands
/// credential missing or wrong, again         407 or 401 without challenge; end
/// more messages than allowed, Alert 1223     Statuses; end
/// no Final                                   Statuses, Alert 1222, no Final
/// server's credential refused                the same commands with a new credential, once; then end
/// Final                                      Statuses, the next commands; without commands: end
/// </code>
/// Spec: OMA-TS-DM_Protocol-V1_2_1, packages; facts: oma-dm 4, 5.
/// </summary>
internal sealed class Conversation(PlatformOptions options, ClientCredential credential, CommandIntake intake, Tally tally)
{
    private const int ServerRefusalLimit = 2;

    /// <summary>Answers one message of the session; sets <see cref="DmSession.Ended"/> with the last one.</summary>
    public DmReply Turn(DmSession session, SyncMlMessage message, DateTimeOffset now)
    {
        session.Messages++;
        session.MaxMsgSize = message.Header.Meta?.MaxMsgSize ?? session.MaxMsgSize;
        Reply reply = new(message);
        if (UnsupportedVersion(message.Header) is { } code) return Refuse(session, message, reply, code, Fault.UnsupportedProtocol);
        if (session.Authentication != ClientAuthentication.Done)
        {
            int verdict = credential.Check(session, message.Header);
            if (verdict != StatusCode.AuthenticatedForSession) return Challenge(session, message, reply, verdict);
            reply.HeaderStatus(verdict, session.Device.ClientNonce);
        }
        else
        {
            reply.HeaderStatus(StatusCode.AuthenticatedForSession);
        }

        CommandIntake.Outcome outcome = intake.Take(session, message, reply, now);
        return Answer(session, message, reply, outcome, now) with { CarriedReport = outcome.CarriedReport };
    }

    private DmReply Answer(DmSession session, SyncMlMessage message, Reply reply, CommandIntake.Outcome outcome, DateTimeOffset now)
    {
        if (session.Ended) return Encode(session, message, reply.Commands, true);
        if (outcome.Aborted) return End(session, message, reply, Fault.SessionAborted);
        if (session.Messages > options.Session.MaxMessages) return End(session, message, reply, Fault.TooManyMessages);
        if (!message.Final)
        {
            reply.NextMessage();
            return Encode(session, message, reply.Commands, false);
        }

        if (outcome.ServerRefused && session.ServerRefusals >= ServerRefusalLimit) return End(session, message, reply, Fault.AuthenticationGivenUp);
        IReadOnlyList<(Errand Errand, Command Command)> next = outcome.ServerRefused ? session.Questions.Package : Next(session, now);
        return Ask(session, message, reply, next);
    }

    /// <summary>The commands that are due next: what is pending of the first errand that still wants something.</summary>
    private List<(Errand Errand, Command Command)> Next(DmSession session, DateTimeOffset now)
    {
        if (session.Questions.Open > 0) tally.CountFault(Fault.MissingStatus);
        session.Questions.Clear();
        while (session.Errands.TryPeek(out Errand? errand))
        {
            if (errand.Pending.Count > 0 || errand.Advance(now)) return [.. errand.Pending.Select(c => (errand, c))];
            session.Errands.Dequeue();
        }

        return [];
    }

    /// <summary>Sends as many of the commands as the handset's MaxMsgSize lets through, at least one.</summary>
    private DmReply Ask(DmSession session, SyncMlMessage message, Reply reply, IReadOnlyList<(Errand Errand, Command Command)> commands)
    {
        if (commands.Count == 0) session.Ended = true;
        int count = commands.Count;
        while (true)
        {
            IReadOnlyList<(Errand Errand, Command Command)> part = [.. commands.Take(count)];
            IReadOnlyList<Command> asked = session.Questions.Ask(part, session.ServerMessages + 1, reply.NextCmdId);
            DmReply encoded = Encode(session, message, [.. reply.Commands, .. asked], true);
            if (count <= 1 || session.MaxMsgSize is not { } size || encoded.Body.Length <= size)
            {
                foreach ((Errand errand, Command command) in part) errand.Pending.Remove(command);
                return encoded;
            }

            session.ServerMessages--;
            count = (count + 1) / 2;
        }
    }

    private DmReply Challenge(DmSession session, SyncMlMessage message, Reply reply, int code)
    {
        string fault = code == StatusCode.CredentialsMissing ? Fault.MissingCredential : Fault.WrongCredential;
        if (session.Authentication == ClientAuthentication.Challenged)
        {
            tally.CountFault(fault);
            return Refuse(session, message, reply, code, Fault.AuthenticationGivenUp);
        }

        tally.CountFault(fault);
        session.Authentication = ClientAuthentication.Challenged;
        reply.HeaderStatus(code, session.Challenge);
        reply.RefuseAll(code);
        return Encode(session, message, reply.Commands, true);
    }

    private DmReply Refuse(DmSession session, SyncMlMessage message, Reply reply, int code, string fault)
    {
        reply.HeaderStatus(code);
        reply.RefuseAll(code);
        return End(session, message, reply, fault);
    }

    private DmReply End(DmSession session, SyncMlMessage message, Reply reply, string fault)
    {
        tally.CountFault(fault);
        session.Ended = true;
        return Encode(session, message, reply.Commands, true);
    }

    private DmReply Encode(DmSession session, SyncMlMessage request, IReadOnlyList<Command> commands, bool final)
    {
        SyncHdr header = new()
        {
            VerDtd = request.Header.VerDtd,
            VerProto = request.Header.VerProto,
            SessionId = session.Id,
            MsgId = MsgId.From(++session.ServerMessages),
            Target = new Location(request.Header.Source.LocUri),
            Source = new Location(request.Header.Target.LocUri, options.Account.ServerId),
            Cred = session.ServerAccepted ? null : ServerCredential(session),
            Meta = new Meta { MaxMsgSize = 65_536, MaxObjSize = 4 << 20 },
        };
        SyncMlMessage message = new(header, commands, final);
        return new DmReply(SyncMlCodec.Encode(message, session.Encoding), session.Encoding, false);
    }

    private Cred ServerCredential(DmSession session) => new(
        new Meta { Format = "b64", Type = Credentials.Md5 },
        Credentials.Md5Credential(options.Account.ServerId, options.Account.ServerPassword, session.ServerNonce));

    private static int? UnsupportedVersion(SyncHdr header)
    {
        if (header.VerDtd is not ("1.1" or "1.2")) return StatusCode.UnknownDtdVersion;
        return header.VerProto is "DM/1.1" or "DM/1.2" ? null : StatusCode.UnknownProtocolVersion;
    }
}

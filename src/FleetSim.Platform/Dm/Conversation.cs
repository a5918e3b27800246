using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Dm;

/// <summary>
/// One turn of a session: a message in, the server's message out.
/// <code>
/// message                                    answer
/// unknown version                            Status 505 or 513; end
/// credential missing or wrong, first time    407 or 401 with challenge, no commands
/// credential missing or wrong, again         407 or 401 without challenge; end
/// more messages than allowed, Alert 1223     Statuses; end
/// a large object is being sent               Statuses, the next chunk; Final with the last one
/// no Final, the server's package closed      Statuses, Alert 1222, no Final
/// server's credential refused                the same commands (before the first: those that are due) with a new credential, once; then end
/// Final, or the server's package still open  Statuses, the next commands; without commands: end
/// </code>
/// Spec: OMA-TS-DM_Protocol-V1_2_1, packages; facts: oma-dm 4, 5.
/// </summary>
internal sealed class Conversation(PlatformOptions options, ClientCredential credential, CommandIntake intake, MessageWriter writer, Tally tally)
{
    private const int ServerRefusalLimit = 2;

    /// <summary>Even an endless errand ends here.</summary>
    private const int MostMessages = 10_000;

    /// <summary>Answers one message of the session; sets <see cref="DmSession.Ended"/> with the last one.</summary>
    public DmReply Turn(DmSession session, SyncMlMessage message, WebRequest request, DateTimeOffset now)
    {
        session.Messages++;
        session.MaxMsgSize = message.Header.Meta?.MaxMsgSize ?? session.MaxMsgSize;
        session.MaxObject = message.Header.Meta?.MaxObjSize ?? session.MaxObject;
        Reply reply = new(message);
        if (UnsupportedVersion(message.Header) is { } code) return Refuse(session, message, reply, code, Fault.UnsupportedProtocol);
        (AuthenticationStep step, Chal? chal) = credential.Judge(session, message.Header, request);
        if (!step.Executes) return NotAuthenticated(session, message, reply, step, chal);

        // A credential that holds for the session holds for this message as well, and is said to each time.
        bool forSession = step is { State: AuthenticationState.Proven, Challenges: false };
        reply.HeaderStatus(forSession ? StatusCode.AuthenticatedForSession : step.Status, chal);
        CommandIntake.Outcome outcome = intake.Take(session, message, reply, now);
        return Answer(session, message, reply, outcome, now) with { CarriedReport = outcome.CarriedReport };
    }

    private DmReply Answer(DmSession session, SyncMlMessage message, Reply reply, CommandIntake.Outcome outcome, DateTimeOffset now)
    {
        if (session.Ended) return writer.Write(session, message, reply.Commands, true);
        if (outcome.Aborted) return End(session, message, reply, Fault.SessionAborted);
        if (session.Messages > MessagesAllowed(session)) return End(session, message, reply, Fault.TooManyMessages);
        if (session.Sending is { } sending && !outcome.ServerRefused) return Ask(session, message, reply, sending, now);
        if (!message.Final && !session.PackageIsOpen)
        {
            reply.NextMessage();
            return writer.Write(session, message, reply.Commands, false);
        }

        if (outcome.ServerRefused && (session.ServerRefusals >= ServerRefusalLimit || session.Sending is not null))
            return End(session, message, reply, Fault.AuthenticationGivenUp);
        IReadOnlyList<(Errand Errand, Command Command)> next = outcome.ServerRefused && session.Questions.Package.Count > 0 ? session.Questions.Package : Next(session, now);
        return Ask(session, message, reply, next, now);
    }

    private int MessagesAllowed(DmSession session) =>
        session.Errands.Any(e => e.IsEndless) ? MostMessages : options.Session.MaxMessages;

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

    /// <summary>Sends as many of the commands as the handset's MaxMsgSize lets through, at least one; one that is too large alone in chunks.</summary>
    private DmReply Ask(
        DmSession session, SyncMlMessage message, Reply reply, IReadOnlyList<(Errand Errand, Command Command)> commands, DateTimeOffset now)
    {
        if (commands.Count == 0) session.Ended = true;
        int count = commands.Count;
        while (true)
        {
            IReadOnlyList<(Errand Errand, Command Command)> part = [.. commands.Take(count)];
            IReadOnlyList<Command> all = [.. reply.Commands, .. session.Questions.Ask(part, session.ServerMessages + 1, reply.NextCmdId)];
            bool closes = part.Count == 0 || part[0].Errand.ClosesPackage;
            DmReply? fitting = writer.WriteIfItFits(session, message, all, closes);
            if (fitting is null && count == 1 && LargeCommand.Divisible(part[0].Command) is { } large)
                return Begin(session, message, reply, part[0].Errand, large, now);
            if (fitting is not null || count <= 1)
            {
                foreach ((Errand errand, Command command) in part) errand.Pending.Remove(command);
                return fitting ?? writer.Write(session, message, all, closes);
            }

            count = (count + 1) / 2;
        }
    }

    /// <summary>Begins to send an object in chunks; one over the handset's MaxObjSize fails with 413 and is not sent.</summary>
    private DmReply Begin(DmSession session, SyncMlMessage message, Reply reply, Errand errand, Command.OverItems command, DateTimeOffset now)
    {
        errand.Pending.Remove(command);
        LargeCommand large = new(errand, command, session.Encoding);
        return large.Object.IsAllowed(session.MaxObject) ? Ask(session, message, reply, large, now) : Fail(session, message, reply, large, now);
    }

    /// <summary>The next chunk. A handset whose messages have no room for one character of it gets none.</summary>

    private DmReply Ask(DmSession session, SyncMlMessage message, Reply reply, LargeCommand large, DateTimeOffset now)
    {
        Command? chunk = large.Next(session.MaxMsgSize, c => writer.Octets(session, message, [.. reply.Commands, c with { CmdId = CmdId.From(reply.NextCmdId) }]));
        session.Sending = large.Object.IsDone || chunk is null ? null : large;
        if (chunk is null) return Fail(session, message, reply, large, now);
        IReadOnlyList<Command> asked = session.Questions.Ask([(large.Errand, chunk)], session.ServerMessages + 1, reply.NextCmdId);
        return writer.Write(session, message, [.. reply.Commands, .. asked], large.Object.IsDone);
    }

    /// <summary>The object is not sent: for its errand that is as if the handset had said 413.</summary>
    private DmReply Fail(DmSession session, SyncMlMessage message, Reply reply, LargeCommand large, DateTimeOffset now)
    {
        Command.Status tooLarge = new()
        {
            CmdId = Errand.Unnumbered, MsgRef = MsgId.From(0), CmdRef = Errand.Unnumbered, Cmd = large.Whole.Name, Code = StatusCode.TooLarge,
        };
        large.Errand.OnStatus(large.Whole, tooLarge, now);
        return Ask(session, message, reply, Next(session, now), now);
    }

    private DmReply NotAuthenticated(DmSession session, SyncMlMessage message, Reply reply, AuthenticationStep step, Chal? chal)
    {
        tally.CountFault(step.Status == StatusCode.CredentialsMissing ? Fault.MissingCredential : Fault.WrongCredential);
        if (step.State == AuthenticationState.Refused) return Refuse(session, message, reply, step.Status, Fault.AuthenticationGivenUp);
        reply.HeaderStatus(step.Status, chal);
        reply.RefuseAll(step.Status);
        return writer.Write(session, message, reply.Commands, true);
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
        return writer.Write(session, message, reply.Commands, true);
    }

    private static int? UnsupportedVersion(SyncHdr header)
    {
        if (header.VerDtd is not ("1.1" or "1.2")) return StatusCode.UnknownDtdVersion;
        return header.VerProto is "DM/1.1" or "DM/1.2" ? null : StatusCode.UnknownProtocolVersion;
    }
}

using FleetSim.Platform.Engine;
using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Dm;

/// <summary>Goes through the commands of an authenticated handset's message and gives each its Status.</summary>
internal sealed class CommandIntake(ReportIntake reports, ErrandDesk desk, Ledger ledger, Tally tally)
{
    public Outcome Take(DmSession session, SyncMlMessage message, Reply reply, DateTimeOffset now)
    {
        Outcome outcome = new();
        if (!message.Commands.Any(c => c is Command.Results) && session.Chunks.Interrupt() is { } lost) reply.EndOfChunkMissing(lost);
        foreach (Command command in message.Commands)
        {
            switch (command)
            {
                case Command.Status status:
                    OnStatus(session, status, outcome, now);
                    break;
                case Command.Results results:
                    OnResults(session, results, reply, now);
                    break;
                case Command.Alert alert:
                    reply.Status(alert, OnAlert(session, alert, outcome, now));
                    break;
                case Command.Replace replace:
                    reply.Status(replace, OnReplace(replace));
                    break;
                default:
                    reply.Status(command, StatusCode.OptionalFeatureNotSupported);
                    break;
            }
        }

        return outcome;
    }

    private void OnStatus(DmSession session, Command.Status status, Outcome outcome, DateTimeOffset now)
    {
        if (status.CmdRef == CmdId.Header)
        {
            OnHeaderStatus(session, status, outcome);
            return;
        }

        if (outcome.ServerRefused || session.Questions.Find(status.MsgRef.Text, status.CmdRef.Text) is not { } question) return;
        question.Answered = true;
        if (session.Sending is not null && status.Code == StatusCode.ChunkAccepted) return;
        session.Sending = null; // anything but 213 is the end of the object
        question.Errand.OnStatus(question.Command, status, now);
    }

    /// <summary>The handset's judgement of the server's credential, what it demands of the server, and the nonce for the next credential.</summary>
    private void OnHeaderStatus(DmSession session, Command.Status status, Outcome outcome)
    {
        if (status.Chal is { } chal && Challenge.Read(chal) is { IsDone: true } challenge) TakeChallenge(session, challenge.Value);
        if (status.Code is StatusCode.InvalidCredentials or StatusCode.CredentialsMissing)
        {
            outcome.ServerRefused = true;
            session.ServerRefusals++;
            tally.CountFault(Fault.ServerCredentialRefused);
            return;
        }

        if (!StatusCode.IsSuccess(status.Code)) return;
        if (status.Code == StatusCode.AuthenticatedForSession) session.ServerAccepted = true;
        if (session.ServerNonce.AsSpan().SequenceEqual(session.Device.ServerNonce) || session.ServerNonce.AsSpan().SequenceEqual(Nonces.Default)) return;
        session.Device.ServerNonce = session.ServerNonce;
        session.Device.ServerNonceDoubtful = false;
        ledger.Account(session.Device);
    }

    private void TakeChallenge(DmSession session, Challenge challenge)
    {
        if (challenge.Nonce is { } nonce) session.ServerNonce = nonce;
        session.ServerType = challenge.Type;
        if (session.Device.ServerAuthentication == challenge.Type) return;
        session.Device.ServerAuthentication = challenge.Type;
        ledger.Handset(session.Device);
    }

    private static void OnResults(DmSession session, Command.Results results, Reply reply, DateTimeOffset now)
    {
        if (session.Questions.Find(results.MsgRef?.Text, results.CmdRef.Text) is not { } question) return;
        int? worst = null;
        foreach (Item item in results.Items)
        {
            string? uri = item.Source?.LocUri ?? results.SourceRef ?? (question.Command as Command.Get)?.Items[0].Target?.LocUri;
            if (uri is null) continue;
            ObjectStep step = session.Chunks.Receive(results.Name, Addressed(item, uri, results.Meta));
            if (step.Object is { } whole) question.Errand.OnResult(uri, whole.Data?.Text ?? "", now);
            worst = step.Status ?? worst;
            if (step.Lost is { } lost) reply.EndOfChunkMissing(lost);
        }

        if (worst is { } code) reply.Status(results, code);
    }

    /// <summary>The Item with what the Results say for all of theirs: an object in chunks is known by its address, and its Size may stand outside.</summary>
    private static Item Addressed(Item item, string uri, Meta? outer) => item with
    {
        Source = new Location(uri),
        Meta = (item.Meta ?? new Meta()) with { Size = item.Meta?.Size ?? outer?.Size, Format = item.Meta?.Format ?? outer?.Format },
    };

    private int OnAlert(DmSession session, Command.Alert alert, Outcome outcome, DateTimeOffset now)
    {
        switch (alert.Code)
        {
            case AlertCode.ServerInitiated:
                desk.Attach(session, now);
                return StatusCode.Ok;
            case AlertCode.Generic:
                outcome.CarriedReport = true;
                (int code, bool readBack) = reports.Take(session.Device, alert, now);
                if (readBack) desk.ReadBack(session);
                return code;
            case AlertCode.SessionAbort:
                outcome.Aborted = true;
                return StatusCode.Ok;
            case AlertCode.ClientInitiated:
                desk.Begin(session, now);
                return StatusCode.Ok;
            case AlertCode.EndOfChunkMissing:
                session.Sending = null;
                ledger.CommandStatus(session.Device, session.Id, "endOfChunkMissing", alert.Name, UriOf(alert), alert.Code, null, now);
                return StatusCode.Ok;
            case AlertCode.NextMessage or AlertCode.ClientEvent:
                return StatusCode.Ok;
            default:
                return StatusCode.OptionalFeatureNotSupported;
        }
    }

    private static string? UriOf(Command.Alert alert) =>
        alert.Items.Select(i => i.Target?.LocUri ?? i.Source?.LocUri).FirstOrDefault(uri => uri is not null);

    /// <summary>A handset may replace its DevInfo and nothing else at the server.</summary>
    private static int OnReplace(Command.Replace replace) =>
        replace.Items.All(i => i.Source is { LocUri: { } uri } && uri.Contains("DevInfo", StringComparison.Ordinal)) ? StatusCode.Ok : StatusCode.NotAllowed;

    /// <summary>What a message brought besides its Statuses.</summary>
    internal sealed class Outcome
    {
        /// <summary>The handset did not take the server's credential: nothing of the last package was done.</summary>
        public bool ServerRefused { get; set; }

        public bool Aborted { get; set; }

        public bool CarriedReport { get; set; }
    }
}

using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Run;
using FleetSim.Scenarios.Conformance.Lint;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>
/// One handset that demands MACs talks to the reference platform: registration and collection, and a lint reads along. The ordinary models of a
/// scenario are content with md5.
/// </summary>
internal static class MacTalk
{
    public const string Drill = "serverMacWrong";

    private const int Rounds = 60;

    public static LintReport Lint(IReadOnlyList<DrillOptions> drills)
    {
        Fleet fleet = LintedDay.Live([]).Fleet;
        List<BookEntry> books = [];
        PlatformEngine engine = new(PlatformPlan.Make(LintedDay.Scenario, "", [], 0) with { Drills = drills, Firmware = new FirmwareOptions() }, books.Add, Nonces.Seeded(1));
        HandsetModel model = fleet.Identity.ModelOf(0);
        model = model with { Authentication = model.Authentication with { Server = ServerDemand.Mac } };
        Terminal terminal = new(fleet.Identity.ImeiOf(0), model, fleet.Settings, fleet.Identity.ChanceOf(0));
        Talk talk = new(terminal, engine, fleet, new ServerLint(terminal.Imei, model, fleet.Settings, new LintLimits()));
        talk.Run();
        return LintReport.Of([talk.Lint.Sheet]);
    }

    private sealed class Talk(Terminal terminal, PlatformEngine engine, Fleet fleet, ServerLint lint)
    {
        private readonly Queue<TerminalEvent> _events = new();
        private DateTimeOffset _now = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

        public ServerLint Lint => lint;

        public void Run()
        {
            _events.Enqueue(new TerminalEvent.PowerOn(_now, fleet.Identity.SimOf(0, 0)));
            for (int round = 0; round < Rounds; round++)
            {
                while (_events.TryDequeue(out TerminalEvent? next)) Step(next);
                _now += TimeSpan.FromMilliseconds(500);
                Deliver(engine.Tick(_now, 16));
            }
        }

        private void Step(TerminalEvent next)
        {
            List<TerminalAction> actions = [];
            lint.Happened(next);
            terminal.Step(next, actions);
            foreach (TerminalAction action in actions)
            {
                lint.Did(action);
                if (action is TerminalAction.SendSms send) Register(send);
                else if (action is TerminalAction.PostDm post) Post(post);
            }
        }

        private void Register(TerminalAction.SendSms send)
        {
            Deliver(engine.OnShortMessage(fleet.Identity.MsisdnOf(0).ToString(), send.Destination, send.UserData, true, _now).Downlinks);
            _events.Enqueue(new TerminalEvent.SmsAccepted(_now, send.Request, true));
        }

        private void Deliver(IReadOnlyList<Downlink> downlinks)
        {
            foreach (Downlink downlink in downlinks)
            {
                engine.OnSent(downlink);
                _events.Enqueue(new TerminalEvent.SmsReceived(_now, downlink.Source, downlink.UserData, downlink.HasHeader));
            }
        }

        private void Post(TerminalAction.PostDm post)
        {
            WebReply reply = engine.Handle(new WebRequest("POST", "/dm") { ContentType = post.ContentType, Body = post.Body, Mac = post.Hmac }, _now)!;
            _events.Enqueue(new TerminalEvent.HttpReplied(_now, post.Request, reply.Status, reply.ContentType, reply.Body.ToArray()) { Hmac = reply.Mac });
        }
    }
}

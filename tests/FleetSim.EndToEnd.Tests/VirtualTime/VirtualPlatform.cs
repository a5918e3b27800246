using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Run;
using FleetSim.Scenarios;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>
/// The reference platform's engine with the shell that virtual time wants: what <c>PlatformHost</c>, <c>ShortMessageGateway</c> and
/// <c>WebShell</c> do with sockets and clock. Books are durable at once; nonces are seeded.
/// </summary>
public sealed class VirtualPlatform
{
    private const int Backlog = 256;

    private static readonly TimeSpan TickTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ResubmitAfter = TimeSpan.FromSeconds(1);

    private readonly Agenda _agenda;
    private readonly WorldOptions _options;
    private readonly PlatformEngine _engine;
    private readonly List<BookEntry> _books = [];
    private int _waiting;

    public VirtualPlatform(Scenario scenario, Agenda agenda, WorldOptions options)
    {
        (_agenda, _options) = (agenda, options);
        _engine = new PlatformEngine(options.Platform(PlatformPlan.Make(scenario, "", centres: [], httpPort: 0)), _books.Add, Nonces.Seeded(scenario.Seed));
    }

    /// <summary>Takes a downlink; false: refused.</summary>
    public Func<Downlink, bool> Submit { get; set; } = _ => false;

    /// <summary>Everything it wrote down, in order.</summary>
    public IReadOnlyList<BookEntry> Books => _books;

    public string DmAddress => _engine.BaseUrl + "/dm";

    public PlatformStatus Status => _engine.Status(bound: true, _waiting, books: 0);

    public IReadOnlyList<DrillInfo> Drills => _engine.Drills();

    public IReadOnlyList<PackageInfo> Packages => _engine.Packages();

    /// <summary>Begins to tick.</summary>
    public void Start() => _agenda.After(TickTime, Tick);

    /// <summary>A registration that the message centre hands over; command_status of the answer.</summary>
    public uint Receive(string source, string destination, byte[] userData)
    {
        UplinkReply reply = _engine.OnShortMessage(source, destination, userData, hasHeader: true, _agenda.Now);
        foreach (Downlink downlink in reply.Downlinks)
        {
            _waiting++;
            Send(downlink);
        }

        return reply.Status;
    }

    /// <summary>One HTTP exchange.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="uri">Absolute; hosts are not looked at.</param>
    /// <param name="timeout">How long the peer waits.</param>
    /// <param name="complete">Adds what the request has beside its line.</param>
    /// <param name="answered">Told the reply, or null when none came in time. One with CutAfter did not come whole.</param>
    public void Exchange(string method, string uri, TimeSpan timeout, Func<WebRequest, WebRequest> complete, Action<WebReply?> answered)
    {
        Uri target = new(uri);
        string imei = target.Query.StartsWith("?imei=", StringComparison.Ordinal) ? target.Query["?imei=".Length..] : "";
        WebRequest request = complete(new WebRequest(method, Uri.UnescapeDataString(target.AbsolutePath), imei));
        DateTimeOffset limit = _agenda.Now + timeout;
        _agenda.After(_options.HttpLatency, () =>
        {
            WebReply reply = _engine.Handle(request, _agenda.Now) ?? new WebReply(404);
            TimeSpan latency = _options.HttpLatency + reply.Delay;
            if (reply.NeverAnswered || _agenda.Now + latency > limit) _agenda.At(limit, () => answered(null));
            else _agenda.After(latency, () => answered(reply));
        });
    }

    private void Tick()
    {
        IReadOnlyList<Downlink> due = _engine.Tick(_agenda.Now, Math.Max(0, Backlog - _waiting));
        _waiting += due.Count;
        foreach (Downlink downlink in due) Send(downlink);
        _agenda.After(TickTime, Tick);
    }

    /// <summary>A confirmation that is refused is submitted again, a notification is left to its own timer.</summary>
    private void Send(Downlink downlink) => _agenda.After(_options.SmsLatency + downlink.Delay, () =>
    {
        bool accepted = Submit(downlink);
        if (accepted) _engine.OnSent(downlink);
        else _engine.OnSubmitFailed();
        if (!accepted && downlink.MustArrive) _agenda.After(ResubmitAfter, () => Send(downlink));
        else _waiting--;
    });
}

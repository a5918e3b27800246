using FleetSim.Platform.Books;
using FleetSim.Platform.Dm;
using FleetSim.Platform.Downloads;
using FleetSim.Platform.Drills;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Engine;

/// <summary>
/// The whole platform without sockets, clock, chance or tasks: what comes in are short messages, HTTP requests and ticks with their time;
/// what comes out are short messages and HTTP replies as values, and entries for the books in the order in which they must be written.
/// With the same input, options and nonces it does the same. Thread-safe, but for <see cref="Tick"/>: one caller at a time.
/// </summary>
public sealed class PlatformEngine
{
    private const string DmPath = "/dm";

    private readonly Fleet _fleet;
    private readonly Ledger _ledger;
    private readonly Tally _tally = new();
    private readonly Campaign _campaign;
    private readonly Registrar _registrar;
    private readonly Notifier _notifier;
    private readonly DmServer _dm;
    private readonly DownloadServer _downloads;
    private readonly DrillBoard _drills;

    /// <param name="options">Checked options.</param>
    /// <param name="record">Takes an entry for the books; called in order, also under locks: it must only store.</param>
    /// <param name="nonces">16 octets for a handset's Nth nonce: <see cref="Nonces"/>.</param>
    public PlatformEngine(PlatformOptions options, Action<BookEntry> record, Func<Imei, int, byte[]> nonces)
    {
        ArgumentNullException.ThrowIfNull(options);
        _drills = new DrillBoard(options.Seed, options.Drills, _tally);
        _fleet = new Fleet(options.Account);
        _ledger = new Ledger(record);
        HandsetCatalogue handsets = new(options);
        _campaign = new Campaign(options, handsets, _ledger, _tally);
        Bootstrapper bootstrapper = new(options, _ledger, _tally, () => BaseUrl);
        _registrar = new Registrar(options, _fleet, _campaign, bootstrapper, _ledger, _tally, _drills);
        _notifier = new Notifier(options, _campaign, handsets, _drills);
        _downloads = new DownloadServer(options, _fleet, _ledger, _drills, () => BaseUrl);
        ErrandDesk desk = new(options, _campaign, handsets, _ledger, _drills, _downloads.PackageUrl);
        CommandIntake intake = new(new ReportIntake(_campaign, _ledger, _tally), desk, _ledger, _tally);
        MessageWriter writer = new(options.Account, _drills, () => BaseUrl);
        Conversation conversation = new(options, new ClientCredential(options.Account, _ledger, nonces, _drills), intake, writer, _tally);
        _dm = new DmServer(options, _fleet, _campaign, conversation, _ledger, _tally);
        foreach (FirmwarePackage package in _downloads.Packages) _ledger.Package(Row(package));
    }

    /// <summary>"http://127.0.0.1:port", without a slash at the end: what package URLs begin with. Set before the first session.</summary>
    public string BaseUrl { get; set; } = "http://127.0.0.1";

    /// <summary>Goes on where the books end: devices, nonces, jobs. Open jobs are due at once.</summary>
    /// <returns>Confirmations that were still owed.</returns>
    public IReadOnlyList<Downlink> Restore(BooksFile books, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(books);
        foreach (BookEntry entry in BooksReader.Read(books)) Restore(entry, now);
        List<Downlink> owed = [];
        foreach (ManagedDevice device in _fleet.InOrder)
        {
            lock (device)
            {
                owed.AddRange(_registrar.Restore(device));
                _campaign.RestoreLost(device, now);
            }
        }

        return owed;
    }

    /// <summary>A short message of a handset. Answer it, and send what is returned, only after the books are committed.</summary>
    public UplinkReply OnShortMessage(string source, string destination, ReadOnlySpan<byte> userData, bool hasHeader, DateTimeOffset now) =>
        _registrar.Receive(source, destination, userData, hasHeader, now);

    /// <summary>The message centre accepted a downlink.</summary>
    public void OnSent(Downlink downlink)
    {
        ArgumentNullException.ThrowIfNull(downlink);
        if (downlink.Kind == DownlinkKind.Confirmation && _fleet.Find(downlink.Imei) is { } device) _registrar.Confirmed(device);
    }

    /// <summary>The message centre refused a downlink. A notification is repeated by its own timer, a confirmation by the caller.</summary>
    public void OnSubmitFailed() => _tally.CountFault(Fault.SubmitFailed);

    /// <summary>Time passes: silent sessions end, and the notifications that are due are returned, at most <paramref name="room"/>.</summary>
    public IReadOnlyList<Downlink> Tick(DateTimeOffset now, int room)
    {
        _dm.Expire(now);
        return _notifier.Due(now, room);
    }

    /// <summary>An HTTP request for the DM or the download server; null when the path is neither's.</summary>
    public WebReply? Handle(WebRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Path == DmPath || request.Path.StartsWith(DmPath + "/", StringComparison.Ordinal) ? Manage(request, now) : _downloads.Handle(request, now);
    }

    /// <summary>All drills there are, and which of them are on.</summary>
    public IReadOnlyList<DrillInfo> Drills()
    {
        Dictionary<string, DrillOptions> on = _drills.On.ToDictionary(d => d.Drill);
        IReadOnlyDictionary<string, long> struck = _drills.Struck;
        return
        [
            .. DrillCatalogue.All.Select(d => new DrillInfo(
                d.Name, Ledger.Word(d.At), d.Sentence, d.Breaks, on.GetValueOrDefault(d.Name), struck.GetValueOrDefault(d.Name))),
        ];
    }

    /// <summary>Switches a drill on, from the next occasion.</summary>
    /// <returns>What is wrong with it, one sentence a fault; empty when it is on.</returns>
    public IReadOnlyList<string> SwitchDrill(DrillOptions drill)
    {
        ArgumentNullException.ThrowIfNull(drill);
        List<string> faults = [];
        PlatformOptionsRules.DrillFaults(faults, drill, "drill");
        if (faults.Count == 0) _drills.Switch(drill);
        return faults;
    }

    /// <summary>Switches a drill off; all of them for null.</summary>
    public void SwitchDrillOff(string? name)
    {
        if (name is null) _drills.SwitchAllOff();
        else _drills.SwitchOff(name);
    }

    public void StartCollect() => _campaign.Collect.Start();

    public void StartFirmware() => _campaign.Firmware.Start();

    public IReadOnlyList<PackageInfo> Packages() =>
    [
        .. _downloads.Packages.Select(p => new PackageInfo(
            p.Options.Name, p.Options.Model, p.Options.ToVersion, p.Content.Length, p.Sha256, $"{BaseUrl}{DownloadServer.DescriptorPath}{p.Options.Name}",
            p.Options.Requires, !_downloads.Packages.Any(other => other.Options.Model == p.Options.Model && other.Options.Requires.Contains(p.Options.Name)))),
    ];

    /// <summary>The state of things.</summary>
    /// <param name="bound">True while the message centre has the bind.</param>
    /// <param name="shortMessages">Short messages that the caller has not handed over yet.</param>
    /// <param name="books">Entries that the caller has not made durable yet.</param>
    public PlatformStatus Status(bool bound, int shortMessages, int books)
    {
        int open = Open(_campaign.Collect) + Open(_campaign.Firmware);
        int awaiting = _tally.Jobs(JobKind.Firmware, JobState.Accepted);
        bool quiet = open == 0 && _tally.OpenSessions == 0 && _tally.ConfirmationsOwed == 0 && shortMessages == 0 && books == 0;
        return new PlatformStatus
        {
            Bound = bound,
            Devices = _fleet.Registered,
            Registrations = _tally.Registrations,
            Jobs = Enum.GetValues<JobKind>().ToDictionary(Ledger.Word, StatesOf),
            Sessions = _tally.Sessions,
            OpenSessions = _tally.OpenSessions,
            Reports = _tally.Reports,
            PendingNotifications = Enum.GetValues<JobKind>().Sum(k => _tally.Jobs(k, JobState.Notified)),
            AwaitingReports = awaiting,
            ConfirmationsOwed = _tally.ConfirmationsOwed,
            Queues = new PlatformQueues(_campaign.Collect.Length, _campaign.Firmware.Length, shortMessages, books),
            Errors = _tally.Faults,
            Drills = _drills.Struck,
            WavesStarted = new Dictionary<string, bool> { ["collect"] = _campaign.Collect.Started, ["firmware"] = _campaign.Firmware.Started },
            Quiet = quiet,
            Idle = quiet && awaiting == 0,
        };
    }

    private WebReply Manage(WebRequest request, DateTimeOffset now)
    {
        if (request.Method != "POST") return new WebReply(405);
        if (!_drills.IsIdle && Refused(request) is { } refused) return refused;
        if (_dm.Receive(request, now) is not { } reply) return new WebReply(400);
        WebReply answer = new(200)
        {
            Body = reply.Body, ContentType = SyncMlMediaType.For(reply.Encoding), Mac = reply.Mac, Acknowledges = true,
        };
        return _drills.Apply(reply.From, new DmExchange(request, answer, reply.CarriedReport)).Reply!;
    }

    /// <summary>The answer of a drill that does not let the request be looked at; null when none does.</summary>
    private WebReply? Refused(WebRequest request) =>
        _drills.Apply(HttpDrills.SenderOf(request.Body.Span), new DmExchange(request, null, false)).Reply;

    private int Open(Wave wave) =>
        _tally.Jobs(wave.Kind, JobState.Notified) + _tally.Jobs(wave.Kind, JobState.Reported) + (wave.Started ? _tally.Jobs(wave.Kind, JobState.Waiting) : 0);

    private IReadOnlyDictionary<string, int> StatesOf(JobKind kind) =>
        Enum.GetValues<JobState>().ToDictionary(Ledger.Word, s => _tally.Jobs(kind, s));

    private void Restore(BookEntry entry, DateTimeOffset now)
    {
        switch (entry)
        {
            case BookEntry.Device d when Imei.Parse(d.Imei) is { } imei:
                ManagedDevice device = _fleet.Enter(imei);
                device.Msisdn = Msisdn.Parse(d.Msisdn);
                (device.Manufacturer, device.Model, device.Version) = (_fleet.Words.Of(d.Manufacturer), _fleet.Words.Of(d.Model), _fleet.Words.Of(d.Version));
                (device.RegisteredAt, device.Registrations, device.ConfirmOwed) = (d.RegisteredAt, d.Registrations, d.ConfirmOwed);
                break;
            case BookEntry.Account a when Imei.Parse(a.Imei) is { } imei:
                ManagedDevice known = _fleet.Enter(imei);
                (known.ClientNonce, known.PreviousClientNonce, known.ServerNonce) = (a.ClientNonce, a.PreviousClientNonce, a.ServerNonce);
                break;
            case BookEntry.Handset h when Imei.Parse(h.Imei) is { } imei:
                RestoreHandset(_fleet.Enter(imei), h);
                break;
            case BookEntry.PackageOrder o when Imei.Parse(o.Imei) is { } imei:
                _fleet.Enter(imei).Keep(o);
                break;
            case BookEntry.Firmware f when Imei.Parse(f.Imei) is { } imei:
                _fleet.Enter(imei).FirmwareRow = f;
                break;
            case BookEntry.Job j when Imei.Parse(j.Imei) is { } imei:
                RestoreJob(_fleet.Enter(imei), j, now);
                break;
            default:
                throw new BooksException("The books have a row that makes no sense; nothing was changed.");
        }
    }

    private static void RestoreHandset(ManagedDevice device, BookEntry.Handset row)
    {
        (device.Service, device.Protocol, device.WritesSessionIdInDecimal, device.Bootstrap) = (row.Service, row.Protocol, row.DecimalSessionId, row.Bootstrap);
        device.Imsi = row.Imsi is null ? null : Imsi.Parse(row.Imsi);
        device.ServerAuthentication = Enum.TryParse(row.ServerAuthentication, out AuthenticationType type) ? type : null;
    }

    private void RestoreJob(ManagedDevice device, BookEntry.Job row, DateTimeOffset now)
    {
        if (!Enum.TryParse(row.Kind, true, out JobKind kind) || !Enum.TryParse(row.State, true, out JobState state))
            throw new BooksException("The books have a job whose kind or state is unknown; nothing was changed.");
        Job job = new(kind) { State = state, Attempts = row.Attempts, SessionId = (ushort)row.SessionId };
        device.LastSessionId = Math.Max(device.LastSessionId, job.SessionId);
        device.ServerNonceDoubtful |= state is JobState.Notified or JobState.Reported; // it may have been in a session
        _campaign.Restore(device, job, now);
    }

    private static BookEntry.Offered Row(FirmwarePackage package) => new(
        package.Options.Name, package.Options.Model, package.Options.ToVersion, package.Content.Length, package.Sha256);
}

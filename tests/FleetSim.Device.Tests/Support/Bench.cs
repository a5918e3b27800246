using FleetSim.Device.Snapshot;
using FleetSim.Protocol.Identity;

namespace FleetSim.Device.Tests.Support;

/// <summary>
/// A handset on a table: a terminal, a clock, and everything that happened and that it did. What is under way outside
/// (a POST, a transfer, a timer) is kept as "open" until it is answered or broken off, exactly as a shell would.
/// </summary>
internal sealed class Bench
{
    private readonly List<TerminalAction> _step = [];
    private readonly Dictionary<TimerSlot, DateTimeOffset> _timers = [];
    private readonly Imei _imei;
    private readonly HandsetModel _model;
    private readonly TerminalSettings _settings;

    public Bench(HandsetModel? model = null, TerminalSettings? settings = null, Imei? imei = null)
    {
        (_model, _settings, _imei) = (Conformance.QuirkOn(model ?? Samples.Xml), settings ?? Samples.Settings(), imei ?? Samples.Imei);
        Terminal = New();
    }

    public Terminal Terminal { get; private set; }

    public DateTimeOffset Now { get; set; } = Samples.Start;

    public Sim? Sim { get; private set; }

    /// <summary>All of the handset's life.</summary>
    public List<TerminalEvent> Events { get; } = [];

    public List<TerminalAction> Actions { get; } = [];

    /// <summary>What the last event led to.</summary>
    public IReadOnlyList<TerminalAction> LastStep => _step;

    public IReadOnlyDictionary<TimerSlot, DateTimeOffset> Timers => _timers;

    public TerminalAction.SendSms? OpenSms { get; private set; }

    public TerminalAction.PostDm? OpenPost { get; private set; }

    public TerminalAction.GetDescriptor? OpenGet { get; private set; }

    public TerminalAction.Fetch? OpenFetch { get; private set; }

    public TerminalAction.PostNotify? OpenNotify { get; private set; }

    public NonVolatile Nv => Terminal.Nv;

    /// <summary>Called before and after each step: for what must hold whatever happens.</summary>
    public Action<TerminalEvent>? Before { get; set; }

    public Action<TerminalEvent>? After { get; set; }

    public IEnumerable<T> All<T>()
        where T : TerminalAction => Actions.OfType<T>();

    public IEnumerable<T> Facts<T>()
        where T : TerminalFact => All<TerminalAction.Note>().Select(n => n.Fact).OfType<T>();

    public Bench Step(TerminalEvent happened)
    {
        Before?.Invoke(happened);
        Close(happened);
        Events.Add(happened);
        _step.Clear();
        Terminal.Step(happened, _step);
        Actions.AddRange(_step);
        foreach (TerminalAction action in _step) Track(action);
        After?.Invoke(happened);
        return this;
    }

    public Bench PowerOn(Sim? sim)
    {
        Sim = sim;
        return Step(new TerminalEvent.PowerOn(Now, sim));
    }

    public Bench PowerOff() => Step(new TerminalEvent.PowerOff(Now));

    /// <summary>Off and on again, with this SIM.</summary>
    public Bench Reboot(Sim? sim) => PowerOff().PowerOn(sim);

    public Bench Reboot() => Reboot(Sim);

    public Bench LoseSignal() => Step(new TerminalEvent.SignalLost(Now));

    public Bench FindSignal() => Step(new TerminalEvent.SignalBack(Now));

    public Bench LoseMemory() => Step(new TerminalEvent.MemoryLow(Now));

    public Bench FreeMemory() => Step(new TerminalEvent.MemoryFree(Now));

    public Bench Sms(byte[] userData, string sender = "10654040", bool hasHeader = true) =>
        Step(new TerminalEvent.SmsReceived(Now, sender, userData, hasHeader));

    public Bench SmsTaken(bool accepted = true) => Step(new TerminalEvent.SmsAccepted(Now, Required(OpenSms).Request, accepted));

    public Bench UserTypes(string text) => Step(new TerminalEvent.UserAnswered(Now, UserAnswer.Typed) { Text = text });

    public Bench UserChooses(params int[] choices) => Step(new TerminalEvent.UserAnswered(Now, UserAnswer.Chosen) { Choices = choices });

    public Bench UserSays(UserAnswer answer) => Step(new TerminalEvent.UserAnswered(Now, answer));

    public Bench UserCancels() => Step(new TerminalEvent.UserCancelledDownload(Now));

    /// <summary>The open POST fails.</summary>
    public Bench PostFails(NetworkFailure failure) => Step(new TerminalEvent.HttpFailed(Now, Required(OpenPost).Request, failure));

    public Bench PostAnswered(int status, byte[] body, string? contentType, string? hmac = null) =>
        Step(new TerminalEvent.HttpReplied(Now, Required(OpenPost).Request, status, contentType, body) { Hmac = hmac });

    public Bench NotifyAnswered(int status = 200) => Step(new TerminalEvent.HttpReplied(Now, Required(OpenNotify).Request, status, null, []));

    public Bench NotifyUnlessNone() => OpenNotify is null ? this : NotifyAnswered();

    /// <summary>Time passes; timers fire in their order.</summary>
    public Bench Wait(TimeSpan time)
    {
        DateTimeOffset until = Now + time;
        while (_timers.Count > 0 && _timers.MinBy(t => t.Value) is var next && next.Value <= until)
        {
            Now = next.Value > Now ? next.Value : Now;
            _timers.Remove(next.Key);
            Step(new TerminalEvent.TimerFired(Now, next.Key));
        }

        Now = until;
        return this;
    }

    /// <summary>The emulator is killed and comes back from the snapshot.</summary>
    public Bench Revive()
    {
        byte[] saved = Save();
        Terminal = Load(saved);
        _timers.Clear();
        (OpenSms, OpenPost, OpenGet, OpenFetch, OpenNotify) = (null, null, null, null, null);
        return Step(new TerminalEvent.Revived(Now, Sim));
    }

    public byte[] Save() => Save(Terminal);

    public Terminal Load(byte[] snapshot)
    {
        Terminal terminal = New();
        SnapshotReader reader = new(snapshot);
        TerminalSnapshot.Read(terminal, ref reader);
        Assert.True(reader.AtEnd, "the snapshot has octets that nobody reads");
        return terminal;
    }

    public static byte[] Save(Terminal terminal)
    {
        SnapshotWriter writer = new();
        TerminalSnapshot.Write(terminal, writer);
        return writer.Written.ToArray();
    }

    public static T Required<T>(T? open)
        where T : class
    {
        Assert.True(open is not null, $"no {typeof(T).Name} is open");
        return open;
    }

    /// <summary>A handset of the same kind, fresh from the factory.</summary>
    public Terminal New() => new(_imei, _model, _settings, new Chance(7, 42));

    private void Track(TerminalAction action)
    {
        switch (action)
        {
            case TerminalAction.SendSms send: OpenSms = send; break;
            case TerminalAction.PostDm post: OpenPost = post; break;
            case TerminalAction.GetDescriptor get: OpenGet = get; break;
            case TerminalAction.Fetch fetch: OpenFetch = fetch; break;
            case TerminalAction.PostNotify notify: OpenNotify = notify; break;
            case TerminalAction.BreakOff: (OpenPost, OpenGet, OpenFetch, OpenNotify) = (null, null, null, null); break;
            case TerminalAction.BreakTransfer: (OpenGet, OpenFetch, OpenNotify) = (null, null, null); break;
            case TerminalAction.ArmTimer arm: _timers[arm.Slot] = arm.Due; break;
            case TerminalAction.CancelTimer cancel: _timers.Remove(cancel.Slot); break;
        }
    }

    private void Close(TerminalEvent happened)
    {
        int? request = happened switch
        {
            TerminalEvent.SmsAccepted e => e.Request,
            TerminalEvent.HttpReplied e => e.Request,
            TerminalEvent.HttpFailed e => e.Request,
            TerminalEvent.FetchEnded e => e.Request,
            _ => null,
        };
        if (OpenSms?.Request == request) OpenSms = null;
        if (OpenPost?.Request == request) OpenPost = null;
        if (OpenGet?.Request == request) OpenGet = null;
        if (OpenFetch?.Request == request) OpenFetch = null;
        if (OpenNotify?.Request == request) OpenNotify = null;
    }
}

using System.Security.Cryptography;
using FleetSim.Device.Firmware;
using FleetSim.Device.Registration;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Life;

/// <summary>What holds in every life, step by step.</summary>
internal sealed class Invariants
{
    private readonly Bench _bench;
    private byte[] _saved = [];
    private string _version = "";
    private ulong _mark;
    private FirmwareJob? _job;
    private FirmwareJob? _updating;
    private long _offset;
    private int _sentThisBoot;
    private readonly HashSet<string> _unanswered = [];
    private UiSubject? _question;
    private string _askedFor = "";

    public Invariants(Bench bench)
    {
        _bench = bench;
        bench.Before = Remember;
        bench.After = Check;
    }

    private NonVolatile Nv => _bench.Nv;

    private void Remember(TerminalEvent happened)
    {
        _saved = _bench.Save();
        (_version, _mark, _job, _offset) = (_bench.Terminal.SoftwareVersion, Nv.RegisteredImsi, Nv.Job, Nv.Job?.Offset ?? 0);
        _updating = Nv.Jobs.FirstOrDefault(j => j.Phase == FumoPhase.Updating);
        if (happened is TerminalEvent.PowerOn && !Nv.PoweredOn) _sentThisBoot = 0;
    }

    private void Check(TerminalEvent happened)
    {
        Mark(happened);
        Registration();
        Question(happened);
        Offset(happened);
        Version(happened);
        Bearer();
        Persistence();
        NothingHangs();
    }

    /// <summary>Stored IMSI only after a matching confirmation.</summary>
    private void Mark(TerminalEvent happened)
    {
        if (Nv.RegisteredImsi == _mark) return;
        TerminalEvent.SmsReceived sms = Assert.IsType<TerminalEvent.SmsReceived>(happened);
        Assert.Equal("10654040", sms.Sender);
        Assert.Equal(Should.Confirmation(), sms.UserData);
        Assert.Equal(_bench.Sim!.Imsi.Value, Nv.RegisteredImsi);
        Assert.True(_bench.Terminal.HasHomeSim);
    }

    /// <summary>At most one SUBMIT a boot, and none with another operator's SIM.</summary>
    private void Registration()
    {
        foreach (TerminalAction.SendSms send in _bench.LastStep.OfType<TerminalAction.SendSms>())
        {
            if (!send.Redelivery) _sentThisBoot++;
            Assert.True(_bench.Terminal.HasHomeSim, "a message with another operator's SIM");
        }

        Assert.True(_sentThisBoot <= 1, "two registration messages in one boot");
    }

    /// <summary>Never a POST before a yes at UI mode 11.</summary>
    private void Question(TerminalEvent happened)
    {
        if (_question == UiSubject.SessionQuestion && happened is TerminalEvent.UserAnswered { Answer: UserAnswer.Yes }) _unanswered.Remove(_askedFor);
        foreach (TerminalAction.PostDm post in _bench.LastStep.OfType<TerminalAction.PostDm>())
            Assert.DoesNotContain(SyncMlCodec.Decode(post.Body, post.Encoding).Value!.Header.SessionId, _unanswered);
        if (_bench.LastStep.OfType<TerminalAction.Prompt>().LastOrDefault() is not { } prompt) return;
        _question = prompt.Subject;
        if (prompt.Subject != UiSubject.SessionQuestion) return;
        _askedFor = Nv.Preset.LastNotification.ToString(_bench.Terminal.Model.Dm.SessionId == Behaviour.SessionIdForm.Decimal ? "D" : "X", null);
        _unanswered.Add(_askedFor);
    }

    /// <summary>The offset never goes back, except when the server starts over.</summary>
    private void Offset(TerminalEvent happened)
    {
        if (_job is null || !ReferenceEquals(_job, Nv.Job) || happened is TerminalEvent.FetchStarted) return;
        Assert.True(Nv.Job!.Offset >= _offset, "the offset went back");
    }

    /// <summary>The version never changes without a verified package.</summary>
    private void Version(TerminalEvent happened)
    {
        if (_bench.Terminal.SoftwareVersion == _version) return;
        Assert.IsType<TerminalEvent.TimerFired>(happened);
        Assert.NotNull(_updating);
        Assert.Equal((_updating.Size, _updating.Size), (_updating.Offset, _updating.Hash.Length));
        // What came through PkgData is a package that nobody knows.
        Assert.Equal(_updating.PackageUrl.Length == 0 ? "updated" : PackageServer.Version, _bench.Terminal.SoftwareVersion);
        if (_updating.PackageUrl.Length > 0) Assert.Equal(SHA256.HashData(PackageServer.Content((int)_updating.Size)), _updating.Hash.Digest());
    }

    /// <summary>Nothing goes out from a handset that is off or has no signal.</summary>
    private void Bearer()
    {
        if (Nv is { PoweredOn: true, HasSignal: true }) return;
        Assert.DoesNotContain(_bench.LastStep, a => a is TerminalAction.PostDm or TerminalAction.GetDescriptor or TerminalAction.Fetch or TerminalAction.PostNotify);
        Assert.True(_bench is { OpenPost: null, OpenGet: null, OpenFetch: null, OpenNotify: null });
    }

    /// <summary>What changed is marked for saving, and comes back as it was.</summary>
    private void Persistence()
    {
        byte[] saved = _bench.Save();
        Assert.True(!_bench.Terminal.IsDeferred || _bench.Terminal.IsDirty || _bench.Terminal.IsInSession, "what waits for the end of a session has none");
        bool marked = _bench.Terminal.TakeDirty(early: true);
        Assert.True(marked || saved.AsSpan().SequenceEqual(_saved), "NV changed and nobody will save it");
        Assert.Equal(saved, Bench.Save(_bench.Load(saved)));
    }

    /// <summary>Whatever is unfinished waits for something that can still happen; at rest nothing is under way.</summary>
    private void NothingHangs()
    {
        bool asked = _bench.Timers.ContainsKey(TimerSlot.PromptTimeout);
        if (!_bench.Terminal.IsBusy) Assert.True(!asked && _bench is { OpenPost: null, OpenGet: null, OpenFetch: null, OpenNotify: null }, "at rest with something under way");
        if (!Nv.PoweredOn)
        {
            Assert.Equal(RegistrationPhase.Off, Nv.Registration);
            Assert.False(_bench.Terminal.IsInSession);
            Assert.Empty(_bench.Timers);
            return;
        }

        if (_bench.Terminal.IsInSession) Assert.True(_bench.OpenPost is not null || asked, "a session without a request or a question");
        Assert.True(Nv.Jobs.Count(j => j.HasTurn) <= 1, "two jobs have the turn");
        if (_bench.Timers.ContainsKey(TimerSlot.DownloadPark)) Assert.Contains(Nv.Jobs, job => job is { Phase: FumoPhase.Waiting, Cause: WaitCause.Signal });
        if (_bench.Timers.ContainsKey(TimerSlot.DownloadRetry)) Assert.Contains(Nv.Jobs, job => job is { Phase: FumoPhase.Waiting, Cause: WaitCause.Network });
        foreach (FirmwareJob job in Nv.Jobs) Assert.True(CanGoOn(job, asked), $"the job hangs in {job.Phase}, {job.Cause}");
    }

    private bool CanGoOn(FirmwareJob job, bool asked) => job.Phase switch
    {
        FumoPhase.Queued => _bench.Terminal.IsInSession || _bench.OpenNotify is not null || Nv.Jobs.Any(j => j != job && j.HasTurn),
        FumoPhase.Held => _bench.Terminal.IsInSession || _bench.OpenNotify is not null || Nv.Jobs.Any(j => j != job && (j.IsUnderWay || j.Phase == FumoPhase.Ready)),
        FumoPhase.Describing => _bench.OpenGet is not null,
        FumoPhase.Parked => !Nv.HasSignal && !_bench.Timers.ContainsKey(TimerSlot.DownloadPark),
        FumoPhase.Downloaded => _bench.Timers.ContainsKey(TimerSlot.UpdateStart),
        FumoPhase.Ready or FumoPhase.Ended => true,
        FumoPhase.Fetching => _bench.OpenFetch is not null,
        FumoPhase.Waiting => job.Cause switch
        {
            WaitCause.Signal => !Nv.HasSignal && _bench.Timers.ContainsKey(TimerSlot.DownloadPark),
            WaitCause.Memory => !Nv.HasMemory,
            WaitCause.Network => _bench.Timers.ContainsKey(TimerSlot.DownloadRetry),
            WaitCause.Power => true,
            _ => false,
        },
        FumoPhase.Asking => asked,
        FumoPhase.Updating => _bench.Timers.ContainsKey(TimerSlot.UpdateBlock),
        FumoPhase.Reporting => _bench.OpenNotify is not null || _bench.Terminal.IsInSession || _bench.Timers.ContainsKey(TimerSlot.ReportRetry) || !Nv.HasSignal
            || Nv.Firmware!.Reports.DistinctBy(r => r.Root).All(r => r.SessionsThisBoot >= _bench.Terminal.Settings.ReportSessionsPerBoot),
        _ => false,
    };
}

using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Device.Snapshot;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population;

namespace FleetSim.Scenarios.Life;

/// <summary>What all handsets of a run share.</summary>
public sealed record Fleet(Scenario Scenario, FleetIdentity Identity, TerminalSettings Settings, FaultPlan Faults, Personas Personas);

/// <summary>
/// A handset and what surrounds it: its user, its power, its signal. Pure: the environment's part of the story is drawn from
/// the scenario, so that handset and environment together are still a function of (scenario, seed, what the platform sends).
/// </summary>
public sealed class Handset
{
    /// <summary>A wheel slot of the environment, beside the handset's own.</summary>
    public const TimerSlot EnvironmentSlot = TimerSlot.Count;

    private readonly Fleet _fleet;
    private readonly Chance _chance;
    private readonly Queue<TerminalEvent> _events = new();
    private readonly List<TerminalAction> _raw = [];
    private long? _armed;
    private bool _diaryChanged;

    public Handset(Fleet fleet, long index)
    {
        (_fleet, Index, _chance) = (fleet, index, fleet.Identity.ChanceOf(index));
        Terminal = new Terminal(fleet.Identity.ImeiOf(index), fleet.Identity.ModelOf(index), fleet.Settings, _chance);
    }

    public long Index { get; }

    public Terminal Terminal { get; }

    public Diary Diary { get; } = new();

    public Sim Sim => _fleet.Identity.SimOf(Index, Diary.SimNumber);

    /// <summary>True when the user's SIM is of the operator whose handset this is.</summary>
    public bool HasHomeSim => Terminal.Model.Registration.IsHome(Sim);

    public Persona Persona => _fleet.Personas.Of(_chance);

    /// <summary>True when nothing would be lost if this object went away now.</summary>
    public bool IsAtRest => !Terminal.IsBusy;

    /// <summary>When this handset must be woken if its activation and its timers are gone (Unix ms): at once while something of its own is unfinished; null: when the world wants something of it.</summary>
    public long? WakeDue(DateTimeOffset at) => Terminal.Nv.IsUnfinished || Diary.PendingOff != PendingOff.No ? Ms(at) : Diary.NextDue();

    /// <summary>The first power-on of its life: the factory's mistakes and the user's plans are drawn here.</summary>
    public void FirstPowerOn(DateTimeOffset at, HandsetOutputs outputs)
    {
        UserSpec users = _fleet.Scenario.Users;
        if (_chance.Happens(ChancePurpose.WrongSetting, 0, _fleet.Scenario.Fleet.WrongApnShare)) SetWrongApn();
        if (HasHomeSim && _chance.Happens(ChancePurpose.SimSwap, 0, users.SimSwapShare)) Diary.SwapDue = Ms(at + Draw(ChancePurpose.SimSwapTime, 0, users.SimSwapAfter));
        else if (_chance.Happens(ChancePurpose.Reboot, 0, users.RebootShare)) Diary.RebootDue = Ms(at + Draw(ChancePurpose.RebootTime, 0, users.RebootAfter));
        PowerOn(at);
        Run(at, outputs);
    }

    /// <summary>Something from the world outside: a message, an answer, octets, a timer.</summary>
    public void Happened(TerminalEvent happened, HandsetOutputs outputs)
    {
        _events.Enqueue(happened);
        Run(happened.At, outputs);
    }

    /// <summary>The activation or the whole emulator came back and has read the snapshot.</summary>
    public void Revived(DateTimeOffset at, HandsetOutputs outputs)
    {
        _armed = null;
        _events.Enqueue(new TerminalEvent.Revived(at, Sim));
        if (Diary.PendingOff != PendingOff.No) SwitchOff(at);
        Run(at, outputs);
    }

    /// <summary>
    /// A short message for the SIM in this handset. A confirmation that the plan loses never reaches the handset; the message
    /// centre believes it delivered.
    /// </summary>
    public void SmsArrives(TerminalEvent.SmsReceived message, bool isConfirmation, HandsetOutputs outputs)
    {
        if (isConfirmation && _fleet.Faults.LosesConfirmation(_chance, Terminal.Nv.Odometer.RegistrationsSent)) Inject(FaultKind.ConfirmationLost, outputs);
        else _events.Enqueue(message);
        Run(message.At, outputs);
    }

    /// <summary>The transfer has reached the octet at which the plan cuts it.</summary>
    public void TransferCut(DateTimeOffset at, HandsetOutputs outputs)
    {
        if (Diary.PendingOff != PendingOff.No)
        {
            SwitchOff(at);
            Run(at, outputs);
            return;
        }

        if (Diary.Cut is not { } cut) return;
        Diary.Cut = null;
        Diary.Cuts++;
        Inject(cut.Kind, outputs);
        switch (cut.Kind)
        {
            case FaultKind.SignalLostInDownload:
                Diary.SignalBackDue = Ms(at + _fleet.Faults.GapOf(_chance, cut.Kind, Diary.Transfers));
                _events.Enqueue(new TerminalEvent.SignalLost(at));
                break;
            case FaultKind.MemoryLowInDownload:
                Diary.MemoryFreeDue = Ms(at + _fleet.Faults.GapOf(_chance, cut.Kind, Diary.Transfers));
                _events.Enqueue(new TerminalEvent.MemoryLow(at));
                break;
            default:
                PowerOff(at);
                break;
        }

        Run(at, outputs);
    }

    /// <summary>The moment the environment asked for has come.</summary>
    public void EnvironmentDue(DateTimeOffset at, HandsetOutputs outputs)
    {
        _armed = null;
        long now = Ms(at);
        if (IsDue(Diary.AnswerDue, now)) Answer(at);
        if (IsDue(Diary.SignalBackDue, now)) SignalBack(at);
        if (IsDue(Diary.MemoryFreeDue, now)) MemoryFree(at);
        if (IsDue(Diary.PowerOffDue, now)) PowerCutInUpdate(at, outputs);
        if (IsDue(Diary.SwapDue, now)) SwapSim(at, outputs);
        if (IsDue(Diary.RebootDue, now)) Reboot(at, outputs);
        if (IsDue(Diary.PowerOnDue, now) && !Terminal.Nv.PoweredOn) PowerOn(at);
        Run(at, outputs);
    }

    /// <summary>True once after a change of the snapshot, the diary's part included: a trouble that was injected is to be counted after a crash as well.</summary>
    public bool TakeDirty()
    {
        bool changed = Terminal.TakeDirty() | _diaryChanged;
        _diaryChanged = false;
        return changed;
    }

    /// <summary>The snapshot: diary, then the terminal's NV.</summary>
    public byte[] Save()
    {
        SnapshotWriter writer = new();
        Diary.Write(writer);
        TerminalSnapshot.Write(Terminal, writer);
        return writer.Written.ToArray();
    }

    /// <summary>Fills a fresh handset from its snapshot.</summary>
    public static Handset Load(Fleet fleet, long index, ReadOnlySpan<byte> snapshot)
    {
        Handset handset = new(fleet, index);
        SnapshotReader reader = new(snapshot);
        handset.Diary.Read(ref reader);
        TerminalSnapshot.Read(handset.Terminal, ref reader);
        return handset;
    }

    private void Run(DateTimeOffset at, HandsetOutputs outputs)
    {
        do
        {
            while (_events.TryDequeue(out TerminalEvent? next)) Step(next, at, outputs);
            if (Diary.PendingOff != PendingOff.No && !Terminal.IsTransferring) SwitchOff(at);
        }
        while (_events.Count > 0);

        long? due = Diary.NextDue();
        if (due == _armed || due is null) return;
        _armed = due;
        outputs.EnvironmentDue = DateTimeOffset.FromUnixTimeMilliseconds(due.Value);
    }

    private void Step(TerminalEvent next, DateTimeOffset at, HandsetOutputs outputs)
    {
        outputs.Events.Add(next);
        _raw.Clear();
        Terminal.Step(next, _raw);
        foreach (TerminalAction action in _raw) outputs.Actions.Add(Surround(next, action, at, outputs));
    }

    /// <summary>The environment's hand in what the handset does.</summary>
    private TerminalAction Surround(TerminalEvent cause, TerminalAction action, DateTimeOffset at, HandsetOutputs outputs)
    {
        switch (action)
        {
            case TerminalAction.Prompt prompt:
                Diary.Answer = PlannedAnswer.To(prompt, Diary.Questions, _fleet.Scenario.Users, Persona, _chance);
                Diary.AnswerDue = Diary.Answer.ThinkTime is { } think ? Ms(at + think) : 0;
                Diary.Questions++;
                return prompt;
            case TerminalAction.Fetch fetch:
                return Cut(fetch);
            case TerminalAction.UpdateBegins begins:
                // An update that the emulator takes up again is the same one: its cut, if any, stands in the diary.
                if (cause is not TerminalEvent.Revived) PlanUpdateCut(begins, at);
                return begins;
            case TerminalAction.PostDm { CarriesReport: true } post:
                return LoseAnswer(post, outputs);
            default:
                return action;
        }
    }

    private TerminalAction.Fetch Cut(TerminalAction.Fetch fetch)
    {
        Diary.Transfers++;
        long reach = (Terminal.Nv.Job is { } job ? Size(job) : 0) - fetch.Offset;
        Diary.Cut = Diary.Cuts < FaultPlan.CutsPerDownload ? _fleet.Faults.CutOf(_chance, Diary.Transfers, fetch.Offset, reach) : null;
        return Diary.Cut is { } cut ? fetch with { StopAt = cut.Offset } : fetch;
    }

    /// <summary>Octets of the object; of a package without a descriptor the first answer will tell, and the package map knows.</summary>
    private long Size(FirmwareJob job) => job.Size > 0 ? job.Size : _fleet.Settings.Packages.Of(job)?.Octets ?? 0;

    private void PlanUpdateCut(TerminalAction.UpdateBegins begins, DateTimeOffset at)
    {
        Diary.Updates++;
        if (Diary.UpdateCuts >= FaultPlan.CutsPerUpdate || _fleet.Faults.UpdateCut(_chance, Diary.Updates) is not { } part) return;
        Diary.UpdateCuts++;
        double left = 1 - ((double)begins.Block / begins.Blocks);
        Diary.PowerOffDue = Ms(at + (_fleet.Settings.UpdateDuration * left * part));
    }

    private TerminalAction.PostDm LoseAnswer(TerminalAction.PostDm post, HandsetOutputs outputs)
    {
        Diary.Reports++;
        if (Diary.ReportAnswersLost >= FaultPlan.ReportAnswersInARow || !_fleet.Faults.LosesReportAnswer(_chance, Diary.Reports))
        {
            Diary.ReportAnswersLost = 0;
            return post;
        }

        Diary.ReportAnswersLost++;
        Inject(FaultKind.ReportAnswerLost, outputs);
        return post with { LoseReply = true };
    }

    private void PowerCutInUpdate(DateTimeOffset at, HandsetOutputs outputs)
    {
        (Diary.PowerOffDue, _diaryChanged) = (0, true);
        if (!Terminal.Nv.PoweredOn || Terminal.Nv.Job is not { Phase: FumoPhase.Updating }) return;
        Inject(FaultKind.PowerLostInUpdate, outputs);
        PowerOff(at);
    }

    private void Reboot(DateTimeOffset at, HandsetOutputs outputs)
    {
        (Diary.RebootDue, _diaryChanged) = (0, true);
        if (Terminal.Nv.PoweredOn) SwitchOffSoon(PendingOff.Reboot, at, outputs);
    }

    private void SwapSim(DateTimeOffset at, HandsetOutputs outputs)
    {
        (Diary.SwapDue, _diaryChanged) = (0, true);
        if (Terminal.Nv.PoweredOn) SwitchOffSoon(PendingOff.SimSwap, at, outputs);
        else Diary.SimNumber++;
    }

    /// <summary>A running transfer first hands over what has arrived: not one octet is to be fetched twice (EXC-05, EXC-07).</summary>
    private void SwitchOffSoon(PendingOff why, DateTimeOffset at, HandsetOutputs outputs)
    {
        Diary.PendingOff = why;
        if (Terminal.IsTransferring) outputs.Actions.Add(new TerminalAction.StopTransfer());
        else SwitchOff(at);
    }

    private void SwitchOff(DateTimeOffset at)
    {
        if (Diary.PendingOff == PendingOff.SimSwap) Diary.SimNumber++;
        Diary.PendingOff = PendingOff.No;
        PowerOff(at);
    }

    private void SignalBack(DateTimeOffset at)
    {
        Diary.SignalBackDue = 0;
        _events.Enqueue(new TerminalEvent.SignalBack(at));
    }

    private void MemoryFree(DateTimeOffset at)
    {
        Diary.MemoryFreeDue = 0;
        _events.Enqueue(new TerminalEvent.MemoryFree(at));
    }

    private void Answer(DateTimeOffset at)
    {
        Diary.AnswerDue = 0;
        if (Diary.Answer is { } answer) _events.Enqueue(answer.At(at));
    }

    private void PowerOn(DateTimeOffset at)
    {
        Diary.PowerOnDue = 0;
        Diary.Boots++;
        _events.Enqueue(new TerminalEvent.PowerOn(at, Sim));
    }

    /// <summary>Power goes now and comes back after a while; with it go all gaps of signal and memory.</summary>
    private void PowerOff(DateTimeOffset at)
    {
        (Diary.SignalBackDue, Diary.MemoryFreeDue, Diary.AnswerDue, Diary.PowerOffDue, Diary.Cut) = (0, 0, 0, 0, null);
        Diary.PowerOnDue = Ms(at + Draw(ChancePurpose.OffTime, Diary.Boots, _fleet.Scenario.Users.OffTime));
        _events.Enqueue(new TerminalEvent.PowerOff(at));
    }

    private void Inject(FaultKind kind, HandsetOutputs outputs)
    {
        Diary.Faults[(int)kind]++;
        _diaryChanged = true;
        outputs.Faults.Add(kind);
    }

    /// <summary>Where the model has that setting.</summary>
    private void SetWrongApn()
    {
        int node = Terminal.Tree.Template.Find("Settings/GPRS/CMNet/APN");
        if (node >= 0) Terminal.Tree.Put(node, _chance.Below(ChancePurpose.WrongSetting, 1, 2) == 0 ? "cmnte" : "internet");
    }

    private TimeSpan Draw(ChancePurpose purpose, long occasion, TimeRange range) => _chance.Between(purpose, occasion, range.Least, range.Most);

    private static bool IsDue(long due, long now) => due > 0 && due <= now;

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}

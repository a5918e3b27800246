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
    private long _armed;
    private bool _diaryChanged;

    public Handset(Fleet fleet, long index)
    {
        (_fleet, Index) = (fleet, index);
        Terminal = new Terminal(fleet.Identity.ImeiOf(index), fleet.Identity.ModelOf(index), fleet.Settings, Chance);
    }

    public long Index { get; }

    public Terminal Terminal { get; }

    public Diary Diary { get; } = new();

    /// <summary>The user's SIM: mostly the one that the terminal already has.</summary>
    public Sim Sim => Terminal.Sim is { } sim && sim.Index == _fleet.Identity.SimIndexOf(Index, Diary.SimNumber) ? sim : _fleet.Identity.SimOf(Index, Diary.SimNumber);

    /// <summary>True when the user's SIM is of the operator whose handset this is.</summary>
    public bool HasHomeSim => Terminal.Model.Registration.IsHome(Sim);

    private Chance Chance => _fleet.Identity.ChanceOf(Index);

    public Persona Persona => _fleet.Personas.Of(Chance);

    /// <summary>True when nothing would be lost if this object went away now.</summary>
    public bool IsAtRest => !Terminal.IsBusy;

    /// <summary>When this handset must be woken if its activation and its timers are gone (Unix ms): at once while something of its own is unfinished; null: when the world wants something of it.</summary>
    public long? WakeDue(DateTimeOffset at) => Terminal.Nv.IsUnfinished || Diary.PendingOff != PendingOff.No ? Ms(at) : Diary.NextDue();

    /// <summary>The first power-on of its life: the factory's mistakes and the user's plans are drawn here.</summary>
    public void FirstPowerOn(DateTimeOffset at, HandsetOutputs outputs)
    {
        UserSpec users = _fleet.Scenario.Users;
        if (Chance.Happens(ChancePurpose.WrongSetting, 0, _fleet.Scenario.Fleet.WrongApnShare)) SetWrongApn();
        if (HasHomeSim && Chance.Happens(ChancePurpose.SimSwap, 0, users.SimSwapShare)) Diary.SwapDue = Ms(at + Draw(ChancePurpose.SimSwapTime, 0, users.SimSwapAfter));
        else if (Chance.Happens(ChancePurpose.Reboot, 0, users.RebootShare)) Diary.RebootDue = Ms(at + Draw(ChancePurpose.RebootTime, 0, users.RebootAfter));
        PowerOn(at, outputs);
        Run(at, outputs);
    }

    /// <summary>Something from the world outside: a message, an answer, octets, a timer.</summary>
    public void Happened(TerminalEvent happened, HandsetOutputs outputs)
    {
        outputs.Pending.Enqueue(happened);
        Run(happened.At, outputs);
    }

    /// <summary>The activation or the whole emulator came back and has read the snapshot.</summary>
    public void Revived(DateTimeOffset at, HandsetOutputs outputs)
    {
        _armed = 0;
        outputs.Pending.Enqueue(new TerminalEvent.Revived(at, Sim));
        if (Diary.PendingOff != PendingOff.No) SwitchOff(at, outputs);
        Run(at, outputs);
    }

    /// <summary>
    /// A short message for the SIM in this handset. A confirmation that the plan loses never reaches the handset; the message
    /// centre believes it delivered.
    /// </summary>
    public void SmsArrives(TerminalEvent.SmsReceived message, bool isConfirmation, HandsetOutputs outputs)
    {
        if (isConfirmation && _fleet.Faults.LosesConfirmation(Chance, Terminal.Nv.Odometer.RegistrationsSent)) Inject(FaultKind.ConfirmationLost, outputs);
        else outputs.Pending.Enqueue(message);
        Run(message.At, outputs);
    }

    /// <summary>The transfer has reached the octet at which the plan cuts it.</summary>
    public void TransferCut(DateTimeOffset at, HandsetOutputs outputs)
    {
        if (Diary.PendingOff != PendingOff.No)
        {
            SwitchOff(at, outputs);
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
                Diary.SignalBackDue = Ms(at + _fleet.Faults.GapOf(Chance, cut.Kind, Diary.Transfers));
                outputs.Pending.Enqueue(new TerminalEvent.SignalLost(at));
                break;
            case FaultKind.MemoryLowInDownload:
                Diary.MemoryFreeDue = Ms(at + _fleet.Faults.GapOf(Chance, cut.Kind, Diary.Transfers));
                outputs.Pending.Enqueue(new TerminalEvent.MemoryLow(at));
                break;
            default:
                PowerOff(at, outputs);
                break;
        }

        Run(at, outputs);
    }

    /// <summary>
    /// A timer of the handset's own. After a pause (a store that was away, a node that came back) all that is overdue fires at once, in any order: what the
    /// environment wanted before that moment comes first. A user who answers after a second is not silent because the emulator stood still for ten.
    /// </summary>
    /// <param name="slot">Which one.</param>
    /// <param name="due">What it was set for.</param>
    /// <param name="at">Now.</param>
    /// <param name="outputs">Empty.</param>
    public void TimerFired(TimerSlot slot, DateTimeOffset due, DateTimeOffset at, HandsetOutputs outputs)
    {
        if (Diary.NextDue() is { } wanted && wanted <= Ms(due) && wanted <= Ms(at))
        {
            EnvironmentDue(at, outputs);
            if (outputs.Actions.Exists(action => action is TerminalAction.CancelTimer cancel ? cancel.Slot == slot : action is TerminalAction.ArmTimer arm && arm.Slot == slot)) return;
        }

        Happened(new TerminalEvent.TimerFired(at, slot), outputs);
    }

    /// <summary>The moment the environment asked for has come.</summary>
    public void EnvironmentDue(DateTimeOffset at, HandsetOutputs outputs)
    {
        _armed = 0;
        long now = Ms(at);
        if (IsDue(Diary.AnswerDue, now)) Answer(at, outputs);
        if (IsDue(Diary.SignalBackDue, now)) SignalBack(at, outputs);
        if (IsDue(Diary.MemoryFreeDue, now)) MemoryFree(at, outputs);
        if (IsDue(Diary.PowerOffDue, now)) PowerCutInUpdate(at, outputs);
        if (IsDue(Diary.SwapDue, now)) SwapSim(at, outputs);
        if (IsDue(Diary.RebootDue, now)) Reboot(at, outputs);
        if (IsDue(Diary.PowerOnDue, now) && !Terminal.Nv.PoweredOn) PowerOn(at, outputs);
        Run(at, outputs);
    }

    /// <summary>True once after a change of the snapshot, the diary's part included: a trouble that was injected is to be counted after a crash as well.</summary>
    /// <param name="early">True: that a session began as well, which may wait for its end.</param>
    public bool TakeDirty(bool early = false)
    {
        bool changed = Terminal.TakeDirty(early || _diaryChanged) | _diaryChanged;
        _diaryChanged = false;
        return changed;
    }

    /// <summary>The snapshot: diary, then the terminal's NV.</summary>
    public byte[] Save() => Save(new SnapshotWriter());

    /// <summary>As <see cref="Save()"/>, with room that is used again and again.</summary>
    public byte[] Save(HandsetOutputs outputs) => Save(outputs.Snapshot);

    private byte[] Save(SnapshotWriter writer)
    {
        writer.Clear();
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
            while (outputs.Pending.TryDequeue(out TerminalEvent? next)) Step(next, at, outputs);
            if (Diary.PendingOff != PendingOff.No && !Terminal.IsTransferring) SwitchOff(at, outputs);
        }
        while (outputs.Pending.Count > 0);

        if (Diary.NextDue() is not { } due || due == _armed) return;
        _armed = due;
        outputs.EnvironmentDue = DateTimeOffset.FromUnixTimeMilliseconds(due);
    }

    private void Step(TerminalEvent next, DateTimeOffset at, HandsetOutputs outputs)
    {
        if (outputs.KeepsEvents) outputs.Events.Add(next);
        outputs.Raw.Clear();
        Terminal.Step(next, outputs.Raw);
        foreach (TerminalAction action in outputs.Raw) outputs.Actions.Add(Surround(next, action, at, outputs));
    }

    /// <summary>The environment's hand in what the handset does.</summary>
    private TerminalAction Surround(TerminalEvent cause, TerminalAction action, DateTimeOffset at, HandsetOutputs outputs)
    {
        switch (action)
        {
            case TerminalAction.Prompt prompt:
                Diary.Answer = PlannedAnswer.To(prompt, Diary.Questions, _fleet.Scenario.Users, Persona, Chance);
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
        Diary.Cut = Diary.Cuts < FaultPlan.CutsPerDownload ? _fleet.Faults.CutOf(Chance, Diary.Transfers, fetch.Offset, reach) : null;
        return Diary.Cut is { } cut ? fetch with { StopAt = cut.Offset } : fetch;
    }

    /// <summary>Octets of the object; of a package without a descriptor the first answer will tell, and the package map knows.</summary>
    private long Size(FirmwareJob job) => job.Size > 0 ? job.Size : _fleet.Settings.Packages.Of(job)?.Octets ?? 0;

    private void PlanUpdateCut(TerminalAction.UpdateBegins begins, DateTimeOffset at)
    {
        Diary.Updates++;
        if (Diary.UpdateCuts >= FaultPlan.CutsPerUpdate || _fleet.Faults.UpdateCut(Chance, Diary.Updates) is not { } part) return;
        Diary.UpdateCuts++;
        double left = 1 - ((double)begins.Block / begins.Blocks);
        Diary.PowerOffDue = Ms(at + (_fleet.Settings.UpdateDuration * left * part));
    }

    private TerminalAction.PostDm LoseAnswer(TerminalAction.PostDm post, HandsetOutputs outputs)
    {
        Diary.Reports++;
        _diaryChanged = true;
        if (Diary.ReportAnswersLost >= FaultPlan.ReportAnswersInARow || !_fleet.Faults.LosesReportAnswer(Chance, Diary.Reports))
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
        PowerOff(at, outputs);
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
        else SwitchOff(at, outputs);
    }

    private void SwitchOff(DateTimeOffset at, HandsetOutputs outputs)
    {
        if (Diary.PendingOff == PendingOff.SimSwap) Diary.SimNumber++;
        Diary.PendingOff = PendingOff.No;
        PowerOff(at, outputs);
    }

    private void SignalBack(DateTimeOffset at, HandsetOutputs outputs)
    {
        Diary.SignalBackDue = 0;
        outputs.Pending.Enqueue(new TerminalEvent.SignalBack(at));
    }

    private void MemoryFree(DateTimeOffset at, HandsetOutputs outputs)
    {
        Diary.MemoryFreeDue = 0;
        outputs.Pending.Enqueue(new TerminalEvent.MemoryFree(at));
    }

    private void Answer(DateTimeOffset at, HandsetOutputs outputs)
    {
        Diary.AnswerDue = 0;
        if (Diary.Answer is { } answer) outputs.Pending.Enqueue(answer.At(at));
    }

    private void PowerOn(DateTimeOffset at, HandsetOutputs outputs)
    {
        Diary.PowerOnDue = 0;
        Diary.Boots++;
        outputs.Pending.Enqueue(new TerminalEvent.PowerOn(at, Sim));
    }

    /// <summary>Power goes now and comes back after a while; with it go all gaps of signal and memory.</summary>
    private void PowerOff(DateTimeOffset at, HandsetOutputs outputs)
    {
        (Diary.SignalBackDue, Diary.MemoryFreeDue, Diary.AnswerDue, Diary.PowerOffDue, Diary.Cut) = (0, 0, 0, 0, null);
        Diary.PowerOnDue = Ms(at + Draw(ChancePurpose.OffTime, Diary.Boots, _fleet.Scenario.Users.OffTime));
        outputs.Pending.Enqueue(new TerminalEvent.PowerOff(at));
    }

    private void Inject(FaultKind kind, HandsetOutputs outputs)
    {
        Diary.Count(kind);
        _diaryChanged = true;
        outputs.Faults.Add(kind);
    }

    /// <summary>Where the model has that setting.</summary>
    private void SetWrongApn()
    {
        int node = Terminal.Tree.Template.Find("Settings/GPRS/CMNet/APN");
        if (node >= 0) Terminal.Tree.Put(node, Chance.Below(ChancePurpose.WrongSetting, 1, 2) == 0 ? "cmnte" : "internet");
    }

    private TimeSpan Draw(ChancePurpose purpose, long occasion, TimeRange range) => Chance.Between(purpose, occasion, range.Least, range.Most);

    private static bool IsDue(long due, long now) => due > 0 && due <= now;

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}

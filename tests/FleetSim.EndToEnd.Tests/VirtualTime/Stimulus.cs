using FleetSim.Device;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>A call that the shell makes to a handset in its environment: the closed set of its inputs, so that a life can be lived again.</summary>
public abstract record Stimulus
{
    public abstract void Apply(Handset handset, HandsetOutputs outputs);

    public sealed record FirstPowerOn(DateTimeOffset At) : Stimulus
    {
        public override void Apply(Handset handset, HandsetOutputs outputs) => handset.FirstPowerOn(At, outputs);
    }

    public sealed record Revived(DateTimeOffset At) : Stimulus
    {
        public override void Apply(Handset handset, HandsetOutputs outputs) => handset.Revived(At, outputs);
    }

    public sealed record Happened(TerminalEvent What) : Stimulus
    {
        public override void Apply(Handset handset, HandsetOutputs outputs) => handset.Happened(What, outputs);
    }

    public sealed record SmsArrives(TerminalEvent.SmsReceived Message, bool IsConfirmation) : Stimulus
    {
        public override void Apply(Handset handset, HandsetOutputs outputs) => handset.SmsArrives(Message, IsConfirmation, outputs);
    }

    public sealed record TransferCut(DateTimeOffset At) : Stimulus
    {
        public override void Apply(Handset handset, HandsetOutputs outputs) => handset.TransferCut(At, outputs);
    }

    public sealed record TimerFired(TimerSlot Slot, DateTimeOffset Due, DateTimeOffset At) : Stimulus
    {
        public override void Apply(Handset handset, HandsetOutputs outputs) => handset.TimerFired(Slot, Due, At, outputs);
    }

    public sealed record EnvironmentDue(DateTimeOffset At) : Stimulus
    {
        public override void Apply(Handset handset, HandsetOutputs outputs) => handset.EnvironmentDue(At, outputs);
    }
}

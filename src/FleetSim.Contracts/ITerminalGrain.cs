using Orleans.Concurrency;

namespace FleetSim.Contracts;

/// <summary>One emulated handset; the key is its index in the fleet. Every handset that is switched on is one activation.</summary>
[Alias("fleetsim.terminal")]
public interface ITerminalGrain : IGrainWithIntegerKey
{
    /// <summary>The first power-on of its life, as the arrival schedule wants it. A handset that has lived before ignores it.</summary>
    [Alias("first-power-on")]
    Task FirstPowerOn();

    /// <summary>
    /// Takes the handset up again from its snapshot after its activation or its cohort was gone: what it has under way goes on, and its timers are in
    /// its cohort's wheel again. Returns true when it is switched on.
    /// </summary>
    [Alias("wake")]
    Task<bool> Wake();

    /// <summary>A timer of this handset or of its environment has come due.</summary>
    [Alias("timer-fired")]
    Task TimerFired(int slot);

    /// <summary>A short message for the SIM with this index; completes when what it changed is durable.</summary>
    [Alias("deliver-sms")]
    Task<SmsDelivery> DeliverSms(InboundSms message);

    /// <summary>A short message for this SIM lies in the store: it is fetched from there once the SIM can be reached.</summary>
    [Alias("message-waits")]
    Task MessageWaits(long simIndex);

    /// <summary>Gives the activation up at the next moment of rest. Nothing of the handset's life changes by it.</summary>
    [Alias("rest")]
    [OneWay]
    Task Rest();
}

namespace FleetSim.Contracts;

/// <summary>A short message on its way to a SIM.</summary>
/// <param name="SimIndex">The SIM it is for.</param>
/// <param name="Sender">Digits of the originating address.</param>
/// <param name="UserData">UDH (when <paramref name="HasHeader"/>) and payload.</param>
/// <param name="IsConfirmation">Addressed to the registration port: the environment may lose it on its way.</param>
[GenerateSerializer]
[Immutable]
[Alias("fleetsim.inbound-sms")]
public sealed record InboundSms(
    [property: Id(0)] long SimIndex, [property: Id(1)] string Sender, [property: Id(2)] byte[] UserData, [property: Id(3)] bool HasHeader, [property: Id(4)] bool IsConfirmation);

/// <summary>What became of a short message.</summary>
public enum SmsDelivery
{
    /// <summary>The handset has it, or lost it in the air.</summary>
    Delivered,

    /// <summary>Switched off, without signal, or another SIM is in it: try later.</summary>
    Unreachable,
}

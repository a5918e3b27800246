namespace FleetSim.Protocol.Smpp;

/// <summary>Values of command_status. Spec: SMPP 3.4, 5.1.3.</summary>
public static class SmppStatus
{
    public const uint Ok = 0x00;
    public const uint InvalidMessageLength = 0x01;
    public const uint InvalidCommandLength = 0x02;
    public const uint InvalidCommandId = 0x03;
    public const uint IncorrectBindStatus = 0x04;
    public const uint AlreadyBound = 0x05;
    public const uint SystemError = 0x08;
    public const uint InvalidSource = 0x0A;
    public const uint InvalidDestination = 0x0B;
    public const uint InvalidMessageId = 0x0C;
    public const uint BindFailed = 0x0D;
    public const uint InvalidPassword = 0x0E;
    public const uint InvalidSystemId = 0x0F;
    public const uint MessageQueueFull = 0x14;
    public const uint InvalidServiceType = 0x15;
    public const uint InvalidEsmClass = 0x43;
    public const uint SubmitFailed = 0x45;
    public const uint InvalidSystemType = 0x53;
    public const uint Throttled = 0x58;
    public const uint InvalidScheduledDelivery = 0x61;
    public const uint InvalidValidityPeriod = 0x62;
    public const uint ReceiverTemporaryError = 0x64;
    public const uint ReceiverPermanentError = 0x65;
    public const uint ReceiverRejectMessage = 0x66;
    public const uint QueryFailed = 0x67;
    public const uint InvalidTlvStream = 0xC0;
    public const uint TlvNotAllowed = 0xC1;
    public const uint InvalidTlvLength = 0xC2;
    public const uint MissingTlv = 0xC3;
    public const uint InvalidTlvValue = 0xC4;
    public const uint DeliveryFailure = 0xFE;
    public const uint UnknownError = 0xFF;

    /// <summary>Errors after which the same message may be tried again later: throttled, queue full, receiver temporary.</summary>
    public static bool IsTemporary(uint status) => status is Throttled or MessageQueueFull or ReceiverTemporaryError;
}

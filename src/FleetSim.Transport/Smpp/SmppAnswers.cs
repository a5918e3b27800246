using FleetSim.Protocol.Smpp;

namespace FleetSim.Transport.Smpp;

/// <summary>Answers that carry a status and nothing else.</summary>
internal static class SmppAnswers
{
    /// <summary>
    /// The bodyless answer to a request: its own response where the standard knows the command, else generic_nack.
    /// Null: nothing may be answered (alert_notification, outbind, any response).
    /// </summary>
    public static SmppPdu? Refusal(uint commandId, uint sequence, uint status)
    {
        if (commandId >= SmppCommand.Response || commandId is SmppCommand.AlertNotification or SmppCommand.Outbind) return null;
        return SmppCommand.IsKnown(commandId)
            ? new SmppPdu.Other(SmppCommand.Response | commandId, []) { Sequence = sequence, Status = status }
            : Nack(sequence, SmppStatus.InvalidCommandId);
    }

    public static SmppPdu Nack(uint sequence, uint status) => new SmppPdu.GenericNack { Sequence = sequence, Status = status };
}

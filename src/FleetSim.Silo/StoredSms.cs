using System.Text;
using FleetSim.Contracts;

namespace FleetSim.Silo;

/// <summary>
/// A short message as it lies in the store.
/// <code>flags 1 (1 header, 2 confirmation) | length of the sender 1 | sender | user data</code>
/// </summary>
internal static class StoredSms
{
    public static byte[] Encode(InboundSms message)
    {
        byte[] sender = Encoding.ASCII.GetBytes(message.Sender);
        byte[] stored = new byte[2 + sender.Length + message.UserData.Length];
        stored[0] = (byte)((message.HasHeader ? 1 : 0) | (message.IsConfirmation ? 2 : 0));
        stored[1] = (byte)sender.Length;
        sender.CopyTo(stored, 2);
        message.UserData.CopyTo(stored, 2 + sender.Length);
        return stored;
    }

    public static InboundSms Decode(long simIndex, byte[] stored)
    {
        int userData = 2 + stored[1];
        return new InboundSms(simIndex, Encoding.ASCII.GetString(stored, 2, stored[1]), stored[userData..], (stored[0] & 1) != 0, (stored[0] & 2) != 0);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace FleetSim.Protocol.Notification;

/// <summary>H(B64(H(server id ":" password)) ":" nonce ":" B64(H(trigger))) with H = MD5. Spec: OMA-TS-DM_Notification-V1_2_1, 6.2.</summary>
internal static class NotificationDigest
{
    public static byte[] Compute(string serverId, string password, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> trigger)
    {
        string account = Hashed(Encoding.UTF8.GetBytes($"{serverId}:{password}"));
        byte[] input = [.. Encoding.ASCII.GetBytes(account), (byte)':', .. nonce, (byte)':', .. Encoding.ASCII.GetBytes(Hashed(trigger))];
        return MD5.HashData(input);
    }

    private static string Hashed(ReadOnlySpan<byte> octets) => Convert.ToBase64String(MD5.HashData(octets));
}

using System.Text;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Drills;

/// <summary>What drills do to a POST to the DM server.</summary>
internal static class HttpDrills
{
    /// <summary>Whose message it is, without decoding it: the first "IMEI:" in it; 0 when there is none.</summary>
    public static Imei SenderOf(ReadOnlySpan<byte> body)
    {
        const int Characters = 20;
        int at = body.IndexOf("IMEI:"u8);
        return at >= 0 && body.Length - at >= Characters ? Imei.Parse(Encoding.ASCII.GetString(body.Slice(at, Characters))) ?? default : default;
    }

    /// <summary>The request is answered so, and not looked at.</summary>
    public static Strike Unread(WebReply reply) => new Strike<DmExchange>((exchange, _) => exchange.Reply is null ? exchange with { Reply = reply } : null);

    /// <summary>The request is taken, and its answer is another.</summary>
    public static Strike Answer(Func<WebReply, WebReply> change) => Answer((reply, _) => change(reply));

    public static Strike Answer(Func<WebReply, DrillOptions, WebReply> change) =>
        new Strike<DmExchange>((exchange, on) => exchange.Reply is { } reply ? exchange with { Reply = change(reply, on) } : null);

    /// <summary>As <see cref="Answer(Func{WebReply, WebReply})"/>, only where the request had an Alert 1226.</summary>
    public static Strike ReportAnswer(Func<WebReply, DrillOptions, WebReply> change) => new Strike<DmExchange>(
        (exchange, on) => exchange is { Reply: { } reply, CarriedReport: true } ? exchange with { Reply = change(reply, on) } : null);

    /// <summary>The message cannot be decoded: a tag that does not fit in XML, an unknown version in WBXML.</summary>
    public static WebReply Garble(WebReply reply)
    {
        byte[] body = reply.Body.ToArray();
        if (SyncMlMediaType.Parse(reply.ContentType) == SyncMlEncoding.Wbxml) body[0] = 0x7F;
        else body[body.AsSpan().LastIndexOf((byte)'<') + 2] ^= 0x01;
        return reply with { Body = body };
    }

    /// <summary>Half of the message as if it were all of it.</summary>
    public static WebReply Halve(WebReply reply) => reply with { Body = reply.Body[..(reply.Body.Length / 2)] };

    /// <summary>The MAC of another message; where no MAC is sent, there is nothing to be wrong.</summary>
    public static Strike WrongMac() => new Strike<DmExchange>((exchange, _) => exchange.Reply is { Mac: { } mac } reply
        ? exchange with { Reply = reply with { Mac = Forge(mac) } }
        : null);

    private static string Forge(string mac) => (MacHeader.Decode(mac).Value! with { Mac = Convert.ToBase64String(new byte[16]) }).ToString();
}

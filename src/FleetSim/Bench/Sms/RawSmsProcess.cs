using System.Globalization;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Bench.Sms;

/// <summary>
/// The yardstick's process. Says its port, waits for the bind ("bound"), then:
/// <code>
/// deliver COUNT FROM TO HEX    delivers; CPU microseconds for each message
/// take COUNT                   "taking", and when all have come CPU microseconds for each message
/// </code>
/// </summary>
internal static class RawSmsProcess
{
    public static async Task RunAsync(TextReader input, TextWriter output, CancellationToken stop)
    {
        using RawMessageCentre raw = new();
        await SayAsync(output, $"{raw.Port}");
        await raw.AcceptAsync(stop);
        await SayAsync(output, "bound");
        while (await input.ReadLineAsync(stop) is { } line)
        {
            string[] words = line.Split(' ');
            int count = int.Parse(words[1], CultureInfo.InvariantCulture);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            if (words[0] == "take")
            {
                await SayAsync(output, "taking");
                await raw.TakeAsync(count, stop);
            }
            else
            {
                await raw.DeliverAsync(RawMessageCentre.Octets(new SmppPdu.DeliverSm(Message(words))), count, stop);
            }

            await SayAsync(output, ((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count).ToString("F3", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>As the message centre sends it.</summary>
    private static SmppMessage Message(string[] words) => new()
    {
        Source = SmppAddress.Of(words[2]), Destination = SmppAddress.Of(words[3]), EsmClass = EsmClass.UserDataHeader, DataCoding = 4, ShortMessage = Convert.FromHexString(words[4]),
    };

    private static async Task SayAsync(TextWriter output, string line)
    {
        await output.WriteLineAsync(line);
        await output.FlushAsync();
    }
}

using System.Diagnostics;
using System.Globalization;
using FleetSim.Bench.Node;
using FleetSim.Device;
using FleetSim.Grains;
using FleetSim.Protocol.Sms;
using FleetSim.Silo;
using FleetSim.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace FleetSim.Bench.Sms;

/// <summary>
/// CPU of a short message through the message centre, over that of a raw socket loop with the same PDUs and the same peer; and registrations on one bind.
/// Peer and loop have processes of their own.
/// </summary>
internal sealed class SmsBench(BenchFleet fleet, ChildProcess peer, ChildProcess rawPeer, ChildProcess raw, string numbers, int messages)
{
    private const int MostHandsets = 20_000;
    private const int Pairs = 5;
    private const int WarmUpRounds = 2;
    private const int AtOnce = 64;

    private static readonly TimeSpan Compilation = TimeSpan.FromMilliseconds(500);

    private MessageCentre Centre => fleet.Node.Services.GetRequiredService<MessageCentre>();

    private string ServiceNumber => fleet.Fleet.Identity.ModelOf(0).Registration.ServiceNumber;

    private string FirstNumber => fleet.Fleet.Identity.MsisdnOf(0).ToString();

    public static async Task<SmsReport> RunAsync(int messages, TextWriter progress, CancellationToken stop)
    {
        int handsets = Math.Min(messages, MostHandsets);
        await using BenchFleet fleet = await BenchFleet.StartAsync(
            BenchFleet.ScenarioOf(handsets, homeShare: 1), "http://127.0.0.1:9/dm", services => services.AddSingleton<IActionRunner>(new SilentServer()), stop);
        string numbers = Path.GetTempFileName();
        await File.WriteAllLinesAsync(numbers, Enumerable.Range(0, handsets).Select(i => fleet.Fleet.Identity.MsisdnOf(i).ToString()), stop);
        await using ChildProcess peer = ChildProcess.Start("bench", "sms-peer");
        await using ChildProcess rawPeer = ChildProcess.Start("bench", "sms-peer");
        await using ChildProcess raw = ChildProcess.Start("bench", "raw-sms");
        try
        {
            SmsBench bench = new(fleet, peer, rawPeer, raw, numbers, messages);
            return await bench.MeasureAsync(handsets, progress, stop);
        }
        finally
        {
            File.Delete(numbers);
        }
    }

    private async Task<SmsReport> MeasureAsync(int handsets, TextWriter progress, CancellationToken stop)
    {
        await peer.AskAsync($"bind {fleet.Listen()}", stop);
        await rawPeer.AskAsync($"bind {await raw.ReadAsync(stop)}", stop);
        await raw.ReadAsync(stop);
        (double perSecond, double cpuUs) = await RegisterAsync(handsets, stop);
        progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"registrations: {perSecond:F0}/s, {cpuUs:F0} us each"));
        SmsPair up = await CompareAsync("uplink", UplinkAsync, RawUplinkAsync, progress, stop);
        SmsPair down = await CompareAsync("downlink", DownlinkAsync, RawDownlinkAsync, progress, stop);
        return new SmsReport(messages, GcWords.Now, up.CpuUs, up.RawCpuUs, up.Ratio, down.CpuUs, down.RawCpuUs, down.Ratio, handsets, Math.Round(perSecond), Math.Round(cpuUs, 1));
    }

    /// <summary>From the first power-on of the first handset to the mark in the store of the last.</summary>
    private async Task<(double PerSecond, double CpuUs)> RegisterAsync(int handsets, CancellationToken stop)
    {
        await peer.AskAsync("confirm", stop);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        Stopwatch wall = Stopwatch.StartNew();
        await fleet.EachAsync(.., (terminal, _) => terminal.FirstPowerOn(), stop);
        while (fleet.Ledger.DevicesIn(DeviceTag.Registered) < handsets) await Task.Delay(1, stop);
        double seconds = wall.Elapsed.TotalSeconds;
        await fleet.SettleAsync(() => true, stop);
        await peer.AskAsync("quiet", stop);
        return (handsets / seconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / handsets);
    }

    private static async Task<SmsPair> CompareAsync(string name, Func<CancellationToken, Task<double>> own, Func<CancellationToken, Task<double>> raw, TextWriter progress, CancellationToken stop)
    {
        List<SmsPair> pairs = [];
        for (int round = 0; round < WarmUpRounds + Pairs; round++)
        {
            SmsPair pair = new(await own(stop), await raw(stop));
            if (round < WarmUpRounds) await Task.Delay(Compilation, stop);
            else pairs.Add(pair);
            progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {pair.CpuUs:F1} us, raw {pair.RawCpuUs:F1} us, ratio {pair.Ratio:F2}"));
        }

        return SmsPair.MedianOf(pairs);
    }

    private async Task<double> UplinkAsync(CancellationToken stop)
    {
        byte[] text = Uplink();
        return await CostAsync(() => Parallel.ForAsync(0, messages, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (i, _) =>
            await Centre.SubmitAsync(i % fleet.Fleet.Identity.Terminals, ServiceNumber, text, stop)));
    }

    private async Task<double> RawUplinkAsync(CancellationToken stop) =>
        Number(await raw.AskAsync($"deliver {messages} {FirstNumber} {ServiceNumber} {Convert.ToHexString(Uplink())}", stop));

    /// <summary>A package #0 with a wrong digest: the handset reads it, drops it, and keeps nothing.</summary>
    private async Task<double> DownlinkAsync(CancellationToken stop) => await CostAsync(async () =>
    {
        string answer = await peer.AskAsync(Submit(), stop);
        if (answer != $"submitted {messages}") throw new InvalidOperationException($"Of {messages} messages the message centre took others: {answer}.");
    });

    private async Task<double> RawDownlinkAsync(CancellationToken stop)
    {
        await raw.AskAsync($"take {messages}", stop);
        await rawPeer.AskAsync(Submit(), stop);
        return Number(await raw.ReadAsync(stop));
    }

    private string Submit()
    {
        PresetAccount stranger = fleet.Fleet.Settings.Account with { ServerPassword = "not-it" };
        return $"submit {messages} {ServiceNumber} {Convert.ToHexString(Messages.NotificationText(stranger, fleet.Fleet.Identity.ModelOf(0)))} {numbers}";
    }

    /// <summary>A registration as a handset sends it.</summary>
    private byte[] Uplink()
    {
        HandsetModel model = fleet.Fleet.Identity.ModelOf(0);
        byte[] text = RegistrationText.EncodeUplink(new RegistrationUplink(fleet.Fleet.Identity.ImeiOf(0), model.Manufacturer, model.Model, model.SoftwareVersion))!;
        return UserData.Encode(new PortAddress(RegistrationText.Port, RegistrationText.Port), null, text);
    }

    private async Task<double> CostAsync(Func<Task> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await work();
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / messages;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A round through the message centre and the round of the raw loop behind it; microseconds for each message.</summary>
internal sealed record SmsPair(double CpuUs, double RawCpuUs)
{
    public double Ratio => Math.Round(CpuUs / RawCpuUs, 3);

    /// <summary>The pair with the median ratio.</summary>
    public static SmsPair MedianOf(IReadOnlyList<SmsPair> pairs)
    {
        SmsPair median = pairs.OrderBy(p => p.Ratio).ElementAt(pairs.Count / 2);
        return new SmsPair(Math.Round(median.CpuUs, 2), Math.Round(median.RawCpuUs, 2));
    }
}

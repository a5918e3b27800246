using System.Globalization;
using FleetSim.Bench.Node;
using FleetSim.Grains;
using FleetSim.Scenarios;
using FleetSim.Silo;
using FleetSim.Transport.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FleetSim.Bench.Session;

/// <summary>
/// CPU of a DM session through grain, step, codec, store and HTTP, over that of a raw loop that POSTs the same octets to the same server. Server and
/// loop have processes of their own: the server's CPU does not count, and the loop does not pay for a heap full of handsets. The two take turns, pair by pair;
/// the ratio is the median of the pairs.
/// </summary>
internal static class SessionBench
{
    /// <summary>Sessions under way at once, on either side.</summary>
    public const int AtOnce = 256;

    public const int Pairs = 5;

    /// <summary>Until the runtime has compiled anew what it found to be hot.</summary>
    private const int WarmUpRounds = 6;

    private static readonly TimeSpan Compilation = TimeSpan.FromMilliseconds(700);

    public static async Task<SessionReport> RunAsync(int sessions, TextWriter progress, CancellationToken stop)
    {
        await using ChildProcess server = ChildProcess.Start("bench", "collection-server");
        string address = await server.ReadAsync(stop);
        PolicyCost own = await OfAsync(ConnectionPolicy.PerSession, sessions, address, progress, stop);
        PolicyCost pooled = await OfAsync(ConnectionPolicy.Pooled, sessions, address, progress, stop);
        return SessionReport.Of(sessions, own, pooled);
    }

    private static async Task<PolicyCost> OfAsync(ConnectionPolicy policy, int sessions, string address, TextWriter progress, CancellationToken stop)
    {
        Scenario scenario = BenchFleet.ScenarioOf(sessions * (WarmUpRounds + Pairs), homeShare: 1);
        using DmHttpTransport transport = new(new DmHttpOptions { Policy = policy });
        WatchedNetwork network = new(new NetworkActionRunner(transport, new ObjectFetcher(transport), 0, TimeProvider.System));
        await using BenchFleet fleet = await BenchFleet.StartAsync(
            scenario, address, services => services.AddSingleton<IActionRunner>(network).AddSingleton<ISmsRouter>(new WillingMessageCentre()), stop);
        await fleet.RegisterAsync(.., stop);
        progress.WriteLine($"{policy}: {scenario.Fleet.Terminals} handsets are registered");
        using SessionRounds rounds = new(fleet, network, sessions);
        string recording = Path.GetTempFileName();
        try
        {
            await RecordAsync(rounds, network, recording, stop);
            await using ChildProcess raw = ChildProcess.Start("bench", "raw-sessions", "--recording", recording, "--policy", policy.ToString());
            return await CompareAsync(policy, rounds, raw, progress, stop);
        }
        finally
        {
            File.Delete(recording);
        }
    }

    private static async Task RecordAsync(SessionRounds rounds, WatchedNetwork network, string recording, CancellationToken stop)
    {
        network.Records = true;
        await rounds.RunAsync(stop);
        network.Records = false;
        await Recording.WriteAsync(recording, network.TakeRecorded(), stop);
    }

    private static async Task<PolicyCost> CompareAsync(ConnectionPolicy policy, SessionRounds rounds, ChildProcess raw, TextWriter progress, CancellationToken stop)
    {
        for (int i = 1; i < WarmUpRounds; i++)
        {
            await rounds.RunAsync(stop);
            await raw.AskAsync("go", stop);
            await Task.Delay(Compilation, stop);
        }

        List<SessionPair> pairs = [];
        while (pairs.Count < Pairs)
        {
            SessionCost grain = await rounds.RunAsync(stop);
            SessionPair pair = new(grain.CpuUs, double.Parse(await raw.AskAsync("go", stop), CultureInfo.InvariantCulture), grain.AllocatedBytes, grain.PauseUs);
            progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{policy}: {pair.CpuUs:F0} us, raw {pair.RawCpuUs:F0} us, ratio {pair.Ratio:F2}"));
            pairs.Add(pair);
        }

        return new PolicyCost(pairs);
    }
}

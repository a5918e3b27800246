using System.Text.RegularExpressions;
using FleetSim.Commands;
using FleetSim.Device;
using FleetSim.Run;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>
/// The third promise: over real sockets the same (scenario, seed) gives the same identities, faults and answers, and what a
/// handset does is the same once times, nonces and message numbers are masked.
/// </summary>
[Trait("speed", "slow")]
public sealed partial class DeterminismTests : IDisposable
{
    private const int Traced = 24;

    private readonly RunDirectory _first = new();
    private readonly RunDirectory _second = new();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task The_same_scenario_and_seed_tell_the_same_stories_over_real_sockets()
    {
        await Live(_first);
        await Live(_second);
        Assert.Equal(Ends(_first), Ends(_second));
        string[] stories = Directory.GetFiles(Path.Combine(_first.State, "traces"));
        Assert.Equal(Traced, stories.Length);
        Assert.Contains(stories, s => Story(s).Contains("<Data>L1_1.0.0</Data>", StringComparison.Ordinal));
        Assert.Contains(stories, s => Story(s).Contains("StopAt = ", StringComparison.Ordinal));
        foreach (string story in stories) Assert.Equal(Story(story), Story(Path.Combine(_second.State, "traces", Path.GetFileName(story))));
    }

    /// <summary>A day without reboots and SIM changes: those come by the clock and cut a transfer wherever it happens to be.</summary>
    private static async Task Live(RunDirectory directory)
    {
        string[] traces = [.. Enumerable.Range(0, Traced).SelectMany(i => (string[])["--trace", $"#{i}"])];
        string[] arguments = directory.Run(Scenario(directory), traces);
        (int code, string output) = await FleetSimProcess.RunAsync(directory.Root, arguments);
        Assert.True(code is ExitCode.Passed or ExitCode.ThresholdsCrossed, $"exit code {code}\n{output}");
    }

    private static string Scenario(RunDirectory directory) => directory.Changed(
        ("\"terminals\": 400", "\"terminals\": 120"), ("\"rebootShare\": 0.2", "\"rebootShare\": 0"), ("\"simSwapShare\": 0.1", "\"simSwapShare\": 0"));

    /// <summary>What became of every handset: mark, version, faults, registrations, refusals.</summary>
    private static List<string> Ends(RunDirectory directory)
    {
        using StoredFleet stored = StoredFleet.Open(directory.State);
        return [.. stored.Handsets.Select(End)];
    }

    private static string End(Handset handset)
    {
        NonVolatile nv = handset.Terminal.Nv;
        return $"{handset.Terminal.Imei} {handset.Sim.Imsi} {nv.RegisteredImsi} {handset.Terminal.SoftwareVersion} faults {string.Join(',', handset.Diary.Faults)} "
            + $"boots {handset.Diary.Boots} sent {nv.Odometer.RegistrationsSent} refused {nv.Odometer.Refusals} result {nv.Odometer.LastReportedResult} octets {nv.Odometer.FirmwareOctets}";
    }

    /// <summary>What the handset did and what befell it, in order, masked.</summary>
    private static string Story(string path) => string.Join('\n', Entry().Matches(File.ReadAllText(path)).Select(m => Mask(m.Groups[1].Value.TrimEnd())));

    private static string Mask(string entry)
    {
        entry = Clock().Replace(entry, "<time>");
        entry = Number().Replace(entry, "#");
        entry = Address().Replace(entry, "127.0.0.1:port");
        entry = Secret().Replace(entry, "<$1>*</$1>");
        entry = Block().Replace(entry, "Block");
        return Length().Replace(entry, "octets");
    }

    [GeneratedRegex(@"^\S+ (-> (?:SendSms|PostDm|GetDescriptor|Fetch|PostNotify|Prompt|UpdateBegins)[^\n]*(?:\n    [^\n]*)*|<- (?:PowerO|Signal|Memory|UserAnswered)[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d \+00:00")]
    private static partial Regex Clock();

    [GeneratedRegex(@"#\d+|Request = \d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [GeneratedRegex(@"<(SessionID|MsgID|MsgRef|NextNonce|Cred|Correlator)>.*?</\1>")]
    private static partial Regex Secret();

    [GeneratedRegex(@"Block = \d+")]
    private static partial Regex Block();

    [GeneratedRegex(@"\d+ octets")]
    private static partial Regex Length();
}

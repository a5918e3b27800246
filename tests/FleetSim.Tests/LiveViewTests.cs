using FleetSim.Live;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace FleetSim.Tests;

public sealed class LiveViewTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Without_a_terminal_there_is_a_line_every_five_seconds_and_one_at_the_end()
    {
        var clock = new FakeTimeProvider();
        var output = new StringWriter();
        using var stop = new CancellationTokenSource();
        var sampled = new SemaphoreSlim(0);
        var begin = clock.GetUtcNow();
        var run = LiveView.RunAsync(
            () =>
            {
                sampled.Release();
                return Sample((int)(clock.GetUtcNow() - begin).TotalSeconds);
            },
            Console(output, terminal: false), stop.Token, clock);

        Assert.True(await sampled.WaitAsync(Limit));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await sampled.WaitAsync(Limit));
        clock.Advance(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await run.WaitAsync(Limit);

        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["t=0s", "t=5s", "t=7s"], lines.Select(line => line.Split(' ')[0]));
        Assert.Equal(
            "t=5s phase=power-on phase_done=50% on=500 registered=400 unconfirmed=100 registrations_per_s=80 sessions_open=3 sessions_completed=50 sessions_failed=1 sessions_per_s=10 downloading=7 updated=6 refused=2 firmware_failed=0 resumes=4 firmware_mib=5 faults=9 errors=8 cpu=43% memory_mib=300",
            lines[1].TrimEnd());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public async Task In_a_terminal_the_picture_shows_phases_handsets_rates_and_kinds(int width)
    {
        var output = new StringWriter();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await LiveView.RunAsync(() => Sample(5), Console(output, terminal: true, width), stop.Token).WaitAsync(Limit);
        foreach (string text in (string[])["Phases", "power on", "50 % 0:05", "Handsets", "registered", "Per second", "sessions completed", "Faults injected", "power cut in update", "Errors", "timed out"])
            Assert.Contains(text, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_ends_with_the_verdict_and_its_reasons()
    {
        var output = new StringWriter();
        SummaryView.Write(SampleReport.Failed, Console(output, terminal: false));
        string[] lines = output.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["INVALID, not passed", "The schedule lagged."], lines[^2..]);
        Assert.Contains("860000000012343 model: handset <script>alert(1)</script>, platform nothing", lines);
        Assert.Contains(lines, line => line.Contains("a|b > 1", StringComparison.Ordinal) && line.Contains("not measured", StringComparison.Ordinal) && line.Contains("NO", StringComparison.Ordinal));
    }

    private static LiveSnapshot Sample(int seconds) => new()
    {
        Scenario = "first-day", Elapsed = TimeSpan.FromSeconds(seconds), Terminals = 10_000, PoweredOn = 500, Registered = 400, Unconfirmed = 100, RegistrationsSent = 80 * seconds,
        SessionsOpen = 3, SessionsCompleted = 10 * seconds, SessionsFailed = 1, FirmwareTargeted = 100, Downloading = 7, Updated = 6, Refused = 2, Resumes = 4, FirmwareOctets = 5 << 20,
        Faults = new Dictionary<string, long> { ["power_cut_in_update"] = 9 }, Errors = new Dictionary<string, long> { ["timed_out"] = 8 }, CpuPercent = 43, MemoryBytes = 300 << 20,
        Phases = [new LivePhase("power on", PhaseState.Running, 0.5, TimeSpan.FromSeconds(seconds)), new LivePhase("drain", PhaseState.Waiting, null, TimeSpan.Zero)],
    };

    private static IAnsiConsole Console(StringWriter output, bool terminal, int width = 120) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = ColorSystemSupport.NoColors,
        Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
        Out = new Screen(output, terminal, width),
    });

    private sealed class Screen(TextWriter writer, bool terminal, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => terminal;

        public int Width => width;

        public int Height => 50;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}

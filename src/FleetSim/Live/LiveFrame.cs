using FleetSim.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FleetSim.Live;

/// <summary>One picture of the run: phases, handsets, rates, and what went wrong.</summary>
internal sealed class LiveFrame(LiveHistory history, Profile profile)
{
    private const int KindRows = 6;
    private readonly bool _unicode = profile.Capabilities.Unicode;

    // What is left of the line when names and figures have their room.
    private int BarWidth => Math.Clamp(profile.Width - 68, 6, 30);

    private int SparkWidth => Math.Clamp(profile.Width - 54, 8, LiveHistory.Kept);

    public IRenderable Render()
    {
        if (history.Latest is not { } now) return new Text("");
        return new Rows(
            new Markup($"[bold]{Markup.Escape(now.Scenario)}[/]  {Figures.Duration(now.Elapsed)}   [grey]CPU {now.CpuPercent:0} %   memory {Figures.Octets(now.MemoryBytes)}[/]"),
            new Text(""),
            Columns(Phases(now), Handsets(now)),
            new Text(""),
            Rates(),
            new Text(""),
            Columns(Kinds("Faults injected", "yellow", now.Faults), Kinds("Errors", "red", now.Errors)));
    }

    private Grid Phases(LiveSnapshot now)
    {
        var grid = Section("Phases", 3);
        foreach (var phase in now.Phases)
        {
            string name = phase.State switch { PhaseState.Running => $"[bold]{Markup.Escape(phase.Name)}[/]", PhaseState.Done => Markup.Escape(phase.Name), _ => $"[grey]{Markup.Escape(phase.Name)}[/]" };
            grid.AddRow(new Markup(name), new Markup(PhaseBar(phase)), new Markup($"[grey]{Progress(phase)}[/]"));
        }
        return grid;
    }

    private string PhaseBar(LivePhase phase) => phase switch
    {
        { State: PhaseState.Waiting } => $"[grey]{Glyphs.Bar(0, BarWidth, _unicode)}[/]",
        { State: PhaseState.Done } => $"[green]{Glyphs.Bar(1, BarWidth, _unicode)}[/]",
        { Done: { } done } => $"[blue]{Glyphs.Bar(done, BarWidth, _unicode)}[/]",
        _ => "[blue]running[/]",
    };

    private static string Progress(LivePhase phase) => phase switch
    {
        { State: PhaseState.Waiting } => "",
        { State: PhaseState.Running, Done: { } done } => $"{Math.Floor(done * 100):0} % {Figures.Duration(phase.Took)}",
        _ => Figures.Duration(phase.Took),
    };

    private static Grid Handsets(LiveSnapshot now)
    {
        var grid = Section("Handsets", 3);
        Count(grid, "on", now.PoweredOn, now.Terminals);
        Count(grid, "registered", now.Registered, now.Terminals);
        Count(grid, "unconfirmed", now.Unconfirmed, now.Terminals);
        Count(grid, "in session", now.SessionsOpen, now.Terminals);
        Count(grid, "downloading", now.Downloading, now.FirmwareTargeted);
        Count(grid, "updated", now.Updated, now.FirmwareTargeted);
        Count(grid, "refused", now.Refused, now.FirmwareTargeted);
        if (now.FirmwareFailed > 0) Count(grid, "failed", now.FirmwareFailed, now.FirmwareTargeted);
        return grid;
    }

    private static void Count(Grid grid, string name, long count, long whole) =>
        grid.AddRow(new Markup(name), Right(Figures.Count(count)), new Markup($"[grey]{Figures.Share(count, whole)}[/]"));

    private Grid Rates()
    {
        var grid = Section("Per second", 4);
        Rate(grid, "registrations", s => s.RegistrationsSent, Figures.Number, s => Figures.Count(s.RegistrationsSent));
        Rate(grid, "sessions completed", s => s.SessionsCompleted, Figures.Number, s => Figures.Count(s.SessionsCompleted));
        Rate(grid, "sessions failed", s => s.SessionsFailed, Figures.Number, s => Figures.Count(s.SessionsFailed));
        Rate(grid, "downloads resumed", s => s.Resumes, Figures.Number, s => Figures.Count(s.Resumes));
        Rate(grid, "firmware", s => s.FirmwareOctets, value => Figures.Octets((long)value), s => Figures.Octets(s.FirmwareOctets));
        return grid;
    }

    private void Rate(Grid grid, string name, Func<LiveSnapshot, long> total, Func<double, string> format, Func<LiveSnapshot, string> sum) => grid.AddRow(
        new Markup(name), Right(format(history.Rate(total))),
        new Markup($"[blue]{Glyphs.Sparkline(history.Rates(total), SparkWidth, _unicode).PadRight(SparkWidth)}[/]"),
        new Markup($"[grey]{sum(history.Latest!)} in all[/]"));

    private static Grid Kinds(string title, string colour, IReadOnlyDictionary<string, long> counts)
    {
        var grid = Section(title, 2);
        if (counts.Count == 0) grid.AddRow(new Markup("[grey]none[/]"), new Text(""));
        foreach (var (kind, count) in Wording.Sorted(counts).Take(KindRows))
            grid.AddRow(new Markup(Markup.Escape(Figures.Words(kind))), Right($"[{colour}]{Figures.Count(count)}[/]"));
        if (counts.Count > KindRows) grid.AddRow(new Markup($"[grey]and {counts.Count - KindRows} more kinds[/]"), new Text(""));
        return grid;
    }

    private static Grid Section(string title, int columns)
    {
        var grid = new Grid();
        for (int i = 0; i < columns; i++) grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, i == columns - 1 ? 0 : 2, 0) });
        grid.AddRow([new Markup($"[underline]{title}[/]"), .. Enumerable.Repeat(new Text(""), columns - 1)]);
        return grid;
    }

    private static Grid Columns(IRenderable left, IRenderable right)
    {
        var grid = new Grid().AddColumn(new GridColumn { Padding = new Padding(0, 0, 2, 0) }).AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        grid.AddRow(left, right);
        return grid;
    }

    private static Markup Right(string markup) => new Markup(markup).RightJustified();
}
